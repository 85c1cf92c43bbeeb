//! Idempotency keys on the wire: once for each call, the same in all of its attempts.

use std::time::Duration;

use obstacles_client::operations::{wire_key_patch, wire_key_post};
use obstacles_client::{Client, Idempotence, PollPolicy, RetryPolicy};

use tests::server::{ScriptedResponse, Server, Then};

/// A server with these responses, and a client that retries with keys that differ.
async fn start(responses: impl IntoIterator<Item = ScriptedResponse>) -> (Server, Client) {
    let server = Server::start(responses).await;
    let soon = Duration::from_millis(1);
    let retry = RetryPolicy::new().backoff(soon, soon);
    let polling = PollPolicy::new().intervals(soon, soon);
    let builder = Client::builder().base_url(server.url()).retry(retry).polling(polling);
    let client = builder.build().unwrap();
    (server, client)
}

fn done() -> ScriptedResponse {
    ScriptedResponse::bytes("HTTP/1.1 204 Scripted\r\n\r\n")
}

fn failed() -> ScriptedResponse {
    ScriptedResponse::new(500, &[], "")
}

/// The values of a header of all requests.
fn values(server: &Server, name: &str) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|request| request.header(name).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_post_is_repeated_with_its_key() {
    let (server, client) =
        start([failed(), ScriptedResponse::nothing().then(Then::Close), done(), done()]).await;
    client.wire_key_post().send().await.unwrap();
    client.wire_key_post().send().await.unwrap();
    let keys = values(&server, "idempotency-key");
    assert_eq!(keys.len(), 4);
    assert!(keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3], "{keys:?}");
    assert_eq!((keys[0].len(), &keys[0][14..15]), (36, "4"));
    assert_eq!(wire_key_post::OPERATION.idempotence, Idempotence::WithKey);
}

#[tokio::test]
async fn the_key_of_the_caller_is_sent() {
    let (server, client) = start([failed(), done()]).await;
    client.wire_key_post().idempotency_key("order-7").send().await.unwrap();
    assert_eq!(values(&server, "idempotency-key"), ["order-7", "order-7"]);
}

#[tokio::test]
async fn a_marked_header_is_a_key() {
    let (server, client) = start([failed(), done()]).await;
    client.wire_key_patch().send().await.unwrap();
    let keys = values(&server, "x-attempt-of");
    assert!(keys.len() == 2 && keys[0] == keys[1], "{keys:?}");
    assert_eq!(wire_key_patch::OPERATION.idempotence, Idempotence::WithKey);
}

#[tokio::test]
async fn each_page_has_its_own_key() {
    let (server, client) = start([
        ScriptedResponse::json(200, r#"{"nextPageToken":"b","things":[{"id":"1"}]}"#),
        ScriptedResponse::json(200, r#"{"things":[{"id":"2"}]}"#),
    ])
    .await;
    let mut items = client.wire_key_pages().idempotency_key("first").items();
    while items.next().await.unwrap().is_some() {}
    let keys = values(&server, "idempotency-key");
    assert!(keys.len() == 2 && keys[0] == "first" && keys[1] != "first", "{keys:?}");
}

#[tokio::test]
async fn each_poll_has_its_own_key() {
    let job = |state: &str| ScriptedResponse::json(200, &format!(r#"{{"a":"{state}"}}"#));
    let (server, client) = start([job("running"), job("finished")]).await;
    let mut poller = client.wait_for_wire_key_job("7");
    poller.until_done().await.unwrap();
    let keys = values(&server, "idempotency-key");
    assert!(keys.len() == 2 && keys[0] != keys[1], "{keys:?}");
}
