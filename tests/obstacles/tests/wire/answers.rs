//! Answers by status and media type.

use obstacles_client::errors::NotFoundToDefault;
use obstacles_client::headers::X_LEFT;
use obstacles_client::operations::wire_created::WireCreatedSuccess;
use obstacles_client::operations::wire_moved::WireMovedSuccess;
use obstacles_client::operations::wire_report::WireReportSuccess;
use obstacles_client::types::WireProblem;
use obstacles_client::{Client, Error, ErrorKind};
use serde_json::Value;

use super::answering;
use tests::server::ScriptedResponse;

fn typed(status: u16, media_type: &str, body: &str) -> ScriptedResponse {
    ScriptedResponse::new(status, &[("content-type", media_type)], body)
}

fn bodiless(status: u16) -> ScriptedResponse {
    ScriptedResponse::bytes(format!("HTTP/1.1 {status} Scripted\r\ncontent-length: 0\r\n\r\n"))
}

#[tokio::test]
async fn successes_that_differ_are_an_enum_by_status() {
    let (_server, client) = answering(ScriptedResponse::json(200, r#"{"a":"x"}"#)).await;
    let answer = client.wire_created().send().await.unwrap();
    assert!(
        matches!(answer.body(), WireCreatedSuccess::Ok(pair) if pair.a.as_deref() == Some("x"))
    );
    let (_server, client) = answering(ScriptedResponse::json(201, "7")).await;
    let answer = client.wire_created().send().await.unwrap();
    assert_eq!(answer.into_body(), WireCreatedSuccess::Created(7));
    let (_server, client) =
        answering(ScriptedResponse::bytes("HTTP/1.1 204 Scripted\r\n\r\n")).await;
    let answer = client.wire_created().send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.into_body()),
        (204, WireCreatedSuccess::NoContent)
    );
}

#[tokio::test]
async fn a_status_that_is_not_described_is_an_error_that_keeps_everything() {
    let headers = [("x-left", "7"), ("content-type", "text/plain")];
    for status in [202, 302, 418, 500] {
        let (_server, client) = answering(ScriptedResponse::new(status, &headers, "kept")).await;
        let error = client.wire_created().send().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status().unwrap().as_u16()),
            (ErrorKind::UnexpectedStatus, status)
        );
        assert_eq!((error.header(X_LEFT), &error.raw_body().unwrap()[..]), (Some(7), &b"kept"[..]));
    }
}

#[tokio::test]
async fn a_default_alone_is_the_success() {
    for status in [200, 202] {
        let (_server, client) = answering(ScriptedResponse::json(status, r#"{"b":1}"#)).await;
        assert_eq!(client.wire_default().send().await.unwrap().b, Some(1));
    }
    let (_server, client) = answering(ScriptedResponse::json(400, "{}")).await;
    let error = client.wire_default().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedStatus);
}

#[tokio::test]
async fn a_code_goes_before_its_class_and_a_class_before_the_default() {
    let cases = [
        (
            typed(404, "application/json", r#"{"title":"t"}"#),
            NotFoundToDefault::NotFound(WireProblem { title: "t".into() }),
        ),
        (typed(409, "text/plain", "t"), NotFoundToDefault::ClientError("t".into())),
        (typed(500, "text/html", "t"), NotFoundToDefault::Default),
    ];
    for (answer, expected) in cases {
        let (_server, client) = answering(answer).await;
        let error = client.wire_errors().send().await.unwrap_err();
        assert_eq!((error.kind(), error.api()), (ErrorKind::Api, Some(&expected)));
    }
}

/// What callers do once for several operations.
fn title(error: &Error<NotFoundToDefault>) -> &str {
    match error.api() {
        Some(NotFoundToDefault::NotFound(problem)) => &problem.title,
        Some(NotFoundToDefault::ClientError(text)) => text,
        _ => "?",
    }
}

#[tokio::test]
async fn operations_with_the_same_errors_fail_with_the_same_type() {
    let (_server, client) = answering(typed(404, "application/json", r#"{"title":"t"}"#)).await;
    assert_eq!(title(&client.wire_errors().send().await.unwrap_err()), "t");
    let (_server, client) = answering(typed(400, "text/plain", "u")).await;
    assert_eq!(title(&client.wire_errors_again().send().await.unwrap_err()), "u");
}

#[tokio::test]
async fn errors_that_agree_are_one_type() {
    for status in [400, 500, 503] {
        let answer = typed(status, "application/problem+json", r#"{"title":"t"}"#);
        let (_server, client) = answering(answer).await;
        let error = client.wire_error().send().await.unwrap_err();
        assert_eq!(error.api().unwrap().title, "t");
    }
}

#[tokio::test]
async fn an_error_that_cannot_be_read_keeps_its_body_and_tells_the_place() {
    let (_server, client) = answering(ScriptedResponse::json(400, r#"{"title":{}}"#)).await;
    let error = client.wire_error().send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.decode_path().as_deref()),
        (ErrorKind::Decode, Some("$.title"))
    );
    assert_eq!(error.raw_body().unwrap(), r#"{"title":{}}"#);
}

async fn report(media_type: Option<&str>, body: &str) -> WireReportSuccess {
    let answer = match media_type {
        Some(media_type) => typed(200, media_type, body),
        None => ScriptedResponse::new(200, &[], body),
    };
    let (server, client) = answering(answer).await;
    let report = client.wire_report().send().await.unwrap().into_body();
    let accept = "application/vnd.wire+json, text/csv, application/pdf, text/event-stream";
    assert_eq!(server.only_request().header("accept"), Some(accept));
    report
}

#[tokio::test]
async fn the_body_is_what_its_media_type_says() {
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
async fn without_a_media_type_it_is_the_first_that_is_described() {
    let json = report(None, r#"{"b":1}"#).await;
    assert!(matches!(json, WireReportSuccess::Json(pair) if pair.b == Some(1)));
}

#[tokio::test]
async fn a_media_type_that_is_not_described_is_an_error() {
    let (_server, client) = answering(typed(200, "text/html", "<html>")).await;
    let error = client.wire_report().send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.raw_body().unwrap() == "<html>"),
        (ErrorKind::ContentType, true)
    );
}

async fn nothing() -> Client {
    answering(bodiless(200)).await.1
}

#[tokio::test]
async fn no_body_is_an_error_unless_null_is_a_value() {
    assert_eq!(nothing().await.wire_nullable().send().await.unwrap().into_body(), None);
    assert_eq!(nothing().await.wire_anything().send().await.unwrap().into_body(), Value::Null);
    let error = nothing().await.wire_default().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(nothing().await.wire_plain().send().await.unwrap().into_body(), "");
}

#[tokio::test]
async fn json_without_a_schema_is_kept() {
    let (_server, client) = answering(ScriptedResponse::json(200, r#"{"any":[1]}"#)).await;
    let value = client.wire_anything().send().await.unwrap();
    assert_eq!(value["any"][0], 1);
}

#[tokio::test]
async fn redirects_that_are_described_are_answers() {
    let location = [("location", "/elsewhere")];
    let (_server, client) = answering(ScriptedResponse::new(302, &location, "")).await;
    let answer = client.wire_moved().send().await.unwrap();
    assert_eq!(answer.headers()["location"], "/elsewhere");
    assert_eq!(answer.into_body(), WireMovedSuccess::Found);
}

#[tokio::test]
async fn the_answer_to_head_has_no_body_whatever_it_announces() {
    let answer = ScriptedResponse::bytes("HTTP/1.1 200 Scripted\r\ncontent-length: 9\r\n\r\n");
    let (_server, client) = answering(answer).await;
    let () = client.wire_head().send().await.unwrap().into_body();
}

#[tokio::test]
async fn another_protocol_is_a_success() {
    let answer = ScriptedResponse::bytes(
        "HTTP/1.1 101 Scripted\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n",
    );
    let (_server, client) = answering(answer).await;
    assert_eq!(client.wire_upgrade().send().await.unwrap().status().as_u16(), 101);
}

#[tokio::test]
async fn headers_are_read_when_they_are_asked_for() {
    for (text, value) in [("7", Some(7)), ("many", None)] {
        let headers = [("x-left", text), ("content-type", "application/json")];
        let (_server, client) = answering(ScriptedResponse::new(201, &headers, "1")).await;
        assert_eq!(client.wire_created().send().await.unwrap().header(X_LEFT), value);
    }
}
