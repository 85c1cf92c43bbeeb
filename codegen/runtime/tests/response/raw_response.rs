//! Mapping raw responses to successes and errors.

use crate::runtime::client::CallOptions;
use crate::runtime::response::{Error, ErrorKind, RawResponse, Response};
use crate::runtime::transport::Phase;
use bytes::Bytes;
use http::Method;

use crate::tests::support::Harness;
use crate::tests::support::api::{Pet, Problem, get_pet, operation};
use crate::tests::support::transport::{ScriptedResponse, Step};

fn call(scripted: ScriptedResponse) -> Result<Response<Pet>, Error<Problem>> {
    let harness = Harness::new([scripted]);
    harness.run(get_pet(&harness.client(), "1", CallOptions::new()))
}

fn raw_response(scripted: ScriptedResponse) -> RawResponse {
    let harness = Harness::new([scripted]);
    let client = harness.client();
    let request = client.request(operation(|_| {}));
    harness.run(client.execute::<()>(request, CallOptions::new())).unwrap()
}

#[test]
fn a_success_dereferences_to_its_body() {
    let headers = [("x-request-id", "r1"), ("content-type", "application/json")];
    let response = ScriptedResponse::with_headers(
        200,
        &headers,
        [Step::Chunk(r#"{"id": "#.into()), Step::Chunk("7}".into())],
    );
    let pet = call(response).unwrap();
    assert_eq!((pet.id, pet.body().id, pet.status().as_u16()), (7, 7, 200));
    assert_eq!((pet.request_id(), pet.headers().len()), (Some("r1"), 2));
    assert_eq!(pet.map(|pet| pet.id).into_body(), 7);
}

#[test]
fn json_has_many_media_types() {
    for media_type in [
        "application/json; charset=utf-8",
        "text/json",
        "application/problem+JSON",
        "APPLICATION/json",
    ] {
        assert!(
            call(ScriptedResponse::new(200, media_type, r#"{"id": 7}"#)).is_ok(),
            "{media_type}"
        );
    }
    assert!(
        call(ScriptedResponse::with_headers(200, &[], [Step::Chunk(r#"{"id": 7}"#.into())]))
            .is_ok()
    );
}

#[test]
fn another_media_type_is_an_error_that_keeps_the_body() {
    for (status, kind) in
        [(200, ErrorKind::ContentType), (404, ErrorKind::Api), (502, ErrorKind::Api)]
    {
        let error = call(ScriptedResponse::new(status, "text/html", "<html>")).unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (kind, status));
        assert_eq!(error.raw_body().unwrap(), "<html>");
        assert!(error.api().is_none());
    }
}

#[test]
fn an_empty_body_is_not_json() {
    let error = call(ScriptedResponse::empty(200)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "expected JSON, found nothing");
}

#[test]
fn an_empty_body_is_null_if_null_is_accepted() {
    let nothing =
        |scripted| raw_response(scripted).json_or_null::<Option<i64>, ()>().unwrap().into_body();
    assert_eq!(nothing(ScriptedResponse::empty(200)), None);
    assert_eq!(nothing(ScriptedResponse::json(200, "7")), Some(7));
    let error = raw_response(ScriptedResponse::empty(200)).json_or_null::<i64, ()>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[test]
fn a_response_matches_media_types() {
    let response = raw_response(ScriptedResponse::new(200, "Text/CSV; charset=utf-8", ""));
    assert!(
        response.is("text/csv") && response.is("text/*") && response.is("text/csv; header=absent")
    );
    assert!(!response.is("text/plain") && !response.is("application/*"));
}

#[test]
fn an_undecodable_body_is_an_error_with_a_path() {
    let error = call(ScriptedResponse::json(200, r#"{"id": {}}"#)).unwrap_err();
    assert_eq!((error.kind(), error.decode_path().as_deref()), (ErrorKind::Decode, Some("$.id")));
    assert_eq!(error.raw_body().unwrap(), r#"{"id": {}}"#);
}

#[test]
fn a_described_error_has_a_typed_body() {
    let error = call(ScriptedResponse::json(404, r#"{"code": "gone"}"#)).unwrap_err();
    assert_eq!((error.kind(), error.api().unwrap().code.as_str()), (ErrorKind::Api, "gone"));
    assert_eq!(error.raw_body().unwrap(), r#"{"code": "gone"}"#);
    assert_eq!(error.map_api(|problem| problem.code).into_api().unwrap(), "gone");
}

#[test]
fn an_undecodable_described_error_keeps_status_and_body() {
    let error = call(ScriptedResponse::json(404, r#"{"other": 1}"#)).unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 404));
    assert!(error.is_not_found() && error.api().is_none());
    assert_eq!(error.decode_path().as_deref(), Some("$.code"));
    assert_eq!(error.raw_body().unwrap(), r#"{"other": 1}"#);
}

#[test]
fn a_status_that_is_not_described_is_an_error() {
    for status in [201, 302, 418] {
        let error = call(ScriptedResponse::json(status, "{}")).unwrap_err();
        assert_eq!(
            (error.kind(), error.status().unwrap().as_u16()),
            (ErrorKind::UnexpectedStatus, status)
        );
        assert_eq!(error.raw_body().unwrap(), "{}");
    }
}

#[derive(Debug, PartialEq)]
enum Outcome {
    Pet(Pet),
    Text(String),
    Bytes(Bytes),
    Nothing,
}

#[test]
fn successes_are_mapped_to_variants() {
    let json =
        raw_response(ScriptedResponse::json(200, r#"{"id": 7}"#)).json_as::<_, _, ()>(Outcome::Pet);
    assert!(matches!(json.unwrap().into_body(), Outcome::Pet(Pet { id: 7, .. })));
    let text =
        raw_response(ScriptedResponse::new(200, "text/plain", "ü")).text_as::<_, ()>(Outcome::Text);
    assert_eq!(text.unwrap().into_body(), Outcome::Text("ü".to_owned()));
    let bytes = raw_response(ScriptedResponse::new(200, "image/png", "x")).bytes_as(Outcome::Bytes);
    assert_eq!(bytes.into_body(), Outcome::Bytes("x".into()));
    assert_eq!(
        raw_response(ScriptedResponse::json(204, "ignored")).empty_as(Outcome::Nothing).into_body(),
        Outcome::Nothing
    );
    assert_eq!(
        raw_response(ScriptedResponse::new(200, "text/plain", "a"))
            .text::<()>()
            .unwrap()
            .into_body(),
        "a"
    );
    assert_eq!(raw_response(ScriptedResponse::new(200, "a/b", "a")).bytes().into_body(), "a");
    raw_response(ScriptedResponse::empty(204)).empty().into_body();
}

#[test]
fn errors_are_mapped_to_variants() {
    let json =
        raw_response(ScriptedResponse::json(400, r#"{"id": 7}"#)).json_error_as(Outcome::Pet);
    assert!(matches!(json.into_api(), Some(Outcome::Pet(Pet { id: 7, .. }))));
    let text =
        raw_response(ScriptedResponse::new(400, "text/plain", "a")).text_error_as(Outcome::Text);
    assert_eq!(text.into_api(), Some(Outcome::Text("a".to_owned())));
    let bytes = raw_response(ScriptedResponse::new(400, "a/b", "a")).bytes_error_as(Outcome::Bytes);
    assert_eq!(bytes.into_api(), Some(Outcome::Bytes("a".into())));
    let empty = raw_response(ScriptedResponse::empty(400)).empty_error_as(Outcome::Nothing);
    assert_eq!((empty.kind(), empty.into_api()), (ErrorKind::Api, Some(Outcome::Nothing)));
    let untyped: Error<Outcome> = raw_response(ScriptedResponse::empty(400)).empty_error();
    assert_eq!((untyped.kind(), untyped.api()), (ErrorKind::Api, None));
    assert_eq!(
        raw_response(ScriptedResponse::new(400, "text/plain", "a"))
            .text_error()
            .into_api()
            .unwrap(),
        "a"
    );
    assert_eq!(
        raw_response(ScriptedResponse::new(400, "a/b", "a")).bytes_error().into_api().unwrap(),
        "a"
    );
}

#[test]
fn text_that_is_not_utf_8_is_an_error_that_keeps_the_body() {
    let error = raw_response(ScriptedResponse::new(200, "text/plain", &b"\xFF"[..]))
        .text::<()>()
        .unwrap_err();
    assert_eq!((error.kind(), error.raw_body().unwrap().len()), (ErrorKind::Decode, 1));
}

#[test]
fn the_media_type_is_normalized() {
    let media_type =
        raw_response(ScriptedResponse::new(200, "Text/CSV ; header=absent", "")).media_type();
    assert_eq!(media_type.as_deref(), Some("text/csv"));
    assert_eq!(raw_response(ScriptedResponse::empty(200)).media_type(), None);
}

fn with_size_limit(
    status: u16,
    headers: &[(&str, &str)],
    chunks: &[usize],
) -> Result<usize, ErrorKind> {
    let steps = chunks.iter().map(|length| Step::Chunk(vec![b' '; *length].into()));
    let harness = Harness::new([ScriptedResponse::with_headers(status, headers, steps)]);
    let client = harness.builder.clone().max_response_bytes(10).build().unwrap();
    let request = client.request(operation(|_| {}));
    let response =
        harness.run(client.execute::<()>(request, CallOptions::new())).map_err(|error| {
            assert_eq!(error.status().unwrap().as_u16(), status);
            error.kind()
        });
    response.map(|response| response.bytes().len())
}

#[test]
fn a_body_longer_than_allowed_is_an_error() {
    assert_eq!(with_size_limit(200, &[], &[5, 5]), Ok(10));
    assert_eq!(with_size_limit(200, &[], &[5, 5, 1]), Err(ErrorKind::BodyTooLarge));
    assert_eq!(
        with_size_limit(200, &[("content-length", "11")], &[]),
        Err(ErrorKind::BodyTooLarge)
    );
    assert_eq!(with_size_limit(200, &[("content-length", "99999999999999999999")], &[]), Ok(0));
}

#[test]
fn the_body_of_an_error_has_a_separate_size_limit() {
    let limit = 256 << 10;
    assert_eq!(with_size_limit(500, &[], &[limit]), Ok(limit));
    // It is an error by its status, and its body is not read to the end.
    assert_eq!(with_size_limit(500, &[], &[limit, 1]), Ok(0));
}

#[test]
fn the_size_limit_of_a_call_overrides_that_of_the_client() {
    let harness = Harness::new([ScriptedResponse::json(200, r#"{"id": 7}"#)]);
    let options = CallOptions::new().max_response_bytes(8);
    let error = harness.run(get_pet(&harness.client(), "1", options)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
}

#[test]
fn the_content_length_of_a_head_response_is_not_a_body() {
    let harness = Harness::new([ScriptedResponse::with_headers(
        200,
        &[("content-length", "99999999999")],
        [],
    )]);
    let head = operation(|operation| operation.method = Method::HEAD);
    let client = harness.client();
    let response = harness.run(client.execute::<()>(client.request(head), CallOptions::new()));
    assert_eq!(response.unwrap().status().as_u16(), 200);
}

#[test]
fn a_truncated_body_is_an_error_with_the_status() {
    let steps = [Step::Chunk("{".into()), Step::Failure(Phase::Body)];
    let error = call(ScriptedResponse::with_headers(200, &[], steps)).unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Transport, 200));
    assert!(error.raw_body().is_none());
}

#[test]
fn text_has_the_charset_of_its_media_type() {
    for media_type in ["text/plain; charset=ISO-8859-1", "text/plain;charset=\"latin1\"; a=b"] {
        let text = raw_response(ScriptedResponse::new(200, media_type, &b"caf\xe9"[..]));
        assert_eq!(text.text::<()>().unwrap().into_body(), "café");
    }
    let text = raw_response(ScriptedResponse::new(200, "text/plain", &b"caf\xe9"[..]));
    assert_eq!(text.text::<()>().unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn a_body_that_is_compressed_without_being_asked_for_is_named() {
    let headers = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let body = || [Step::Chunk((&b"\x1f\x8b"[..]).into())];
    let error = call(ScriptedResponse::with_headers(200, &headers, body())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "the server has compressed the body with gzip without being asked to");
    let text = raw_response(ScriptedResponse::with_headers(200, &headers, body())).text::<()>();
    assert_eq!(text.unwrap_err().kind(), ErrorKind::Decode);
}
