//! What a failure means: was it done, and does repeating help?

use std::time::Duration;

use http::StatusCode;
use runtime::classify::{Effect, classify};
use runtime::error::ErrorKind;
use runtime::operation::Idempotence;

fn of_status(status: u16, retry_after: Option<u64>) -> Effect {
    let status = StatusCode::from_u16(status).ok();
    classify(ErrorKind::Api, true, status, retry_after.map(Duration::from_secs))
}

#[test]
fn the_status_tells_whether_the_server_did_something() {
    let table = [
        (429, None, Effect::Unprocessed),
        (429, Some(1), Effect::Unprocessed),
        (503, Some(1), Effect::Unprocessed),
        (503, None, Effect::Unknown),
        (408, None, Effect::Unknown),
        (500, None, Effect::Unknown),
        (502, None, Effect::Unknown),
        (504, None, Effect::Unknown),
        (501, None, Effect::Settled),
        (302, None, Effect::Refused),
        (400, None, Effect::Refused),
        (401, None, Effect::Refused),
        (409, Some(1), Effect::Refused),
        (422, None, Effect::Refused),
    ];
    for (status, retry_after, effect) in table {
        assert_eq!(of_status(status, retry_after), effect, "{status}");
    }
}

#[test]
fn without_an_answer_the_kind_tells_it() {
    let table = [
        (ErrorKind::InvalidRequest, false, Effect::Refused),
        (ErrorKind::Credential, false, Effect::Unprocessed),
        (ErrorKind::Timeout, false, Effect::Unprocessed),
        (ErrorKind::Connect, true, Effect::Unprocessed),
        (ErrorKind::Timeout, true, Effect::Unknown),
        (ErrorKind::Transport, true, Effect::Unknown),
    ];
    for (kind, sent, effect) in table {
        assert_eq!(classify(kind, sent, None, None), effect, "{kind:?}");
    }
}

#[test]
fn a_success_that_cannot_be_read_is_done() {
    let ok = Some(StatusCode::OK);
    for kind in [ErrorKind::Decode, ErrorKind::ContentType, ErrorKind::BodyTooLarge] {
        assert_eq!(classify(kind, true, ok, None), Effect::Settled);
    }
    for kind in [ErrorKind::Transport, ErrorKind::Timeout] {
        assert_eq!(classify(kind, true, ok, None), Effect::Unknown);
    }
}

#[test]
fn an_error_whose_body_cannot_be_read_is_told_by_its_status() {
    for kind in [ErrorKind::Decode, ErrorKind::ContentType, ErrorKind::Transport] {
        assert_eq!(classify(kind, true, Some(StatusCode::BAD_REQUEST), None), Effect::Refused);
    }
}

#[test]
fn doubtful_operations_are_repeated_only_if_that_does_no_harm() {
    use Idempotence::{Idempotent, NotIdempotent};
    let table = [
        (Effect::Unprocessed, true, true, false),
        (Effect::Refused, false, false, false),
        (Effect::Unknown, true, false, true),
        (Effect::Settled, false, false, true),
    ];
    for (effect, idempotent, not_idempotent, processed) in table {
        assert_eq!(effect.is_retryable(Idempotent), idempotent, "{effect:?}");
        assert_eq!(effect.is_retryable(NotIdempotent), not_idempotent, "{effect:?}");
        assert_eq!(effect.may_have_been_processed(), processed, "{effect:?}");
    }
}
