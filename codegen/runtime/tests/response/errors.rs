//! The kind, source, predicates and texts of errors.

use std::time::Duration;

use crate::runtime::client::{CallOptions, ClientBuilder};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::transport::Phase;

use crate::tests::support::Harness;
use crate::tests::support::api::{API, Problem, get_pet};
use crate::tests::support::transport::{ScriptedResponse, Step};

fn error(response: ScriptedResponse) -> Error<Problem> {
    let harness = Harness::new([response]);
    harness.run(get_pet(&harness.client(), "1", CallOptions::new())).unwrap_err()
}

#[test]
fn an_error_is_pointer_sized_and_send_and_sync() {
    fn is_send_and_sync<T: std::error::Error + Send + Sync + 'static>() {}
    is_send_and_sync::<Error<Problem>>();
    is_send_and_sync::<Error>();
    assert_eq!(size_of::<Error<[u64; 9]>>(), size_of::<usize>());
}

#[test]
fn the_display_is_one_line_without_the_source() {
    let lines = [
        (ScriptedResponse::json(429, "{\"code\": \"x\"}"), "GET /pets/{id}: 429 Too Many Requests"),
        (ScriptedResponse::json(418, "{}"), "GET /pets/{id}: 418 I'm a teapot"),
        (
            ScriptedResponse::json(200, "{}"),
            "GET /pets/{id}: 200 OK, but the body does not match its schema",
        ),
        (ScriptedResponse::new(502, "text/html", ""), "GET /pets/{id}: 502 Bad Gateway"),
        (
            ScriptedResponse::Failure(Phase::Connect),
            "GET /pets/{id}: no connection could be established",
        ),
        (ScriptedResponse::Failure(Phase::Exchange), "GET /pets/{id}: the connection failed"),
        (ScriptedResponse::Hang, "GET /pets/{id}: a timeout elapsed"),
    ];
    for (response, line) in lines {
        assert_eq!(error(response).to_string(), line);
    }
}

#[test]
fn the_source_is_set() {
    let source = |response| std::error::Error::source(&error(response)).map(ToString::to_string);
    assert_eq!(source(ScriptedResponse::json(200, "{}")).unwrap(), "$.id: missing");
    assert_eq!(
        source(ScriptedResponse::Failure(Phase::Connect)).unwrap(),
        "no connection could be established"
    );
    assert_eq!(source(ScriptedResponse::json(500, "{\"code\": \"x\"}")), None);
}

#[test]
fn the_response_is_kept_in_the_error() {
    let headers = [("request-id", "r1"), ("x-more", "1")];
    let error = error(ScriptedResponse::with_headers(418, &headers, []));
    assert_eq!((error.request_id(), error.headers().unwrap().len()), (Some("r1"), 2));
    assert_eq!((error.operation().id, error.attempts()), ("getPet", 1));
    assert_eq!(error.elapsed(), Duration::ZERO);
}

#[test]
fn each_transport_phase_maps_to_an_error_kind() {
    let kinds = [
        (Phase::Connect, ErrorKind::Connect),
        (Phase::Exchange, ErrorKind::Transport),
        (Phase::Body, ErrorKind::Transport),
        (Phase::Timeout, ErrorKind::Timeout),
    ];
    for (phase, kind) in kinds {
        assert_eq!(error(ScriptedResponse::Failure(phase)).kind(), kind);
    }
    assert!(error(ScriptedResponse::Failure(Phase::Connect)).is_connect());
    assert!(error(ScriptedResponse::Failure(Phase::Timeout)).is_timeout());
}

#[test]
fn common_statuses_have_predicates() {
    type Question = fn(&Error<Problem>) -> bool;
    let questions: [(u16, Question); 7] = [
        (401, Error::is_unauthorized),
        (403, Error::is_forbidden),
        (404, Error::is_not_found),
        (409, Error::is_conflict),
        (429, Error::is_rate_limited),
        (451, Error::is_client_error),
        (505, Error::is_server_error),
    ];
    for (status, question) in questions {
        assert!(question(&error(ScriptedResponse::empty(status))), "{status}");
        assert!(!question(&error(ScriptedResponse::empty(302))), "{status}");
        assert!(!question(&error(ScriptedResponse::Hang)), "{status}");
    }
}

#[test]
fn problem_details_are_read_whatever_the_status() {
    let text =
        r#"{"type":"https://example.com/out","title":"Out","status":409,"detail":7,"left":0}"#;
    for status in [404, 418] {
        let error =
            error(ScriptedResponse::new(status, "application/problem+json; charset=utf-8", text));
        let problem = error.problem().unwrap();
        assert_eq!(problem.type_uri.as_deref(), Some("https://example.com/out"));
        assert_eq!(problem.title.as_deref(), Some("Out"));
        assert_eq!(problem.status.map(|status| status.as_u16()), Some(409));
        assert_eq!((problem.detail, problem.instance), (None, None));
        assert_eq!(problem.extensions, [("left".to_owned(), 0.into())].into());
    }
    let other = [(404, "application/json", text), (404, "application/problem+json", "[]")];
    for (status, media_type, text) in other {
        assert_eq!(error(ScriptedResponse::new(status, media_type, text)).problem(), None);
    }
}

#[test]
fn a_rejection_whose_body_cannot_be_read_is_a_rejection() {
    let too_large = [("content-length", "300000")];
    let bodies = || {
        [
            ScriptedResponse::empty(429),
            ScriptedResponse::new(429, "text/html", "<html>"),
            ScriptedResponse::json(429, "{"),
            ScriptedResponse::with_headers(429, &[], [Step::Failure(Phase::Body)]),
            ScriptedResponse::with_headers(429, &[], [Step::Pause(Duration::from_secs(99))]),
            ScriptedResponse::with_headers(429, &too_large, []),
        ]
    };
    for response in bodies() {
        let error = error(response);
        assert_eq!(error.kind(), ErrorKind::RateLimit, "{error:?}");
        assert!(error.is_rate_limited() && !error.may_have_been_processed() && !error.is_timeout());
        assert_eq!(error.to_string(), "GET /pets/{id}: 429 Too Many Requests");
    }
    for response in bodies() {
        let ScriptedResponse::Head(mut head, steps) = response else { unreachable!() };
        *head.status_mut() = http::StatusCode::BAD_REQUEST;
        let error = error(ScriptedResponse::Head(head, steps));
        assert_eq!(error.kind(), ErrorKind::Api, "{error:?}");
        assert!(!error.may_have_been_processed() && error.api().is_none());
    }
    let broken = ScriptedResponse::with_headers(400, &[], [Step::Failure(Phase::Body)]);
    let error = error(broken);
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "GET /pets/{id}: the connection failed");
    assert!(error.raw_body().is_none());
}

#[test]
fn a_429_is_a_rate_limit_with_its_typed_body() {
    let error = error(ScriptedResponse::json(429, r#"{"code": "slow"}"#));
    assert_eq!((error.kind(), error.api().unwrap().code.as_str()), (ErrorKind::RateLimit, "slow"));
}

#[test]
fn a_missing_credential_and_an_unusable_transport_are_named() {
    let named = |builder: ClientBuilder| {
        let harness = Harness::new([ScriptedResponse::Failure(Phase::Setup)]);
        let client = builder.transport(harness.transport.clone()).build().unwrap();
        harness.run(get_pet(&client, "1", CallOptions::new())).unwrap_err()
    };
    let error = named(ClientBuilder::new(&API).server_variable("org", "acme"));
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::NoCredential, 0));
    assert_eq!(error.to_string(), "GET /pets/{id}: there is no credential for the operation");
    assert!(!error.is_retryable() && !error.may_have_been_processed());

    let error = named(Harness::new([]).builder);
    assert_eq!(error.kind(), ErrorKind::Setup);
    assert_eq!(error.to_string(), "GET /pets/{id}: the transport cannot send the request");
    assert!(!error.is_retryable() && !error.may_have_been_processed());
}

#[test]
fn the_words_of_the_api_are_shown_by_choice() {
    let problem = r#"{"title":"No credit","detail":"It costs 50.","status":403}"#;
    let json_api = r#"{"errors":[{"title":"No credit"},{"title":"other"}]}"#;
    let table = [
        ("application/problem+json", problem, Some("No credit: It costs 50.")),
        ("application/vnd.api+json", json_api, Some("No credit")),
        ("application/json", r#"{"title":7,"detail":""}"#, None),
        ("application/json", "[", None),
        ("text/html", problem, None),
    ];
    for (media_type, body, message) in table {
        let error = error(ScriptedResponse::new(403, media_type, body));
        assert_eq!(error.api_message().as_deref(), message, "{body}");
        let plain = "GET /pets/{id}: 403 Forbidden";
        assert_eq!(error.to_string(), plain);
        let shown = error.with_api_message().to_string();
        assert_eq!(shown, message.map_or(plain.to_owned(), |text| format!("{plain}: {text}")));
    }
}
