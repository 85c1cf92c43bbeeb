//! Converts the errors of `reqwest`.
//!
//! Invariant: no error contains a URL, which may contain data.

use std::error::Error;

use super::outgoing::StreamError;
use super::transport_trait::{Phase, TransportError};

/// The phase in which a request failed.
pub(super) fn phase_of(error: &reqwest::Error) -> Phase {
    if error.is_builder() {
        Phase::Setup
    } else if cause::<StreamError>(error).is_some() {
        Phase::RequestBody
    } else if error.is_connect() {
        Phase::Connect
    } else if error.is_timeout() {
        Phase::Timeout
    } else {
        Phase::Exchange
    }
}

/// The first cause of this type.
fn cause<T: Error + 'static>(error: &reqwest::Error) -> Option<&T> {
    let mut next = error.source();
    while let Some(cause) = next {
        if let Some(found) = cause.downcast_ref() {
            return Some(found);
        }
        next = cause.source();
    }
    None
}

/// The error in a phase.
pub(super) fn failure(phase: Phase, error: reqwest::Error) -> TransportError {
    let source: Box<dyn Error + Send + Sync> = Box::new(error.without_url());
    TransportError::new(phase).with_source(source)
}
