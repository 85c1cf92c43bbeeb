//! Bodies that are longer than allowed.

use kustomer_client::{CallOptions, ErrorKind};

use super::support::{
    ScriptedResponse, Server, Signal, Then, builder, client, documents, failure, update,
};

const MAX_ERROR_BYTES: usize = 256 * 1024;

#[tokio::test]
async fn a_body_announced_as_too_long_is_not_waited_for() {
    let answer = ScriptedResponse::announcement(200, 8 * 1024 * 1024 + 1);
    let error = failure(answer.then(Then::Stall(Signal::default()))).await;
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.headers().unwrap()["content-length"], "8388609");
    assert_eq!(error.raw_body(), None);
    assert!(error.may_have_been_processed() && !error.is_retryable());
}

#[tokio::test]
async fn a_body_that_becomes_too_long_is_refused() {
    let limit = documents::YOUNG_JOB.len() - 1;
    let server = Server::start([ScriptedResponse::chunked(200, documents::YOUNG_JOB)]).await;
    let client = builder(&server).max_response_bytes(limit).build().unwrap();
    let error = update(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert_eq!(error.status().unwrap(), 200);
    assert!(error.may_have_been_processed() && !error.is_retryable());
}

#[tokio::test]
async fn a_body_of_just_the_limit_is_read() {
    let answers = [
        ScriptedResponse::chunked(200, documents::YOUNG_JOB),
        ScriptedResponse::json(200, documents::YOUNG_JOB),
    ];
    let server = Server::start(answers).await;
    let limit = documents::YOUNG_JOB.len();
    let client = builder(&server).max_response_bytes(limit).build().unwrap();
    assert_eq!(update(&client).await.unwrap().data.r#type, "bulk");
    assert_eq!(update(&client).await.unwrap().data.r#type, "bulk");
}

#[tokio::test]
async fn a_call_may_have_another_limit_than_its_client() {
    let answers = [
        ScriptedResponse::json(200, documents::YOUNG_JOB),
        ScriptedResponse::json(200, documents::YOUNG_JOB),
    ];
    let server = Server::start(answers).await;
    let client = client(&server);
    let options = CallOptions::new().max_response_bytes(documents::YOUNG_JOB.len() - 1);
    let error = client.get_bulk_operation("a").options(options).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert!(client.get_bulk_operation("a").send().await.is_ok());
}

#[tokio::test]
async fn an_error_announced_as_too_long_keeps_its_status() {
    let answer = ScriptedResponse::announcement(400, MAX_ERROR_BYTES + 1);
    let error = failure(answer.then(Then::Stall(Signal::default()))).await;
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert_eq!(error.status().unwrap(), 400);
    assert!(error.is_client_error() && !error.may_have_been_processed());
}

#[tokio::test]
async fn an_error_that_becomes_too_long_keeps_its_status() {
    let error = failure(ScriptedResponse::chunked(500, &" ".repeat(MAX_ERROR_BYTES + 1))).await;
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    assert!(error.is_server_error() && error.may_have_been_processed());
}

#[tokio::test]
async fn an_error_of_just_the_limit_is_read() {
    let document = documents::error(500);
    let body = format!("{document}{}", " ".repeat(MAX_ERROR_BYTES - document.len()));
    let error = failure(ScriptedResponse::chunked(500, &body)).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.raw_body().unwrap().len(), MAX_ERROR_BYTES);
}
