//! From a failed attempt to what it means for the caller: was it done, and does repeating help?
//!
//! Invariant: in doubt, the operation may have been done.

use std::time::Duration;

use http::StatusCode;

use super::error::ErrorKind;
use super::operation::Idempotence;

/// What a failed attempt did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Nothing, and the same call may succeed later.
    Unprocessed,
    /// Nothing, and the same call will fail again.
    Refused,
    /// Unknown, and the same call may succeed later.
    Unknown,
    /// Unknown or all of it, and the same call will end the same way.
    Settled,
}

impl Effect {
    /// Whether the same call may succeed later, and does no harm if it was done already.
    #[must_use]
    pub fn is_retryable(self, idempotence: Idempotence) -> bool {
        match self {
            Self::Unprocessed => true,
            Self::Unknown => idempotence == Idempotence::Idempotent,
            Self::Refused | Self::Settled => false,
        }
    }

    /// Whether the server may have done what was asked.
    #[must_use]
    pub fn may_have_been_processed(self) -> bool {
        matches!(self, Self::Unknown | Self::Settled)
    }
}

/// What an attempt did that failed in this way. `sent` tells whether its request was handed over.
#[must_use]
pub fn classify(
    kind: ErrorKind,
    sent: bool,
    status: Option<StatusCode>,
    retry_after: Option<Duration>,
) -> Effect {
    match (kind, status) {
        (ErrorKind::InvalidRequest, _) => Effect::Refused,
        (ErrorKind::Connect, _) => Effect::Unprocessed,
        _ if !sent => Effect::Unprocessed,
        (_, Some(status)) if !status.is_success() => by_status(status, retry_after),
        (ErrorKind::Timeout | ErrorKind::Transport, _) => Effect::Unknown,
        _ => Effect::Settled,
    }
}

/// A server that says when to come back has not done what was asked. The statuses of gateways
/// say nothing about the server behind them.
fn by_status(status: StatusCode, retry_after: Option<Duration>) -> Effect {
    match status.as_u16() {
        429 => Effect::Unprocessed,
        503 if retry_after.is_some() => Effect::Unprocessed,
        408 | 500 | 502 | 503 | 504 => Effect::Unknown,
        300..=499 => Effect::Refused,
        _ => Effect::Settled,
    }
}
