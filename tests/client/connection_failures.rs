//! Connections that are refused, reset or closed too early.

use std::sync::Arc;

use kustomer_client::Random;
use kustomer_client::types::ErrorDocument;
use kustomer_client::{Client, Error, ErrorKind, Retry, RetryPolicy};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::support::{
    ScriptedResponse, Server, TOKEN, Then, builder, client, documents, failure, in_time, update,
};

/// Checks a failure that may have been processed.
fn check(error: &Error<ErrorDocument>) {
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(!error.is_connect() && !error.is_timeout());
    assert!(error.may_have_been_processed() && !error.is_retryable());
    assert_eq!((error.attempts(), error.raw_body()), (1, None));
    assert!(std::error::Error::source(error).is_some());
}

#[tokio::test]
async fn a_refused_connection_was_not_processed() {
    let url = Server::unreachable_url().await;
    let client =
        Client::builder().base_url(url).token(TOKEN).retry(Retry::Disabled).build().unwrap();
    let error = update(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_connect() && !error.is_timeout());
    assert!(!error.may_have_been_processed() && error.is_retryable());
    assert_eq!((error.status(), error.raw_body()), (None, None));
    assert_eq!(error.to_string(), "PUT /messages/bulk: no connection could be established");
}

#[tokio::test]
async fn a_connection_reset_before_the_request_is_ambiguous() {
    let error = failure(ScriptedResponse::nothing().then(Then::ResetOnAccept)).await;
    check(&error);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_connection_reset_after_the_request_is_ambiguous() {
    let error = failure(ScriptedResponse::nothing().then(Then::Reset)).await;
    check(&error);
    assert_eq!(error.status(), None);
    assert_eq!(error.to_string(), "PUT /messages/bulk: the connection failed");
}

#[tokio::test]
async fn a_connection_closed_after_the_request_is_ambiguous() {
    let error = failure(ScriptedResponse::nothing().then(Then::Close)).await;
    check(&error);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_truncated_head_is_ambiguous() {
    let error = failure(ScriptedResponse::bytes("HTTP/1.1 200 OK\r\ncont").then(Then::Close)).await;
    check(&error);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_body_shorter_than_content_length_is_an_error() {
    let length = documents::NEW_JOB.len();
    // The received part is valid JSON: only the length shows that the body is truncated.
    let response = ScriptedResponse::head(200, length + 1).and(documents::NEW_JOB);
    let error = failure(response.then(Then::Close)).await;
    check(&error);
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn a_truncated_chunked_body_is_an_error() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
                transfer-encoding: chunked\r\n\r\n";
    let chunk = format!("{:x}\r\n{}\r\n", documents::NEW_JOB.len(), documents::NEW_JOB);
    let error = failure(ScriptedResponse::bytes(head).and(chunk).then(Then::Close)).await;
    check(&error);
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn a_rejection_with_a_truncated_body_was_not_processed() {
    let error = failure(ScriptedResponse::head(400, 100).and("{").then(Then::Close)).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().unwrap(), 400);
    assert!(!error.may_have_been_processed() && !error.is_retryable());
}

#[tokio::test]
async fn a_response_that_is_not_http_is_ambiguous() {
    let error =
        failure(ScriptedResponse::bytes("SSH-2.0-Scripted\r\n\r\n").then(Then::Close)).await;
    check(&error);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_body_longer_than_content_length_is_cut() {
    let response = ScriptedResponse::json(200, documents::NEW_JOB).and("trailing garbage");
    let server = Server::start([response.then(Then::Close)]).await;
    assert_eq!(update(&client(&server)).await.unwrap().data.r#type, "bulk");
}

#[tokio::test]
async fn a_request_on_a_reused_connection_is_not_sent_twice() {
    let responses = [
        ScriptedResponse::json(200, documents::NEW_JOB),
        ScriptedResponse::nothing().then(Then::Reset),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    let client = client(&server);
    update(&client).await.unwrap();
    check(&update(&client).await.unwrap_err());
    assert_eq!((server.requests().len(), server.connections()), (2, 1));
    update(&client).await.unwrap();
    assert_eq!((server.requests().len(), server.connections()), (3, 2));
}

#[tokio::test]
async fn a_connection_closed_by_the_server_is_replaced() {
    let responses = [
        ScriptedResponse::json(200, documents::NEW_JOB).then(Then::Close),
        ScriptedResponse::json(200, documents::NEW_JOB),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    // Whether the client notices before sending or by an error afterwards depends on the system.
    let client = builder(&server).retry(RetryPolicy::default()).random(Arc::new(AtOnce));
    let client = client.build().unwrap();
    in_time(client.get_bulk_operation("a").send()).await.unwrap();
    in_time(client.get_bulk_operation("a").send()).await.unwrap();
    assert_eq!(server.connections(), 2);
}

/// Random numbers without jitter.
struct AtOnce;

impl Random for AtOnce {
    fn next(&self) -> u64 {
        0
    }
}

#[tokio::test]
async fn a_failed_tls_handshake_was_not_processed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let client = Client::builder().base_url(url).token(TOKEN).retry(Retry::Disabled);
    let error = in_time(update(&client.build().unwrap())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tls);
    assert!(!error.may_have_been_processed());
}
