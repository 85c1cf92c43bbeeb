//! The events of a call, for metrics and logs.
//!
//! Invariant: events contain names from the description, numbers, statuses and the host of the
//! server. They contain no payload, header or credential.

use std::time::Duration;

use http::StatusCode;

use crate::runtime::request::Operation;
use crate::runtime::response::{Error, ErrorKind, RawResponse};

/// Receives the events of calls as they happen. It should return quickly, because the call waits for
/// it.
///
/// ```
/// use std::sync::atomic::{AtomicU32, Ordering};
///
/// use runtime::observe::{Event, EventKind, Observer};
///
/// #[derive(Default)]
/// struct Retries(AtomicU32);
///
/// impl Observer for Retries {
///     fn observe(&self, event: &Event<'_>) {
///         if let EventKind::Retrying(_) = event.kind {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
/// ```
pub trait Observer: Send + Sync + 'static {
    /// Receives an event, on the thread that polls the call.
    fn observe(&self, event: &Event<'_>);
}

/// An event of a call, which an [`Observer`] receives.
///
/// ```
/// use runtime::observe::{Event, EventKind};
///
/// fn log(event: &Event<'_>) {
///     if let EventKind::CallEnded(outcome) = event.kind {
///         let Event { operation, attempts, elapsed, .. } = event;
///         println!("{}: {outcome:?} after {attempts} attempts in {elapsed:?}", operation.id);
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Event<'e> {
    /// The operation of the call, for example as the label of a metric.
    pub operation: &'static Operation,
    /// The host of the server. Empty if the base URL is not valid.
    pub server_address: &'e str,
    /// The port of the server. Zero if the base URL is not valid.
    pub server_port: u16,
    /// The number of attempts so far.
    pub attempts: u32,
    /// The time since the start of the call.
    pub elapsed: Duration,
    /// The time since the start of the last attempt, or of the call before the first attempt.
    pub attempt_elapsed: Duration,
    /// What happened, such as the end of an attempt.
    pub kind: EventKind,
}

/// What happened to a call. The variants are in the order of a call; those of attempts repeat.
///
/// ```
/// use std::time::Duration;
///
/// use runtime::observe::EventKind;
///
/// /// The time that the call spends waiting.
/// fn waited(kind: EventKind) -> Duration {
///     match kind {
///         EventKind::RateLimited(wait) | EventKind::Retrying(wait) => wait,
///         _ => Duration::ZERO,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// The call started. It is reported once, before anything is sent.
    CallStarted,
    /// The rate limit delayed the call by this time.
    RateLimited(Duration),
    /// A request is being sent.
    AttemptStarted,
    /// A request ended, with a response or without. It is reported once for each one that started,
    /// also if the call is dropped.
    AttemptEnded(Outcome),
    /// The call waits for this time before the next attempt.
    Retrying(Duration),
    /// The call ended. It is reported once, also if the call is dropped.
    CallEnded(Outcome),
}

/// How a call or an attempt ended. Bodies are decoded later, so a success may still fail to decode.
///
/// ```
/// use runtime::observe::Outcome;
///
/// fn is_failure(outcome: Outcome) -> bool {
///     match outcome {
///         Outcome::Response(status) => !status.is_success(),
///         _ => true,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// A response with this status was received.
    Response(StatusCode),
    /// No complete response was received. The status is that of the incomplete response, if any.
    Failed(ErrorKind, Option<StatusCode>),
    /// The future of the call was dropped before its end.
    Dropped,
}

impl Outcome {
    pub(crate) fn of(result: &Result<RawResponse, Error>) -> Self {
        match result {
            Ok(response) => Self::Response(response.status()),
            Err(error) => Self::Failed(error.kind(), error.status()),
        }
    }

    /// The status of the response: OpenTelemetry's `http.response.status_code`.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Response(status) => Some(*status),
            Self::Failed(_, status) => *status,
            Self::Dropped => None,
        }
    }

    /// The kind of the error, or the status of an error response: OpenTelemetry's `error.type`.
    #[must_use]
    pub fn error_type(&self) -> Option<&str> {
        match self {
            Self::Response(status) if status.as_u16() < 400 => None,
            Self::Response(status) => Some(status.as_str()),
            Self::Failed(kind, _) => Some(kind.name()),
            Self::Dropped => Some("dropped"),
        }
    }
}
