//! The classification of failures: may it have been processed, and is it retryable?

use std::time::Duration;

use crate::runtime::request::Idempotence;
use crate::runtime::response::{ErrorKind, FailureClass, classify};
use http::{Method, StatusCode};

fn of_status(status: u16, retry_after: Option<u64>) -> FailureClass {
    let status = StatusCode::from_u16(status).ok();
    classify(&Method::GET, ErrorKind::Api, true, status, retry_after.map(Duration::from_secs))
}

#[test]
fn statuses_are_classified() {
    let table = [
        (429, None, FailureClass::NotProcessed),
        (429, Some(1), FailureClass::NotProcessed),
        (503, Some(1), FailureClass::NotProcessed),
        (503, None, FailureClass::Ambiguous),
        (408, None, FailureClass::Ambiguous),
        (500, None, FailureClass::Ambiguous),
        (502, None, FailureClass::Ambiguous),
        (504, None, FailureClass::Ambiguous),
        (501, None, FailureClass::Permanent),
        (302, None, FailureClass::Rejected),
        (400, None, FailureClass::Rejected),
        (401, None, FailureClass::Rejected),
        (409, Some(1), FailureClass::Rejected),
        (422, None, FailureClass::Rejected),
    ];
    for (status, retry_after, class) in table {
        assert_eq!(of_status(status, retry_after), class, "{status}");
    }
}

#[test]
fn failures_without_a_response_are_classified_by_their_kind() {
    let table = [
        (ErrorKind::InvalidRequest, false, FailureClass::Rejected),
        (ErrorKind::Credential, false, FailureClass::NotProcessed),
        (ErrorKind::Timeout, false, FailureClass::NotProcessed),
        (ErrorKind::Connect, true, FailureClass::NotProcessed),
        (ErrorKind::Timeout, true, FailureClass::Ambiguous),
        (ErrorKind::Transport, true, FailureClass::Ambiguous),
    ];
    for (kind, sent, class) in table {
        assert_eq!(classify(&Method::GET, kind, sent, None, None), class, "{kind:?}");
    }
}

#[test]
fn an_undecodable_success_is_permanent() {
    let ok = Some(StatusCode::OK);
    for kind in [ErrorKind::Decode, ErrorKind::ContentType, ErrorKind::BodyTooLarge] {
        assert_eq!(classify(&Method::GET, kind, true, ok, None), FailureClass::Permanent);
    }
    for kind in [ErrorKind::Transport, ErrorKind::Timeout] {
        assert_eq!(classify(&Method::GET, kind, true, ok, None), FailureClass::Ambiguous);
    }
}

#[test]
fn an_error_with_an_unreadable_body_is_classified_by_its_status() {
    for kind in [ErrorKind::Decode, ErrorKind::ContentType, ErrorKind::Transport] {
        assert_eq!(
            classify(&Method::GET, kind, true, Some(StatusCode::BAD_REQUEST), None),
            FailureClass::Rejected
        );
    }
}

#[test]
fn ambiguous_failures_are_retryable_only_for_idempotent_operations() {
    use Idempotence::{Idempotent, NotIdempotent};
    let table = [
        (FailureClass::NotProcessed, true, true, false),
        (FailureClass::Rejected, false, false, false),
        (FailureClass::Ambiguous, true, false, true),
        (FailureClass::Permanent, false, false, true),
    ];
    for (class, idempotent, not_idempotent, processed) in table {
        assert_eq!(class.is_retryable(Idempotent), idempotent, "{class:?}");
        assert_eq!(class.is_retryable(NotIdempotent), not_idempotent, "{class:?}");
        assert_eq!(class.may_have_been_processed(), processed, "{class:?}");
    }
}

#[test]
fn an_unknown_5xx_is_a_500() {
    for status in [507, 509, 520, 524, 529, 599, 600, 999] {
        assert_eq!(of_status(status, None), of_status(500, None), "{status}");
    }
    for status in [501, 505, 506, 508, 510, 511] {
        assert_eq!(of_status(status, None), FailureClass::Permanent, "{status}");
    }
}

#[test]
fn misdirected_and_too_early_requests_were_not_processed() {
    assert_eq!(of_status(421, None), FailureClass::NotProcessed);
    assert_eq!(of_status(425, None), FailureClass::NotProcessed);
}

#[test]
fn a_redirect_of_a_post_to_its_result_may_have_been_processed() {
    let of = |method: &Method, status| {
        let status = StatusCode::from_u16(status).ok();
        classify(method, ErrorKind::UnexpectedStatus, true, status, None)
    };
    for status in [301, 302, 303] {
        assert!(of(&Method::POST, status).may_have_been_processed(), "{status}");
        assert!(of(&Method::DELETE, status).may_have_been_processed(), "{status}");
        assert_eq!(of(&Method::GET, status), FailureClass::Rejected, "{status}");
    }
    for status in [300, 304, 307, 308] {
        assert_eq!(of(&Method::POST, status), FailureClass::Rejected, "{status}");
    }
}
