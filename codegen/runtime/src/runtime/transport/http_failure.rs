//! Converts the errors of `reqwest`.
//!
//! Invariant: no error contains a URL, which may contain data.

use std::error::Error;
use std::io;

use super::outgoing::StreamError;
use super::transport_trait::{Phase, TransportError};

/// The phase in which a request failed.
pub(super) fn phase_of(error: &reqwest::Error) -> Phase {
    if error.is_builder() {
        Phase::Setup
    } else if cause::<StreamError>(error).is_some() {
        Phase::RequestBody
    } else if error.is_connect() {
        if is_tls(error) { Phase::Tls } else { Phase::Connect }
    } else if error.is_timeout() {
        Phase::Timeout
    } else {
        Phase::Exchange
    }
}

/// Whether client and server do not agree about TLS, which another attempt does not change: the
/// certificate is not trusted, or there is no TLS at the port.
#[cfg(feature = "rustls")]
fn is_tls(error: &reqwest::Error) -> bool {
    cause::<rustls::Error>(error).is_some()
}

/// The library of the operating system does not say why a handshake failed.
#[cfg(not(feature = "rustls"))]
fn is_tls(_: &reqwest::Error) -> bool {
    false
}

/// The first cause of this type. An `io::Error` is transparent, and does not have the error in it as
/// its source.
fn cause<T: Error + 'static>(error: &reqwest::Error) -> Option<&T> {
    let mut next = error.source();
    while let Some(cause) = next {
        if let Some(found) = cause.downcast_ref() {
            return Some(found);
        }
        let inner = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match inner {
            Some(inner) => Some(inner),
            None => cause.source(),
        };
    }
    None
}

/// The error in a phase.
pub(super) fn failure(phase: Phase, error: reqwest::Error) -> TransportError {
    let source: Box<dyn Error + Send + Sync> = Box::new(error.without_url());
    TransportError::new(phase).with_source(source)
}
