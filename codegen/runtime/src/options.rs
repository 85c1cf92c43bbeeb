//! Limits and headers, for a client and for one call.
//!
//! Invariant: for one call, what is not set is as the client has it. "Not set" is different from
//! "disabled".

use std::fmt;
use std::time::Duration;

use super::defaults::{ATTEMPT_TIMEOUT, MAX_RESPONSE_BYTES, OPERATION_TIMEOUT};
use super::gate::GateChoice;
use super::poll_policy::PollPolicy;
use super::request_error::RequestError;
use super::retry::Retry;

/// How long something may take.
///
/// A shorter limit is less than a longer one, and all are less than none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeLimit {
    /// It may take that long.
    After(Duration),
    /// It may take for ever.
    Disabled,
}

impl From<Duration> for TimeLimit {
    fn from(duration: Duration) -> Self {
        Self::After(duration)
    }
}

/// What one call does differently from its client.
#[derive(Clone, Default)]
pub struct CallOptions {
    attempt_timeout: Option<TimeLimit>,
    operation_timeout: Option<TimeLimit>,
    max_response_bytes: Option<usize>,
    retry: Option<Retry>,
    gate: Option<GateChoice>,
    base_url: Option<String>,
    headers: Vec<(String, String)>,
}

impl CallOptions {
    /// Options that change nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long sending the request and reading its response may take.
    #[must_use]
    pub fn attempt_timeout(self, limit: impl Into<TimeLimit>) -> Self {
        Self { attempt_timeout: Some(limit.into()), ..self }
    }

    /// How long the whole call may take.
    #[must_use]
    pub fn operation_timeout(self, limit: impl Into<TimeLimit>) -> Self {
        Self { operation_timeout: Some(limit.into()), ..self }
    }

    /// Whether and how the call is repeated when it fails: a [`RetryPolicy`], or
    /// [`Retry::Disabled`].
    ///
    /// [`RetryPolicy`]: super::retry::RetryPolicy
    #[must_use]
    pub fn retry(self, retry: impl Into<Retry>) -> Self {
        Self { retry: Some(retry.into()), ..self }
    }

    /// Whether the call is kept under the server's rate limit: by a [`Gate`], or
    /// [`GateChoice::Disabled`].
    ///
    /// [`Gate`]: super::gate::Gate
    #[must_use]
    pub fn gate(self, gate: impl Into<GateChoice>) -> Self {
        Self { gate: Some(gate.into()), ..self }
    }

    /// How long the body of a success may be.
    #[must_use]
    pub fn max_response_bytes(self, limit: usize) -> Self {
        Self { max_response_bytes: Some(limit), ..self }
    }

    /// The URL that the path of the operation continues, in place of that of the client or of a server
    /// that the description has for the operation. The credentials of the client go there.
    #[must_use]
    pub fn base_url(self, url: impl Into<String>) -> Self {
        Self { base_url: Some(url.into()), ..self }
    }

    /// A header to send, in place of any other of that name.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The gate of the call, if it has one of its own.
    pub(super) fn take_gate(&mut self) -> Option<GateChoice> {
        self.gate.take()
    }

    /// The base URL of the call, if it has one of its own.
    pub(super) fn take_base_url(&mut self) -> Option<String> {
        self.base_url.take()
    }

    pub(super) fn into_headers(self) -> Vec<(String, String)> {
        self.headers
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        formatter
            .debug_struct("CallOptions")
            .field("attempt_timeout", &self.attempt_timeout)
            .field("operation_timeout", &self.operation_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("retry", &self.retry)
            .field("gate", &self.gate)
            .field("base_url", &self.base_url.is_some())
            .field("headers", &names)
            .finish()
    }
}

/// The limits that hold for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) attempt: TimeLimit,
    pub(super) operation: TimeLimit,
    pub(super) response_bytes: usize,
    pub(super) retry: Retry,
    pub(super) polling: PollPolicy,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            attempt: TimeLimit::After(ATTEMPT_TIMEOUT),
            operation: TimeLimit::After(OPERATION_TIMEOUT),
            response_bytes: MAX_RESPONSE_BYTES,
            retry: Retry::default(),
            polling: PollPolicy::default(),
        }
    }
}

impl Limits {
    /// The limits for a call with those options.
    pub(super) fn with(self, options: &CallOptions) -> Self {
        Self {
            attempt: options.attempt_timeout.unwrap_or(self.attempt),
            operation: options.operation_timeout.unwrap_or(self.operation),
            response_bytes: options.max_response_bytes.unwrap_or(self.response_bytes),
            retry: options.retry.unwrap_or(self.retry),
            polling: self.polling,
        }
    }

    /// Whether each limit of a call makes sense.
    pub(super) fn check(self) -> Result<(), RequestError> {
        if self.has_zero() {
            return Err(RequestError::ZeroTimeLimit);
        }
        if self.response_bytes == 0 {
            return Err(RequestError::ZeroResponseLimit);
        }
        self.retry.check().map_err(RequestError::Retry)
    }

    /// Whether a limit leaves no time at all.
    pub(super) fn has_zero(self) -> bool {
        [self.attempt, self.operation].contains(&TimeLimit::After(Duration::ZERO))
    }
}
