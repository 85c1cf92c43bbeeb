//! Successes whose body cannot be decoded.

use kustomer_client::json::DecodeError;

use kustomer_client::json::DecodeErrorKind;
use kustomer_client::types::ErrorDocument;
use kustomer_client::{Error, ErrorKind};
use serde_json::json;

use super::support::{ScriptedResponse, Server, client, documents, failure, update};

fn decode_error(error: &Error<ErrorDocument>) -> &DecodeError {
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status().unwrap(), 200);
    // The job may exist: only the response cannot be decoded.
    assert!(error.may_have_been_processed() && !error.is_retryable());
    std::error::Error::source(error).unwrap().downcast_ref().unwrap()
}

#[tokio::test]
async fn truncated_json_is_a_decode_error_with_its_position() {
    let body = documents::NEW_JOB.split_at(60).0;
    let error = failure(ScriptedResponse::json(200, body)).await;
    assert!(matches!(decode_error(&error).kind(), DecodeErrorKind::Syntax { line: 1, .. }));
    assert_eq!(error.raw_body().unwrap(), body);
}

#[tokio::test]
async fn json_followed_by_more_is_a_decode_error() {
    let error = failure(ScriptedResponse::json(200, format!("{}}}", documents::NEW_JOB))).await;
    assert!(matches!(decode_error(&error).kind(), DecodeErrorKind::Syntax { .. }));
}

#[tokio::test]
async fn text_that_is_not_utf_8_is_a_decode_error() {
    let body = [br#"{"data":""#.as_slice(), &[0xFF], br#""}"#].concat();
    let error = failure(ScriptedResponse::json(200, &body)).await;
    assert!(matches!(decode_error(&error).kind(), DecodeErrorKind::Syntax { .. }));
    assert_eq!(error.raw_body().unwrap(), body.as_slice());
}

#[tokio::test]
async fn deeply_nested_json_is_a_decode_error() {
    for nesting in ["[", r#"{"data":"#] {
        let error = failure(ScriptedResponse::json(200, nesting.repeat(100_000))).await;
        assert!(matches!(decode_error(&error).kind(), DecodeErrorKind::Syntax { .. }));
    }
}

#[tokio::test]
async fn an_empty_body_is_a_decode_error() {
    let error = failure(ScriptedResponse::json(200, "")).await;
    assert_eq!(decode_error(&error).kind(), DecodeErrorKind::Empty);
}

#[tokio::test]
async fn json_of_another_type_is_a_decode_error_with_its_path() {
    let attributes = |attributes| documents::job(&attributes);
    let cases = [
        ("[]".to_owned(), "$"),
        ("null".to_owned(), "$"),
        ("{}".to_owned(), "$.data"),
        (json!({"data": {"type": "bulk", "attributes": {}}}).to_string(), "$.data.id"),
        (attributes(json!({})), "$.data.attributes.status"),
        (
            attributes(json!({"status": "queued", "batches": {"total": "many"}})),
            "$.data.attributes.batches.total",
        ),
        (attributes(json!({"status": "queued", "ids": ["a", {}]})), "$.data.attributes.ids[1]"),
        (
            attributes(json!({
                "status": "queued",
                "payload": {"api": {"data": [{}, {"custom": []}]}},
            })),
            "$.data.attributes.payload.api.data[1].custom",
        ),
    ];
    let server =
        Server::start(cases.iter().map(|(body, _)| ScriptedResponse::json(200, body))).await;
    let client = client(&server);
    for (body, path) in cases {
        let error = update(&client).await.unwrap_err();
        assert_eq!(decode_error(&error).path(), path);
        assert_eq!(error.decode_path().unwrap(), path);
        assert_eq!(error.raw_body().unwrap(), body.as_bytes());
    }
}

#[tokio::test]
async fn batches_of_another_type_are_a_decode_error_with_their_path() {
    for (body, path) in [
        (r#"[{},{"successCount":[]}]"#, "$[1].successCount"),
        (r#"{"data":[{},{"results":[{"error":{}}]}]}"#, "$.data[1].results[0].error"),
        (r#"{"batches":[]}"#, "$.data"),
    ] {
        let server = Server::start([ScriptedResponse::json(200, body)]).await;
        let error = client(&server).get_bulk_operation_batches("a").send().await.unwrap_err();
        assert_eq!(decode_error(&error).path(), path);
    }
}

#[tokio::test]
async fn a_body_of_another_media_type_is_not_decoded() {
    for media_type in ["text/html", "text/plain; charset=utf-8", "application/xml"] {
        let headers = [("content-type", media_type)];
        let error = failure(ScriptedResponse::new(200, &headers, documents::NEW_JOB)).await;
        assert_eq!(error.kind(), ErrorKind::ContentType, "{media_type}");
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.raw_body().unwrap(), documents::NEW_JOB);
        assert!(error.may_have_been_processed() && !error.is_retryable());
    }
}
