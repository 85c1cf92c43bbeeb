//! Why an operation failed, and what is known about it.
//!
//! Invariant: an error is one word, so that results stay small; it keeps everything that the
//! server answered; and neither `Display` nor `Debug` shows any of that but the status.

use std::convert::Infallible;
use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::classify::{Effect, classify};
use super::decode::DecodeError;
pub use super::error_kind::ErrorKind;
use super::operation::Operation;
use super::{request_id, retry_after};

/// The failure of an operation. `E` is the body of the errors that the description knows.
pub struct Error<E = Infallible>(pub(super) Box<Details<E>>);

pub(super) struct Details<E> {
    pub(super) facts: Facts,
    pub(super) api: Option<E>,
}

/// What is known about a failure, apart from its typed body.
pub(super) struct Facts {
    kind: ErrorKind,
    trace: Trace,
    head: Option<Head>,
    body: Option<Bytes>,
    /// For how long the rate limit leaves no room.
    held_back: Option<Duration>,
    /// The id of the job that was waited for.
    pub(super) job_id: Option<Box<str>>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// How a call went.
#[derive(Clone, Copy)]
pub(super) struct Trace {
    pub(super) operation: &'static Operation,
    pub(super) attempts: u32,
    pub(super) elapsed: Duration,
    /// Whether the request of the last attempt was handed to the transport.
    pub(super) sent: bool,
    /// Whether an attempt before the last one may have been processed.
    pub(super) in_doubt: bool,
}

/// What a server answered, before the body.
pub(super) struct Head {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) received: SystemTime,
}

impl Error {
    pub(super) fn new(kind: ErrorKind, trace: Trace) -> Self {
        let facts = Facts {
            kind,
            trace,
            head: None,
            body: None,
            held_back: None,
            job_id: None,
            source: None,
        };
        Self(Box::new(Details { facts, api: None }))
    }

    pub(super) fn with_head(mut self, head: Head) -> Self {
        self.0.facts.head = Some(head);
        self
    }

    pub(super) fn with_body(mut self, body: Bytes) -> Self {
        self.0.facts.body = Some(body);
        self
    }

    pub(super) fn with_wait(mut self, wait: Duration) -> Self {
        self.0.facts.held_back = Some(wait);
        self
    }

    pub(super) fn with_source(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.facts.source = Some(source.into());
        self
    }

    /// The same error, with a typed body.
    pub(super) fn with_api<E>(self, api: E) -> Error<E> {
        Error(Box::new(Details { facts: self.0.facts, api: Some(api) }))
    }

    /// The same error, where a typed body could have been.
    pub(super) fn widen<E>(self) -> Error<E> {
        self.map_api(|never| match never {})
    }
}

impl<E> Error<E> {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.facts().kind
    }

    /// The operation that failed.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.facts().trace.operation
    }

    /// The status, if the server answered.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.head().map(|head| head.status)
    }

    /// The headers of the response, if the server answered.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head().map(|head| &head.headers)
    }

    /// The server's own name for the request: worth telling its operators.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id::find)
    }

    /// How long to wait before the next request: what the server asks for (RFC 9110, section
    /// 10.2.3), or how long its rate limit leaves no room. A date is taken relative to the `Date` of
    /// the response, or else to the clock.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let asked = self.head().and_then(|head| retry_after::find(&head.headers, head.received));
        asked.or(self.facts().held_back)
    }

    /// The body of the error, if the description knows the error and the body fits it.
    #[must_use]
    pub fn api(&self) -> Option<&E> {
        self.0.api.as_ref()
    }

    /// The body of the error, if the description knows the error and the body fits it.
    #[must_use]
    pub fn into_api(self) -> Option<E> {
        self.0.api
    }

    /// The id of the job that was waited for, if it was one: enough to go on waiting later.
    #[must_use]
    pub fn job_id(&self) -> Option<&str> {
        self.facts().job_id.as_deref()
    }

    /// The same error, with the typed body changed by `change`.
    #[must_use]
    pub fn map_api<F>(self, change: impl FnOnce(E) -> F) -> Error<F> {
        let Details { facts, api } = *self.0;
        Error(Box::new(Details { facts, api: api.map(change) }))
    }

    /// The bytes of the response's body, as far as it was read to its end. They may hold private
    /// data.
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.facts().body.as_ref()
    }

    /// Where in the body of the response the value is that does not fit the description.
    #[must_use]
    pub fn decode_path(&self) -> Option<String> {
        let source: &(dyn std::error::Error + 'static) = &**self.facts().source.as_ref()?;
        source.downcast_ref().map(DecodeError::path)
    }

    /// How many requests were sent, the first one included.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.facts().trace.attempts
    }

    /// How long the call took, with all its attempts and waits.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.facts().trace.elapsed
    }

    /// Whether a time limit ran out: of a request, or of waiting for a job. Ask
    /// [`may_have_been_processed`](Self::may_have_been_processed) before you repeat the call, or
    /// allow more time.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind(), ErrorKind::Timeout | ErrorKind::Unfinished)
    }

    /// Whether there was no connection. Repeat the call later, or check network and base URL.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether the same call may succeed later, and does no harm if it was done already. Wait
    /// [`retry_after`](Self::retry_after), or a little, and repeat it.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.effect().is_retryable(self.operation().idempotence)
    }

    /// Whether the server may have done what was asked, in the last attempt or in one before. Look
    /// before you repeat the call, unless the operation is idempotent.
    #[must_use]
    pub fn may_have_been_processed(&self) -> bool {
        self.facts().trace.in_doubt || self.effect().may_have_been_processed()
    }

    /// Whether the status is 404: what the call is about does not exist, or not for this caller.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Whether the status is 401: the credential is missing, wrong or expired. Get a new one.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Whether the status is 403: the credential is good and lacks the right. Have it granted.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Whether the status is 409: the state on the server has changed. Read it and decide anew.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// Whether there were too many calls: the status is 429, or nothing was sent so that it would
    /// not be. Wait [`retry_after`](Self::retry_after).
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS) || self.kind() == ErrorKind::RateLimit
    }

    /// Whether the status is from 400 to 499: the server refuses the call. Change the call.
    #[must_use]
    pub fn is_client_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_client_error())
    }

    /// Whether the status is from 500 to 599: the server failed. Report it if it lasts.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_server_error())
    }

    fn facts(&self) -> &Facts {
        &self.0.facts
    }

    fn head(&self) -> Option<&Head> {
        self.facts().head.as_ref()
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }

    /// What the last attempt did.
    pub(super) fn effect(&self) -> Effect {
        classify(self.kind(), self.was_sent(), self.status(), self.retry_after())
    }

    /// Whether the request of the last attempt was handed to the transport.
    pub(super) fn was_sent(&self) -> bool {
        self.facts().trace.sent
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation();
        if !operation.path.is_empty() {
            write!(formatter, "{} {}: ", operation.method, operation.path)?;
        }
        match (self.status(), self.kind()) {
            (Some(status), ErrorKind::Api | ErrorKind::UnexpectedStatus) => {
                write!(formatter, "{status}")
            }
            (Some(status), kind) => write!(formatter, "{status}, but {kind}"),
            (None, kind) => write!(formatter, "{kind}"),
        }
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Error")
            .field("operation", &self.operation().id)
            .field("kind", &self.kind())
            .field("status", &self.status())
            .field("body_bytes", &self.raw_body().map(Bytes::len))
            .field("attempts", &self.attempts())
            .field("elapsed", &self.elapsed())
            .field("source", &self.facts().source)
            .finish_non_exhaustive()
    }
}

impl<E> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.facts().source.as_ref().map(|source| &**source as &(dyn std::error::Error + 'static))
    }
}
