//! Classifies failed attempts: whether the request was processed, and whether a retry can succeed.
//!
//! Invariant: unless the opposite is certain, an attempt counts as possibly processed.

use std::time::Duration;

use http::{Method, StatusCode};

use super::error_kind::ErrorKind;
use crate::runtime::request::Idempotence;

/// The class of a failed attempt, on which retries depend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FailureClass {
    /// The request was not processed, and may succeed later.
    NotProcessed,
    /// The request was not processed, and will fail again.
    Rejected,
    /// The request may have been processed, and may succeed later.
    Ambiguous,
    /// The request may have been processed, and a retry would fail again.
    Permanent,
}

impl FailureClass {
    /// Whether the call may succeed later and is safe to repeat.
    pub(crate) fn is_retryable(self, idempotence: Idempotence) -> bool {
        match self {
            Self::NotProcessed => true,
            Self::Ambiguous => idempotence == Idempotence::Idempotent,
            Self::Rejected | Self::Permanent => false,
        }
    }

    /// Whether the server may have processed the request.
    pub(crate) fn may_have_been_processed(self) -> bool {
        matches!(self, Self::Ambiguous | Self::Permanent)
    }
}

/// Classifies a failed attempt. `sent` says whether its request was handed to the transport.
pub(crate) fn classify(
    method: &Method,
    kind: ErrorKind,
    sent: bool,
    status: Option<StatusCode>,
    retry_after: Option<Duration>,
) -> FailureClass {
    match (kind, status) {
        (
            ErrorKind::InvalidRequest
            | ErrorKind::NoCredential
            | ErrorKind::Setup
            | ErrorKind::Tls
            | ErrorKind::Pagination,
            _,
        ) => FailureClass::Rejected,
        (ErrorKind::Connect, _) => FailureClass::NotProcessed,
        _ if !sent => FailureClass::NotProcessed,
        (_, Some(status)) if !status.is_success() => by_status(method, status, retry_after),
        (ErrorKind::Timeout | ErrorKind::Transport, _) => FailureClass::Ambiguous,
        _ => FailureClass::Permanent,
    }
}

/// Not processed are 421 (RFC 9110, section 15.5.20), 425 (RFC 8470, section 5.2), 429 and a 503 with
/// `Retry-After`. The 5xx statuses of gateways say nothing about the server behind them, and an
/// unknown status counts as 500, as does one from 600 (RFC 9110, section 15). A 303 after a method
/// that is not safe says that the server has done what was asked, as may a 301 or 302 (section 15.4).
fn by_status(method: &Method, status: StatusCode, retry_after: Option<Duration>) -> FailureClass {
    match status.as_u16() {
        421 | 425 | 429 => FailureClass::NotProcessed,
        503 if retry_after.is_some() => FailureClass::NotProcessed,
        301..=303 if !method.is_safe() => FailureClass::Permanent,
        408 => FailureClass::Ambiguous,
        300..=499 => FailureClass::Rejected,
        ..300 | 501 | 505 | 506 | 508 | 510 | 511 => FailureClass::Permanent,
        _ => FailureClass::Ambiguous,
    }
}
