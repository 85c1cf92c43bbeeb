//! Errors whose body is not the document of the description.

use kustomer_client::ErrorKind;

use super::support::{ScriptedResponse, documents, failure};

const HTML: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

#[tokio::test]
async fn an_error_in_html_keeps_status_and_body() {
    let error = failure(ScriptedResponse::new(502, &[("content-type", "text/html")], HTML)).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().unwrap(), 502);
    assert!(error.api().is_none());
    assert_eq!(error.raw_body().unwrap(), HTML);
    assert!(error.is_server_error() && !error.is_retryable() && error.may_have_been_processed());
}

#[tokio::test]
async fn html_with_a_json_media_type_keeps_status_and_body() {
    let error = failure(ScriptedResponse::json(502, HTML)).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status().unwrap(), 502);
    assert!(error.api().is_none());
    assert_eq!(error.raw_body().unwrap(), HTML);
    assert!(error.is_server_error() && !error.is_retryable());
}

#[tokio::test]
async fn an_error_without_a_body_keeps_its_status() {
    for headers in [&[][..], &[("content-type", "application/json")]] {
        for status in [401, 503] {
            let error = failure(ScriptedResponse::new(status, headers, "")).await;
            assert_eq!(error.kind(), ErrorKind::Api);
            assert_eq!(error.status().unwrap(), status);
            assert!(error.api().is_none());
            assert!(error.raw_body().unwrap().is_empty());
            assert_eq!(error.is_unauthorized(), status == 401);
            assert_eq!(error.may_have_been_processed(), status == 503);
        }
    }
}

#[tokio::test]
async fn an_error_with_other_json_keeps_status_and_body() {
    let error = failure(ScriptedResponse::json(400, r#"{"message":"no"}"#)).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.decode_path().unwrap(), "$.errors");
    assert_eq!(error.raw_body().unwrap(), r#"{"message":"no"}"#);
    assert!(error.is_client_error() && !error.may_have_been_processed());
}

#[tokio::test]
async fn an_error_of_a_proxy_is_displayed_with_its_status() {
    let error = failure(ScriptedResponse::new(502, &[("content-type", "text/html")], HTML)).await;
    assert_eq!(error.to_string(), "PUT /messages/bulk: 502 Bad Gateway");
}

#[tokio::test]
async fn a_status_that_is_not_described_is_unexpected_and_keeps_its_body() {
    let error = failure(ScriptedResponse::json(418, documents::error(418))).await;
    assert_eq!(error.kind(), ErrorKind::UnexpectedStatus);
    assert_eq!(error.status().unwrap(), 418);
    assert!(error.api().is_none());
    assert_eq!(error.raw_body().unwrap(), documents::error(418).as_bytes());
    assert!(!error.may_have_been_processed() && !error.is_retryable());
    assert_eq!(error.to_string(), "PUT /messages/bulk: 418 I'm a teapot");
}

#[tokio::test]
async fn a_success_that_is_not_described_is_unexpected_and_may_have_been_processed() {
    let error = failure(ScriptedResponse::bytes("HTTP/1.1 204 No Content\r\n\r\n")).await;
    assert_eq!(error.kind(), ErrorKind::UnexpectedStatus);
    assert_eq!(error.status().unwrap(), 204);
    assert!(error.raw_body().unwrap().is_empty());
    assert!(error.may_have_been_processed() && !error.is_retryable());
}
