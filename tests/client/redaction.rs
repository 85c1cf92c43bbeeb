//! Redaction: `Debug` and `Display` output contains neither the token nor a payload.

use std::error::Error;
use std::fmt::Debug;

use kustomer_client::types::{MessageChanges, MessageUpdate};
use kustomer_client::{Body, CallOptions, Client, ErrorKind, Retry};

use super::support::{
    self, NotifyingTransport, ScriptedClock, ScriptedResponse, Server, Signal, TOKEN, Then, client,
    documents, in_time,
};

/// Part of requests and responses. It must not be shown.
const PAYLOAD: &str = "canary-payload-51c2e0";

fn check(text: &str) {
    assert!(!text.contains(TOKEN), "{text}");
    assert!(!text.contains(PAYLOAD), "{text}");
    // `Debug` shows bytes as numbers.
    assert!(!text.contains(&format!("{:?}", PAYLOAD.as_bytes()).replace(['[', ']'], "")), "{text}");
}

fn check_debug(value: &impl Debug) {
    check(&format!("{value:?}"));
    check(&format!("{value:#?}"));
}

/// Checks an error with all its sources.
fn check_error(error: &(dyn Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        check_debug(&error);
        check(&error.to_string());
        check(&format!("{error:#}"));
        next = error.source();
    }
}

/// The kind of the error of an update, after checking its `Debug` and `Display` output.
async fn fail(client: &Client) -> ErrorKind {
    let update = MessageUpdate::new(PAYLOAD).subject(PAYLOAD).client_ref(PAYLOAD);
    let options = CallOptions::new().header("x-private", PAYLOAD);
    let call = client.bulk_batch_update_messages(vec![update]).ids([PAYLOAD]).options(options);
    let error = call.send().await.unwrap_err();
    check_error(&error);
    error.kind()
}

/// The same for a response that echoes token and payload.
async fn fail_with(status: u16, media_type: &str, body: &str) -> ErrorKind {
    let headers = [
        ("content-type", media_type),
        ("www-authenticate", TOKEN),
        ("location", PAYLOAD),
        ("x-echo", TOKEN),
    ];
    let server = Server::start([ScriptedResponse::new(status, &headers, body)]).await;
    fail(&client(&server)).await
}

#[tokio::test]
async fn response_errors_contain_neither_token_nor_payload() {
    let text = format!("{TOKEN} {PAYLOAD}");
    let document = format!(r#"{{"errors":[{{"detail":"{text}","meta":{{"{PAYLOAD}":1}}}}]}}"#);
    let json = "application/json";
    assert_eq!(fail_with(400, json, &document).await, ErrorKind::Api);
    assert_eq!(fail_with(500, json, &document).await, ErrorKind::Api);
    assert_eq!(fail_with(418, json, &document).await, ErrorKind::UnexpectedStatus);
    assert_eq!(fail_with(307, "text/plain", &text).await, ErrorKind::UnexpectedStatus);
    assert_eq!(fail_with(502, "text/html", &text).await, ErrorKind::Api);
    assert_eq!(fail_with(200, PAYLOAD, &text).await, ErrorKind::ContentType);
    assert_eq!(fail_with(200, json, &text).await, ErrorKind::Decode);
}

#[tokio::test]
async fn decode_errors_contain_no_values_and_no_map_keys() {
    let custom = format!(r#"{{"{PAYLOAD}":[]}}"#);
    let bodies = [
        format!(r#""{PAYLOAD}""#),
        format!(r#"{{"data":"{PAYLOAD}"}}"#),
        format!(r#"{{"data":{{"type":"bulk","id":["{PAYLOAD}"],"attributes":{{}}}}}}"#),
        format!(r#"{{"{PAYLOAD}":{custom}}}"#),
        format!(r#"{{"data":{{"type":"bulk","id":"a","attributes":{{"v2":"{PAYLOAD}"}}}}}}"#),
        format!(r#"{{"errors":"{PAYLOAD}"}}"#),
    ];
    for body in bodies {
        assert_eq!(fail_with(200, "application/json", &body).await, ErrorKind::Decode);
    }
}

#[tokio::test]
async fn connection_errors_contain_neither_token_nor_payload() {
    let head = format!("HTTP/1.1 200 OK\r\nx-echo {TOKEN}{PAYLOAD}\r\n\r\n");
    for response in [
        ScriptedResponse::nothing().then(Then::Reset),
        ScriptedResponse::nothing().then(Then::ResetOnAccept),
        ScriptedResponse::head(200, 100).and(PAYLOAD).then(Then::Close),
        ScriptedResponse::bytes(head).then(Then::Close),
    ] {
        let server = Server::start([response]).await;
        assert_eq!(fail(&client(&server)).await, ErrorKind::Transport);
    }
    let url = format!("{}/{PAYLOAD}", Server::unreachable_url().await);
    let unreachable =
        Client::builder().base_url(url).token(TOKEN).retry(Retry::Disabled).build().unwrap();
    assert_eq!(fail(&unreachable).await, ErrorKind::Connect);
}

#[tokio::test]
async fn limit_errors_contain_neither_token_nor_payload() {
    let signal = Signal::default();
    let stalled =
        ScriptedResponse::head(200, 100).and(PAYLOAD).then(Then::Stall(Signal::default()));
    let server = Server::start([stalled]).await;
    let builder = support::builder(&server).clock(ScriptedClock::new(&signal));
    let stalled = builder.transport(NotifyingTransport::new(signal)).build().unwrap();
    assert_eq!(in_time(fail(&stalled)).await, ErrorKind::Timeout);
    let server = Server::start([ScriptedResponse::chunked(200, PAYLOAD)]).await;
    let limited = support::builder(&server).max_response_bytes(3).build().unwrap();
    assert_eq!(fail(&limited).await, ErrorKind::BodyTooLarge);
}

#[tokio::test]
async fn request_errors_contain_neither_token_nor_payload() {
    let server = Server::start([]).await;
    let without_token = Client::builder().base_url(server.url()).build().unwrap();
    assert_eq!(fail(&without_token).await, ErrorKind::NoCredential);
    let options = CallOptions::new().header("x-private", format!("{PAYLOAD}\n{TOKEN}"));
    let call = client(&server).get_bulk_operation(PAYLOAD).options(options);
    check_error(&call.send().await.unwrap_err());
}

#[test]
fn builder_errors_contain_neither_token_nor_payload() {
    let builder = || Client::builder().org("acme").token(TOKEN);
    for builder in [
        builder().token(format!("{TOKEN} ")),
        builder().org(format!("{PAYLOAD}.")),
        builder().base_url(format!("https://{TOKEN}@example.com/{PAYLOAD}")),
        builder().base_url(format!("https://example.com/?{TOKEN}={PAYLOAD}")),
        builder().base_url(format!("{TOKEN} {PAYLOAD}")),
        builder().default_header("x-private", format!("{PAYLOAD}\n{TOKEN}")),
        builder().user_agent(format!("{PAYLOAD}\n{TOKEN}")),
    ] {
        check_error(&builder.build().unwrap_err());
    }
}

#[tokio::test]
async fn debug_of_clients_calls_and_responses_contains_neither_token_nor_payload() {
    let headers = [("content-type", "application/json"), ("x-echo", TOKEN)];
    let body = documents::NEW_JOB.replace("queued", PAYLOAD);
    let server = Server::start([ScriptedResponse::new(200, &headers, body)]).await;
    let builder = support::builder(&server).default_header("x-private", PAYLOAD);
    check_debug(&builder);
    let client = builder.build().unwrap();
    check_debug(&client);
    let options = CallOptions::new().header("x-private", PAYLOAD);
    check_debug(&options);
    let update = MessageUpdate::new(PAYLOAD).subject(PAYLOAD);
    let call = client.bulk_batch_update_messages(vec![update]).options(options);
    check_debug(&call);
    check_debug(&client.bulk_batch_update_messages(MessageChanges::default().subject(PAYLOAD)));
    check_debug(&client.bulk_batch_update_messages(Body::raw(PAYLOAD)));
    let response = call.send().await.unwrap();
    assert_eq!(response.data.attributes.status.as_str(), PAYLOAD);
    check_debug(&response);
    check_debug(&response.map(|job| job.data));
}

/// The request itself contains both: otherwise the other tests would check nothing.
#[tokio::test]
async fn the_request_contains_token_and_payload() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let update = MessageUpdate::new(PAYLOAD);
    client(&server).bulk_batch_update_messages(vec![update]).send().await.unwrap();
    let request = server.only_request();
    assert!(request.header("authorization").unwrap().contains(TOKEN));
    assert!(request.text().contains(PAYLOAD));
}
