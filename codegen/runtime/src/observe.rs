//! What calls tell of themselves while they run, for metrics and logs.
//!
//! Invariant: events are made of names of the description, numbers and statuses, and of the host
//! that is called. Nothing in them comes from a payload, a header or a credential.

use std::time::Duration;

use http::StatusCode;

use super::error::{Error, ErrorKind};
use super::operation::Operation;
use super::reply::Reply;

/// Is told what calls do, as it happens. It should be quick, because the call waits for it.
pub trait Observer: Send + Sync + 'static {
    /// Something happened.
    fn observe(&self, event: &Event<'_>);
}

/// Something that happened to a call.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Event<'e> {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// The host that is called.
    pub server_address: &'e str,
    /// Its port.
    pub server_port: u16,
    /// How many requests the call has sent.
    pub attempts: u32,
    /// How long ago the call began.
    pub elapsed: Duration,
    /// How long ago its last request began, or the call, if there was no request yet.
    pub attempt_elapsed: Duration,
    /// What happened.
    pub kind: EventKind,
}

/// What happened to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// It began.
    CallStarted,
    /// The rate limit has held it back for that time.
    HeldBack(Duration),
    /// A request is being sent.
    AttemptStarted,
    /// A request was answered, or failed.
    AttemptEnded(Outcome),
    /// The call waits for that time before it is repeated.
    Repeating(Duration),
    /// It ended.
    CallEnded(Outcome),
}

/// How a call or an attempt ended. Bodies are decoded later, so that a success may still turn out to
/// be undecodable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// With an answer of that status.
    Answered(StatusCode),
    /// Without a whole answer.
    Failed(ErrorKind, Option<StatusCode>),
    /// It was dropped.
    Dropped,
}

impl Outcome {
    pub(super) fn of(result: &Result<Reply, Error>) -> Self {
        match result {
            Ok(reply) => Self::Answered(reply.status()),
            Err(error) => Self::Failed(error.kind(), error.status()),
        }
    }

    /// The status of the answer, as far as there was one: `http.response.status_code` of
    /// OpenTelemetry.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Answered(status) => Some(*status),
            Self::Failed(_, status) => *status,
            Self::Dropped => None,
        }
    }

    /// What went wrong, as one of few words: `error.type` of OpenTelemetry. For an answer, it is the
    /// status.
    #[must_use]
    pub fn error_type(&self) -> Option<&str> {
        match self {
            Self::Answered(status) if status.as_u16() < 400 => None,
            Self::Answered(status) => Some(status.as_str()),
            Self::Failed(kind, _) => Some(kind.name()),
            Self::Dropped => Some("dropped"),
        }
    }
}
