//! The query parameter `ids`.

use kustomer_client::Body;
use kustomer_client::types::{BulkMessageUpdates, MessageChanges, MessageStatus, MessageUpdate};

use super::support::{Request, ScriptedResponse, Server, client, documents};

async fn request(body: impl Into<Body<BulkMessageUpdates>>, ids: Option<&[&str]>) -> Request {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let call = client(&server).bulk_batch_update_messages(body);
    let call = match ids {
        Some(ids) => call.ids(ids.iter().copied()),
        None => call,
    };
    call.send().await.unwrap();
    server.only_request()
}

#[tokio::test]
async fn ids_mode_sends_the_ids_comma_separated_and_one_object() {
    let changes = MessageChanges::default().status(MessageStatus::Received);
    let request = request(changes, Some(&["a", "b"])).await;
    assert_eq!(request.line(), "PUT /v1/messages/bulk?ids=a,b HTTP/1.1");
    assert_eq!(request.text(), r#"{"status":"received"}"#);
}

#[tokio::test]
async fn a_single_id_is_sent_without_a_comma() {
    let request = request(MessageChanges::default(), Some(&["a"])).await;
    assert_eq!(request.line(), "PUT /v1/messages/bulk?ids=a HTTP/1.1");
}

#[tokio::test]
async fn a_hundred_ids_are_one_parameter() {
    let ids: Vec<_> = (0..100).map(|number| format!("{number:024x}")).collect();
    let texts: Vec<_> = ids.iter().map(String::as_str).collect();
    let request = request(MessageChanges::default(), Some(&texts)).await;
    let line = format!("PUT /v1/messages/bulk?ids={} HTTP/1.1", ids.join(","));
    assert_eq!(request.line(), line);
}

#[tokio::test]
async fn ids_are_percent_encoded_where_they_would_change_the_query() {
    let ids = ["a b", "c,d", "e&f=g", "h+i", "j#k", "l%m", "ü", "n/o?p", "~q-r._"];
    let request = request(MessageChanges::default(), Some(&ids)).await;
    assert_eq!(
        request.line(),
        "PUT /v1/messages/bulk?ids=\
         a%20b,c%2Cd,e%26f%3Dg,h%2Bi,j%23k,l%25m,%C3%BC,n%2Fo%3Fp,~q-r._ HTTP/1.1"
    );
}

#[tokio::test]
async fn an_array_may_be_sent_together_with_ids() {
    let updates = vec![MessageUpdate::new("a"), MessageUpdate::new("b")];
    let request = request(updates, Some(&["a", "b"])).await;
    assert_eq!(request.line(), "PUT /v1/messages/bulk?ids=a,b HTTP/1.1");
    assert_eq!(request.text(), r#"[{"id":"a"},{"id":"b"}]"#);
}

#[tokio::test]
async fn an_array_alone_has_no_query() {
    let request = request(vec![MessageUpdate::new("a")], None).await;
    assert_eq!(request.line(), "PUT /v1/messages/bulk HTTP/1.1");
}

#[tokio::test]
async fn empty_ids_are_omitted() {
    let request = request(vec![MessageUpdate::new("a")], Some(&[])).await;
    assert_eq!(request.line(), "PUT /v1/messages/bulk HTTP/1.1");
}

#[tokio::test]
async fn setting_ids_again_replaces_them() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let call = client(&server).bulk_batch_update_messages(MessageChanges::default());
    call.ids(["a"]).ids(vec![String::from("b")]).send().await.unwrap();
    assert_eq!(server.only_request().line(), "PUT /v1/messages/bulk?ids=b HTTP/1.1");
}
