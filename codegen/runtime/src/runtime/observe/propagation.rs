//! Sends the trace of a call to the server, so that its spans belong to the same trace. Without the
//! feature `opentelemetry-0-33` it does nothing.
//!
//! Invariant: a header that the request already has is not replaced.

use http::HeaderMap;

#[cfg(feature = "opentelemetry-0-33")]
use crate::runtime::request::header;

/// Adds the headers of the current trace by the propagator of the program, such as `traceparent` and
/// `tracestate` of W3C Trace Context (<https://www.w3.org/TR/trace-context/>). The default propagator
/// adds nothing.
#[cfg(feature = "opentelemetry-0-33")]
pub(crate) fn propagate(headers: &mut HeaderMap) {
    opentelemetry::global::get_text_map_propagator(|propagator| {
        propagator.inject(&mut Headers(headers));
    });
}

/// Does nothing without the feature.
#[cfg(not(feature = "opentelemetry-0-33"))]
pub(crate) fn propagate(_: &mut HeaderMap) {}

#[cfg(feature = "opentelemetry-0-33")]
struct Headers<'h>(&'h mut HeaderMap);

#[cfg(feature = "opentelemetry-0-33")]
impl opentelemetry::propagation::Injector for Headers<'_> {
    fn set(&mut self, name: &str, value: String) {
        if let Some((name, value)) = header(name, value.into()) {
            self.0.entry(name).or_insert(value);
        }
    }
}
