//! The decision of a program whether a failed attempt is retried.
//!
//! Invariant: it replaces the class of the failure only. The bounds of the policy always hold.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};

use crate::runtime::request::Operation;
use crate::runtime::response::{Error, RawResponse};

/// Whether a failed attempt is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryDecision {
    /// As the client decides without a predicate: if the failure is transient, and the server has
    /// certainly not processed the request or the operation is idempotent.
    Default,
    /// It is retried, even if the server may have processed the request.
    Retry,
    /// It is not retried.
    Stop,
}

/// A failed attempt, for the predicate of [`RetryPolicy::decide`](crate::RetryPolicy::decide).
///
/// ```
/// use runtime::{FailedRequest, RetryDecision};
///
/// /// The server is about to start, which takes longer than a call.
/// fn decide(failed: &FailedRequest<'_>) -> RetryDecision {
///     match failed.headers().and_then(|headers| headers.get("x-maintenance")) {
///         Some(_) => RetryDecision::Stop,
///         None => RetryDecision::Default,
///     }
/// }
/// ```
#[derive(Debug)]
pub struct FailedRequest<'a> {
    operation: &'static Operation,
    attempts: u32,
    result: &'a Result<RawResponse, Error>,
}

impl<'a> FailedRequest<'a> {
    pub(crate) fn new(
        operation: &'static Operation,
        attempts: u32,
        result: &'a Result<RawResponse, Error>,
    ) -> Self {
        Self { operation, attempts, result }
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The number of attempts of the call so far.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The status of the response, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self.result {
            Ok(response) => Some(response.status()),
            Err(error) => error.status(),
        }
    }

    /// The headers of the response, if there is one.
    #[must_use]
    pub fn headers(&self) -> Option<&'a HeaderMap> {
        match self.result {
            Ok(response) => Some(response.headers()),
            Err(error) => error.headers(),
        }
    }

    /// The body of the response, if it was received completely.
    #[must_use]
    pub fn raw_body(&self) -> Option<&'a [u8]> {
        match self.result {
            Ok(response) => response.raw_body(),
            Err(error) => error.raw_body().map(|body| &body[..]),
        }
    }

    /// Why there is no complete response, such as a timeout. A rejection has none.
    #[must_use]
    pub fn error(&self) -> Option<&'a Error> {
        self.result.as_ref().err()
    }
}

/// A predicate over failed attempts. It is equal to its clones only.
#[derive(Clone)]
pub(super) struct Predicate(Arc<dyn Fn(&FailedRequest<'_>) -> RetryDecision + Send + Sync>);

impl Predicate {
    pub(super) fn new(
        decide: impl Fn(&FailedRequest<'_>) -> RetryDecision + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(decide))
    }

    pub(super) fn decide(&self, failed: &FailedRequest<'_>) -> RetryDecision {
        (self.0)(failed)
    }
}

impl PartialEq for Predicate {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Predicate {}

impl fmt::Debug for Predicate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Predicate")
    }
}
