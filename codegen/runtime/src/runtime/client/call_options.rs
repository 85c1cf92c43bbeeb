//! Options of one call.
//!
//! Invariant: an option that is not set has the value of the client. "Not set" differs from
//! "disabled".

use std::fmt;

use crate::runtime::auth::Credential;
use crate::runtime::request::Idempotence;
use crate::runtime::resilience::{RateLimiting, Retry};
use crate::runtime::system::Timeout;

/// Options of one call, in place of those of the client.
///
/// ```
/// use std::time::Duration;
///
/// use runtime::{CallOptions, Retry};
///
/// let options = CallOptions::new()
///     .operation_timeout(Duration::from_secs(10))
///     .retry(Retry::Disabled)
///     .header("x-trace", "a1");
/// # let _ = options;
/// ```
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(crate) attempt_timeout: Option<Timeout>,
    pub(crate) operation_timeout: Option<Timeout>,
    pub(crate) silence_timeout: Option<Timeout>,
    pub(crate) max_response_bytes: Option<usize>,
    pub(crate) retry: Option<Retry>,
    pub(crate) idempotence: Option<Idempotence>,
    pub(crate) rate_limiting: Option<RateLimiting>,
    pub(crate) base_url: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) credentials: Vec<(String, Credential)>,
}

impl CallOptions {
    /// Options without changes: all values are those of the client.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the timeout of an attempt: of sending the request and reading its response.
    #[must_use]
    pub fn attempt_timeout(self, timeout: impl Into<Timeout>) -> Self {
        Self { attempt_timeout: Some(timeout.into()), ..self }
    }

    /// Sets the timeout of the call with all its attempts and waits.
    #[must_use]
    pub fn operation_timeout(self, timeout: impl Into<Timeout>) -> Self {
        Self { operation_timeout: Some(timeout.into()), ..self }
    }

    /// Sets the timeout of each chunk of a streamed body. The other timeouts end with the head of the
    /// response.
    #[must_use]
    pub fn silence_timeout(self, timeout: impl Into<Timeout>) -> Self {
        Self { silence_timeout: Some(timeout.into()), ..self }
    }

    /// Sets whether and how the call is retried: a [`RetryPolicy`](crate::RetryPolicy), or
    /// [`Retry::Disabled`].
    #[must_use]
    pub fn retry(self, retry: impl Into<Retry>) -> Self {
        Self { retry: Some(retry.into()), ..self }
    }

    /// Marks the call as idempotent: it is retried even if an earlier attempt may have been processed.
    /// Use it where repeating the request has the same effect as sending it once, such as with a
    /// header by which the server recognizes it.
    ///
    /// ```
    /// use runtime::CallOptions;
    ///
    /// let options = CallOptions::new().header("Idempotency-Key", "order-7").idempotent();
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn idempotent(self) -> Self {
        Self { idempotence: Some(Idempotence::Idempotent), ..self }
    }

    /// Sets whether the call is kept below the rate limit: a [`RateLimiter`](crate::RateLimiter), or
    /// [`RateLimiting::Disabled`].
    #[must_use]
    pub fn rate_limiter(self, limiter: impl Into<RateLimiting>) -> Self {
        Self { rate_limiting: Some(limiter.into()), ..self }
    }

    /// Sets the maximum size of the body of a successful response, in bytes.
    #[must_use]
    pub fn max_response_bytes(self, bytes: usize) -> Self {
        Self { max_response_bytes: Some(bytes), ..self }
    }

    /// Sets the base URL, in place of that of the client or of the operation. The credentials of the
    /// client are sent to it.
    #[must_use]
    pub fn base_url(self, url: impl Into<String>) -> Self {
        Self { base_url: Some(url.into()), ..self }
    }

    /// Sets the credential for a security scheme by its name in the description, in place of that of
    /// the client.
    #[must_use]
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.credentials.push((scheme.into(), credential));
        self
    }

    /// Adds a query parameter that the description does not declare, after those of the operation.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Sets a header, and replaces one with the same name. The header of a security scheme, such as
    /// `Authorization`, takes the place of its credential. If a header frames the message, such as
    /// `Transfer-Encoding`, the call fails with
    /// [`RequestError::FramingHeader`](crate::RequestError::FramingHeader).
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        let query: Vec<_> = self.query.iter().map(|(name, _)| name).collect();
        let schemes: Vec<_> = self.credentials.iter().map(|(scheme, _)| scheme).collect();
        formatter
            .debug_struct("CallOptions")
            .field("attempt_timeout", &self.attempt_timeout)
            .field("operation_timeout", &self.operation_timeout)
            .field("silence_timeout", &self.silence_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("retry", &self.retry)
            .field("idempotence", &self.idempotence)
            .field("rate_limiting", &self.rate_limiting)
            .field("base_url", &self.base_url.is_some())
            .field("headers", &names)
            .field("query", &query)
            .field("credentials", &schemes)
            .finish()
    }
}
