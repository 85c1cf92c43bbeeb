//! Why an operation failed.
//!
//! Invariant: an error is one pointer in size, so that results stay small. It keeps the response,
//! and neither `Display` nor `Debug` shows more of the response than its status.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::time::{Duration, SystemTime};
use std::{fmt, iter};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::error_kind::ErrorKind;
use super::failure_class::{FailureClass, classify};
use super::{api_message, request_id, retry_after};
use crate::runtime::json::DecodeError;
use crate::runtime::request::{Idempotence, Operation};

/// Why an operation failed. `E` is the type of the error bodies that the description declares.
///
/// [`kind`](Self::kind) says what happened, [`api`](Self::api) holds the decoded body of an error
/// response, and the predicates say what to do next.
///
/// ```
/// use runtime::Error;
///
/// fn advice<E>(error: &Error<E>) -> &'static str {
///     if error.is_rate_limited() {
///         "wait for `retry_after`"
///     } else if error.is_unauthorized() {
///         "check the token"
///     } else if error.may_have_been_processed() {
///         "check the state of the resource before a second attempt"
///     } else if error.is_retryable() {
///         "try again later"
///     } else {
///         "change the request"
///     }
/// }
/// ```
pub struct Error<E = Infallible>(Box<Details<E>>);

struct Details<E> {
    inner: ErrorInner,
    api: Option<E>,
}

/// Everything known about a failure apart from its typed body.
struct ErrorInner {
    kind: ErrorKind,
    call: CallInfo,
    response: Option<ResponseParts>,
    body: Option<Bytes>,
    /// The time until the rate limit admits the next request.
    rate_limit_wait: Option<Duration>,
    job_id: Option<Box<str>>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The progress of a call when it ended.
#[derive(Clone, Copy)]
pub(crate) struct CallInfo {
    pub(crate) operation: &'static Operation,
    /// Whether the call can be repeated.
    pub(crate) idempotence: Idempotence,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    /// Whether the request of the last attempt was handed to the transport.
    pub(crate) sent: bool,
    /// Whether an attempt before the last one may have been processed.
    pub(crate) ambiguous: bool,
}

impl CallInfo {
    /// Before the first attempt.
    pub(crate) fn unsent(operation: &'static Operation) -> Self {
        let idempotence = operation.idempotence;
        let elapsed = Duration::ZERO;
        Self { operation, idempotence, attempts: 0, elapsed, sent: false, ambiguous: false }
    }
}

/// The head of a response, and the time at which it was received.
pub(crate) struct ResponseParts {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) received: SystemTime,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, call: CallInfo) -> Self {
        let inner = ErrorInner {
            kind,
            call,
            response: None,
            body: None,
            rate_limit_wait: None,
            job_id: None,
            source: None,
        };
        Self(Box::new(Details { inner, api: None }))
    }

    pub(crate) fn with_response(mut self, response: ResponseParts) -> Self {
        self.0.inner.response = Some(response);
        self
    }

    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.0.inner.body = Some(body);
        self
    }

    pub(crate) fn with_rate_limit_wait(mut self, wait: Duration) -> Self {
        self.0.inner.rate_limit_wait = Some(wait);
        self
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.inner.source = Some(source.into());
        self
    }

    /// Adds the typed body.
    pub(crate) fn with_api<E>(self, api: E) -> Error<E> {
        Error(Box::new(Details { inner: self.0.inner, api: Some(api) }))
    }

    /// The same error in the type of an operation, without a typed body.
    pub(crate) fn into_typed<E>(self) -> Error<E> {
        self.map_api(|never| match never {})
    }
}

impl<E> Error<E> {
    /// What happened, such as a timeout or an error response.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.inner.kind
    }

    /// The operation that failed, with its name, method and path.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.0.inner.call.operation
    }

    /// The status of the response, if one was received.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(|response| response.status)
    }

    /// The headers of the response, if one was received.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(|response| &response.headers)
    }

    /// The server's identifier of the request, from headers such as `x-request-id`. Include it when
    /// you contact the operators of the API.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id::find)
    }

    /// How long to wait before the next request: the `Retry-After` header (RFC 9110, section
    /// 10.2.3), or else the time until the rate limit admits a request. A date is relative to the
    /// `Date` header of the response, or else to the clock.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let announced = self
            .response()
            .and_then(|response| retry_after::find(&response.headers, response.received));
        announced.or(self.0.inner.rate_limit_wait)
    }

    /// The decoded body of the error response. `None` if the description does not declare the
    /// status, or the body does not match its schema.
    #[must_use]
    pub fn api(&self) -> Option<&E> {
        self.0.api.as_ref()
    }

    /// The decoded body of the error response by value. See [`api`](Self::api).
    #[must_use]
    pub fn into_api(self) -> Option<E> {
        self.0.api
    }

    /// What the API says about the error: the title and the detail of a problem document (RFC 9457),
    /// or of the first error of a JSON:API document. It may contain private data.
    #[must_use]
    pub fn api_message(&self) -> Option<String> {
        api_message::find(self.headers()?, self.raw_body()?)
    }

    /// The text of the error, and [`api_message`](Self::api_message) after it, for programs whose
    /// logs may contain what the API says.
    ///
    /// ```
    /// use runtime::Error;
    ///
    /// fn report<E>(error: &Error<E>) {
    ///     eprintln!("{}", error.with_api_message());
    /// }
    /// ```
    #[must_use]
    pub fn with_api_message(&self) -> impl fmt::Display + '_ {
        api_message::WithMessage(self)
    }

    /// The id of the job that was polled. Another poller can resume from it.
    #[must_use]
    pub fn job_id(&self) -> Option<&str> {
        self.0.inner.job_id.as_deref()
    }

    /// Converts the typed body and keeps everything else, to combine the errors of operations.
    #[must_use]
    pub fn map_api<F>(self, convert: impl FnOnce(E) -> F) -> Error<F> {
        let Details { inner, api } = *self.0;
        Error(Box::new(Details { inner, api: api.map(convert) }))
    }

    /// The bytes of the body of the response, if it was received completely. They may contain
    /// private data.
    #[must_use]
    pub fn raw_body(&self) -> Option<&Bytes> {
        self.0.inner.body.as_ref()
    }

    /// The path of the value in the body that does not match its schema, such as `$.items[3].id`.
    #[must_use]
    pub fn decode_path(&self) -> Option<String> {
        let source: &(dyn std::error::Error + 'static) = &**self.0.inner.source.as_ref()?;
        source.downcast_ref().map(DecodeError::path)
    }

    /// The number of requests that were sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.inner.call.attempts
    }

    /// The duration of the call, including all attempts and waits.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.inner.call.elapsed
    }

    /// Whether a timeout elapsed: of an attempt, of the call, or of polling a job. Check
    /// [`may_have_been_processed`](Self::may_have_been_processed) before another attempt, or
    /// configure a longer timeout.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.kind(), ErrorKind::Timeout | ErrorKind::JobTimeout)
    }

    /// Whether no connection could be established. Try again later, or check the network and the
    /// base URL.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether the same call may succeed later and is safe to repeat. Wait for
    /// [`retry_after`](Self::retry_after), or a little, and call again, with the same idempotency key
    /// if you have set one.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.failure_class().is_retryable(self.0.inner.call.idempotence)
    }

    /// Whether the server may have processed the request, in the last attempt or an earlier one.
    /// Unless the operation is idempotent, check the state of the resource before another attempt.
    #[must_use]
    pub fn may_have_been_processed(&self) -> bool {
        self.0.inner.call.ambiguous || self.failure_class().may_have_been_processed()
    }

    /// Whether the status is 404: the resource does not exist, or is hidden from this caller.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Whether the status is 401: the credential is missing, invalid or expired. Obtain a new one.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Whether the status is 403: the credential lacks a permission. Have it granted.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Whether the status is 409: the request conflicts with the state of the resource. Read the
    /// resource and decide again.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// Whether the rate limit is exceeded: the status is 429, or no request was sent to avoid it.
    /// Wait for [`retry_after`](Self::retry_after).
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS) || self.kind() == ErrorKind::RateLimit
    }

    /// Whether the status is 4xx: the server rejected the request. Change the request.
    #[must_use]
    pub fn is_client_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_client_error())
    }

    /// Whether the status is 5xx: the server failed. Report it if it persists.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_server_error())
    }

    /// The class of the last attempt's failure.
    pub(crate) fn failure_class(&self) -> FailureClass {
        let method = &self.operation().method;
        classify(method, self.kind(), self.was_sent(), self.status(), self.retry_after())
    }

    /// The last error in the chain of sources.
    fn root_cause(&self) -> Option<&(dyn StdError + 'static)> {
        iter::successors(StdError::source(self), |&error| error.source()).last()
    }

    /// Whether the request of the last attempt was handed to the transport.
    pub(crate) fn was_sent(&self) -> bool {
        self.0.inner.call.sent
    }

    /// Adds the id of the job that was polled.
    pub(crate) fn with_job_id(mut self, id: Option<String>) -> Self {
        self.0.inner.job_id = id.map(String::into_boxed_str);
        self
    }

    /// The same error without its typed body.
    pub(crate) fn without_api(self) -> Error {
        Error(Box::new(Details { inner: self.0.inner, api: None }))
    }

    fn response(&self) -> Option<&ResponseParts> {
        self.0.inner.response.as_ref()
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation();
        if !operation.path.is_empty() {
            write!(formatter, "{} {}: ", operation.method, operation.path)?;
        }
        match (self.status(), self.kind()) {
            (Some(status), ErrorKind::Api | ErrorKind::UnexpectedStatus | ErrorKind::RateLimit) => {
                write!(formatter, "{status}")
            }
            (Some(status), kind) => write!(formatter, "{status}, but {kind}"),
            // The cause is what to change.
            (None, ErrorKind::Setup) => match self.root_cause() {
                Some(cause) => write!(formatter, "{cause}"),
                None => write!(formatter, "{}", ErrorKind::Setup),
            },
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
            .field("source", &self.0.inner.source)
            .finish_non_exhaustive()
    }
}

impl<E> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.inner.source.as_ref().map(|source| &**source as &(dyn std::error::Error + 'static))
    }
}
