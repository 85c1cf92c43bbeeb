//! What an error tells.

use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::transport::Phase;

use crate::tests::support::Scene;
use crate::tests::support::api::{Problem, get_pet};
use crate::tests::support::transport::Answer;

fn error(answer: Answer) -> Error<Problem> {
    let scene = Scene::new([answer]);
    scene.run(get_pet(&scene.client(), "1", CallOptions::new())).unwrap_err()
}

#[test]
fn an_error_is_one_word_and_goes_anywhere() {
    fn goes_anywhere<T: std::error::Error + Send + Sync + 'static>() {}
    goes_anywhere::<Error<Problem>>();
    goes_anywhere::<Error>();
    assert_eq!(size_of::<Error<[u64; 9]>>(), size_of::<usize>());
}

#[test]
fn the_display_is_one_line_without_the_source() {
    let lines = [
        (Answer::json(429, "{\"code\": \"x\"}"), "GET /pets/{id}: 429 Too Many Requests"),
        (Answer::json(418, "{}"), "GET /pets/{id}: 418 I'm a teapot"),
        (Answer::json(200, "{}"), "GET /pets/{id}: 200 OK, but the body does not match its schema"),
        (
            Answer::new(502, "text/html", ""),
            "GET /pets/{id}: 502 Bad Gateway, but the media type of the body is not declared",
        ),
        (Answer::Failure(Phase::Connect), "GET /pets/{id}: no connection could be established"),
        (Answer::Failure(Phase::Exchange), "GET /pets/{id}: the connection failed"),
        (Answer::Silence, "GET /pets/{id}: a timeout elapsed"),
    ];
    for (answer, line) in lines {
        assert_eq!(error(answer).to_string(), line);
    }
}

#[test]
fn the_source_is_set() {
    let source = |answer| std::error::Error::source(&error(answer)).map(ToString::to_string);
    assert_eq!(source(Answer::json(200, "{}")).unwrap(), "$.id: missing");
    assert_eq!(
        source(Answer::Failure(Phase::Connect)).unwrap(),
        "no connection could be established"
    );
    assert_eq!(source(Answer::json(500, "{\"code\": \"x\"}")), None);
}

#[test]
fn what_the_server_answered_is_kept() {
    let headers = [("request-id", "r1"), ("x-more", "1")];
    let error = error(Answer::with_headers(418, &headers, []));
    assert_eq!((error.request_id(), error.headers().unwrap().len()), (Some("r1"), 2));
    assert_eq!((error.operation().id, error.attempts()), ("getPet", 1));
    assert_eq!(error.elapsed(), Duration::ZERO);
}

#[test]
fn each_transport_failure_has_its_kind() {
    let kinds = [
        (Phase::Connect, ErrorKind::Connect),
        (Phase::Exchange, ErrorKind::Transport),
        (Phase::Body, ErrorKind::Transport),
        (Phase::Timeout, ErrorKind::Timeout),
    ];
    for (phase, kind) in kinds {
        assert_eq!(error(Answer::Failure(phase)).kind(), kind);
    }
    assert!(error(Answer::Failure(Phase::Connect)).is_connect());
    assert!(error(Answer::Failure(Phase::Timeout)).is_timeout());
}

#[test]
fn the_usual_statuses_have_questions() {
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
        assert!(question(&error(Answer::empty(status))), "{status}");
        assert!(!question(&error(Answer::empty(302))), "{status}");
        assert!(!question(&error(Answer::Silence)), "{status}");
    }
}
