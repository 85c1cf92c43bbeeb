//! Errors of waiting for a job.
//!
//! Invariant: what was sent and answered is that of the last look, and only while it lasts.

use std::time::Duration;

use super::error::{Details, Error, ErrorKind, Trace};
use super::operation::Operation;

/// The same error, about waiting for that job.
pub(super) fn about_job<E>(mut error: Error<E>, id: Option<String>) -> Error<E> {
    error.0.facts.job_id = id.map(String::into_boxed_str);
    error
}

/// The same error without its typed body.
pub(super) fn untyped<E>(error: Error<E>) -> Error {
    Error(Box::new(Details { facts: error.0.facts, api: None }))
}

/// An error between two looks, after so many of them.
pub(super) fn between_looks(
    kind: ErrorKind,
    operation: &'static Operation,
    looks: u32,
    elapsed: Duration,
) -> Error {
    Error::new(kind, Trace { operation, attempts: looks, elapsed, sent: false, in_doubt: false })
}
