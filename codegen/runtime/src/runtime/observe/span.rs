//! The `tracing` span of a call, which follows OpenTelemetry's semantic conventions for HTTP
//! clients. Without the feature `tracing` it does nothing.
//!
//! Invariant: the fields contain names from the description, numbers, statuses and the host of the
//! server only.

#[cfg(feature = "tracing")]
use tracing::{Instrument, field::Empty};

use super::observer::Outcome;
use crate::runtime::request::{BaseUrl, Operation};

/// The span of a call.
#[derive(Clone)]
pub(crate) struct Span(#[cfg(feature = "tracing")] tracing::Span);

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn new(operation: &Operation, base_url: Option<&BaseUrl>) -> Self {
        let Operation { method, path, .. } = operation;
        Self(tracing::info_span!(
            "call",
            otel.name = %format_args!("{method} {path}"),
            http.request.method = %method,
            url.template = path,
            server.address = base_url.map(BaseUrl::host),
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            "error.type" = Empty,
        ))
    }

    /// Enters the span each time `work` is polled.
    pub(crate) fn instrument<T>(self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        work.instrument(self.0)
    }

    pub(crate) fn end(&self, attempts: u32, outcome: Outcome) {
        if let Some(status) = outcome.status() {
            self.0.record("http.response.status_code", status.as_u16());
        }
        if attempts > 1 {
            self.0.record("http.request.resend_count", attempts - 1);
        }
        if let Some(error_type) = outcome.error_type() {
            self.0.record("error.type", error_type);
        }
    }
}

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self, reason = "the span of the feature needs it")]
impl Span {
    pub(crate) fn new(_: &Operation, _: Option<&BaseUrl>) -> Self {
        Self()
    }

    /// Does nothing without the feature.
    pub(crate) fn instrument<T>(self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        work
    }

    pub(crate) fn end(&self, _: u32, _: Outcome) {}
}
