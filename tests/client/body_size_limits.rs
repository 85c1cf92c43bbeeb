//! Limits on the size of response bodies.

use kustomer_client::{CallOptions, ErrorKind};

use super::support::{
    ScriptedResponse, Server, Signal, Then, builder, client, documents, failure, update,
};

const MAX_ERROR_BYTES: usize = 256 * 1024;

#[tokio::test]
async fn a_content_length_beyond_the_limit_fails_before_the_body() {
    let response = ScriptedResponse::head(200, 8 * 1024 * 1024 + 1);
    let error = failure(response.then(Then::Stall(Signal::default()))).await;
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.headers().unwrap()["content-length"], "8388609");
    assert_eq!(error.raw_body(), None);
    assert!(error.may_have_been_processed() && !error.is_retryable());
}

#[tokio::test]
async fn a_chunked_body_beyond_the_limit_is_rejected() {
    let limit = documents::NEW_JOB.len() - 1;
    let server = Server::start([ScriptedResponse::chunked(200, documents::NEW_JOB)]).await;
    let client = builder(&server).max_response_bytes(limit).build().unwrap();
    let error = update(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.may_have_been_processed() && !error.is_retryable());
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_read() {
    let responses = [
        ScriptedResponse::chunked(200, documents::NEW_JOB),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    let limit = documents::NEW_JOB.len();
    let client = builder(&server).max_response_bytes(limit).build().unwrap();
    assert_eq!(update(&client).await.unwrap().data.r#type, "bulk");
    assert_eq!(update(&client).await.unwrap().data.r#type, "bulk");
}

#[tokio::test]
async fn a_call_can_override_the_limit_of_its_client() {
    let responses = [
        ScriptedResponse::json(200, documents::NEW_JOB),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    let client = client(&server);
    let options = CallOptions::new().max_response_bytes(documents::NEW_JOB.len() - 1);
    let error = client.get_bulk_operation("a").options(options).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert!(client.get_bulk_operation("a").send().await.is_ok());
}

#[tokio::test]
async fn an_error_with_a_content_length_beyond_the_limit_keeps_its_status() {
    let response = ScriptedResponse::head(400, MAX_ERROR_BYTES + 1);
    let error = failure(response.then(Then::Stall(Signal::default()))).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().unwrap(), 400);
    assert!(error.is_client_error() && !error.may_have_been_processed());
}

#[tokio::test]
async fn a_chunked_error_beyond_the_limit_keeps_its_status() {
    let error = failure(ScriptedResponse::chunked(500, &" ".repeat(MAX_ERROR_BYTES + 1))).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert!(error.is_server_error() && error.may_have_been_processed());
}

#[tokio::test]
async fn an_error_of_exactly_the_limit_is_read() {
    let document = documents::error(500);
    let body = format!("{document}{}", " ".repeat(MAX_ERROR_BYTES - document.len()));
    let error = failure(ScriptedResponse::chunked(500, &body)).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.raw_body().unwrap().len(), MAX_ERROR_BYTES);
}
