//! Responses by status and media type.

use obstacles_client::errors::NotFoundOrClientErrorOrDefault;
use obstacles_client::headers::X_LEFT;
use obstacles_client::operations::wire_created::WireCreatedSuccess;
use obstacles_client::operations::wire_moved::WireMovedSuccess;
use obstacles_client::operations::wire_report::WireReportSuccess;
use obstacles_client::types::WireProblem;
use obstacles_client::{Client, Error, ErrorKind};
use serde_json::Value;

use super::with_response;
use tests::server::ScriptedResponse;

fn typed(status: u16, media_type: &str, body: &str) -> ScriptedResponse {
    ScriptedResponse::new(status, &[("content-type", media_type)], body)
}

fn bodiless(status: u16) -> ScriptedResponse {
    ScriptedResponse::bytes(format!("HTTP/1.1 {status} Scripted\r\ncontent-length: 0\r\n\r\n"))
}

#[tokio::test]
async fn different_successes_are_an_enum_by_status() {
    let (_server, client) = with_response(ScriptedResponse::json(200, r#"{"a":"x"}"#)).await;
    let response = client.wire_created().send().await.unwrap();
    assert!(
        matches!(response.body(), WireCreatedSuccess::Ok(pair) if pair.a.as_deref() == Some("x"))
    );
    let (_server, client) = with_response(ScriptedResponse::json(201, "7")).await;
    let response = client.wire_created().send().await.unwrap();
    assert_eq!(response.into_body(), WireCreatedSuccess::Created(7));
    let (_server, client) =
        with_response(ScriptedResponse::bytes("HTTP/1.1 204 Scripted\r\n\r\n")).await;
    let response = client.wire_created().send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), response.into_body()),
        (204, WireCreatedSuccess::NoContent)
    );
}

#[tokio::test]
async fn an_undeclared_status_is_an_error_that_keeps_status_headers_and_body() {
    let headers = [("x-left", "7"), ("content-type", "text/plain")];
    for status in [202, 302, 418, 500] {
        let (_server, client) =
            with_response(ScriptedResponse::new(status, &headers, "kept")).await;
        let error = client.wire_created().send().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status().unwrap().as_u16()),
            (ErrorKind::UnexpectedStatus, status)
        );
        assert_eq!((error.header(X_LEFT), &error.raw_body().unwrap()[..]), (Some(7), &b"kept"[..]));
    }
}

#[tokio::test]
async fn a_single_default_response_is_the_success() {
    for status in [200, 202] {
        let (_server, client) = with_response(ScriptedResponse::json(status, r#"{"b":1}"#)).await;
        assert_eq!(client.wire_default().send().await.unwrap().b, Some(1));
    }
    let (_server, client) = with_response(ScriptedResponse::json(400, "{}")).await;
    let error = client.wire_default().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedStatus);
}

#[tokio::test]
async fn a_status_code_precedes_its_range_and_a_range_precedes_the_default() {
    let text = r#"{"title":"t"}"#;
    let problem: WireProblem = serde_json::from_str(text).unwrap();
    let cases = [
        (typed(404, "application/json", text), NotFoundOrClientErrorOrDefault::NotFound(problem)),
        (typed(409, "text/plain", "t"), NotFoundOrClientErrorOrDefault::ClientError("t".into())),
        (typed(500, "text/html", "t"), NotFoundOrClientErrorOrDefault::Default),
    ];
    for (response, expected) in cases {
        let (_server, client) = with_response(response).await;
        let error = client.wire_errors().send().await.unwrap_err();
        assert_eq!((error.kind(), error.api()), (ErrorKind::Api, Some(&expected)));
    }
}

/// Handles the errors of several operations, as callers do.
fn title(error: &Error<NotFoundOrClientErrorOrDefault>) -> &str {
    match error.api() {
        Some(NotFoundOrClientErrorOrDefault::NotFound(problem)) => &problem.title,
        Some(NotFoundOrClientErrorOrDefault::ClientError(text)) => text,
        _ => "?",
    }
}

#[tokio::test]
async fn operations_with_the_same_errors_fail_with_the_same_type() {
    let (_server, client) = with_response(typed(404, "application/json", r#"{"title":"t"}"#)).await;
    assert_eq!(title(&client.wire_errors().send().await.unwrap_err()), "t");
    let (_server, client) = with_response(typed(400, "text/plain", "u")).await;
    assert_eq!(title(&client.wire_errors_again().send().await.unwrap_err()), "u");
}

#[tokio::test]
async fn equal_errors_are_one_type() {
    for status in [400, 500, 503] {
        let response = typed(status, "application/problem+json", r#"{"title":"t"}"#);
        let (_server, client) = with_response(response).await;
        let error = client.wire_error().send().await.unwrap_err();
        assert_eq!(error.problem().unwrap().title.as_deref(), Some("t"));
        assert_eq!(error.api().unwrap().title, "t");
    }
}

#[tokio::test]
async fn an_undecodable_error_keeps_its_body_and_has_a_path() {
    let (_server, client) = with_response(ScriptedResponse::json(400, r#"{"title":{}}"#)).await;
    let error = client.wire_error().send().await.unwrap_err();
    assert_eq!((error.kind(), error.decode_path().as_deref()), (ErrorKind::Api, Some("$.title")));
    assert_eq!(error.raw_body().unwrap(), r#"{"title":{}}"#);
}

async fn report(media_type: Option<&str>, body: &str) -> WireReportSuccess {
    let response = match media_type {
        Some(media_type) => typed(200, media_type, body),
        None => ScriptedResponse::new(200, &[], body),
    };
    let (server, client) = with_response(response).await;
    let report = client.wire_report().send().await.unwrap().into_body();
    let accept = "application/vnd.wire+json, text/csv, application/pdf, text/event-stream";
    assert_eq!(server.only_request().header("accept"), Some(accept));
    report
}

#[tokio::test]
async fn the_media_type_selects_the_type_of_the_body() {
    let json = report(Some("application/vnd.wire+json"), r#"{"b":1}"#).await;
    assert!(matches!(json, WireReportSuccess::Json(pair) if pair.b == Some(1)));
    let other_json = report(Some("application/json"), r#"{"b":1}"#).await;
    assert!(matches!(other_json, WireReportSuccess::Json(_)));
    let text = report(Some("Text/CSV; charset=utf-8"), "a;b").await;
    assert!(matches!(text, WireReportSuccess::Text(text) if text == "a;b"));
    let WireReportSuccess::Pdf(pdf) = report(Some("application/pdf"), "%PDF").await else {
        panic!("it is a PDF")
    };
    assert_eq!(pdf.bytes().await.unwrap(), "%PDF");
    let events = report(Some("text/event-stream"), "data: {\"b\":2}\n\n").await;
    let WireReportSuccess::Events(mut events) = events else { panic!("they are events") };
    assert_eq!(events.next().await.unwrap().unwrap().b, Some(2));
}

#[tokio::test]
async fn without_a_media_type_the_first_declared_one_is_used() {
    let json = report(None, r#"{"b":1}"#).await;
    assert!(matches!(json, WireReportSuccess::Json(pair) if pair.b == Some(1)));
}

#[tokio::test]
async fn an_undeclared_media_type_is_an_error() {
    let (_server, client) = with_response(typed(200, "text/html", "<html>")).await;
    let error = client.wire_report().send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.raw_body().unwrap() == "<html>"),
        (ErrorKind::ContentType, true)
    );
}

async fn nothing() -> Client {
    with_response(bodiless(200)).await.1
}

#[tokio::test]
async fn an_empty_body_is_an_error_unless_the_schema_is_nullable() {
    assert_eq!(nothing().await.wire_nullable().send().await.unwrap().into_body(), None);
    assert_eq!(nothing().await.wire_anything().send().await.unwrap().into_body(), Value::Null);
    let error = nothing().await.wire_default().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(nothing().await.wire_plain().send().await.unwrap().into_body(), "");
}

#[tokio::test]
async fn json_without_a_schema_is_any_value_in_responses() {
    let (_server, client) = with_response(ScriptedResponse::json(200, r#"{"any":[1]}"#)).await;
    let value = client.wire_anything().send().await.unwrap();
    assert_eq!(value["any"][0], 1);
}

#[tokio::test]
async fn declared_redirects_are_successes() {
    let location = [("location", "/elsewhere")];
    let (_server, client) = with_response(ScriptedResponse::new(302, &location, "")).await;
    let response = client.wire_moved().send().await.unwrap();
    assert_eq!(response.headers()["location"], "/elsewhere");
    assert_eq!(response.into_body(), WireMovedSuccess::Found);
}

#[tokio::test]
async fn a_head_response_has_no_body_despite_its_content_length() {
    let response = ScriptedResponse::bytes("HTTP/1.1 200 Scripted\r\ncontent-length: 9\r\n\r\n");
    let (_server, client) = with_response(response).await;
    let () = client.wire_head().send().await.unwrap().into_body();
}

#[tokio::test]
async fn switching_protocols_is_a_success() {
    let response = ScriptedResponse::bytes(
        "HTTP/1.1 101 Scripted\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n",
    );
    let (_server, client) = with_response(response).await;
    assert_eq!(client.wire_upgrade().send().await.unwrap().status().as_u16(), 101);
}

#[tokio::test]
async fn typed_headers_are_parsed_on_access() {
    for (text, value) in [("7", Some(7)), ("many", None)] {
        let headers = [("x-left", text), ("content-type", "application/json")];
        let (_server, client) = with_response(ScriptedResponse::new(201, &headers, "1")).await;
        assert_eq!(client.wire_created().send().await.unwrap().header(X_LEFT), value);
    }
}
