//! The `tracing` spans of a call: one of the call, and in it one of each attempt, which follows
//! OpenTelemetry's semantic conventions for HTTP clients
//! (<https://opentelemetry.io/docs/specs/semconv/http/http-spans/>). Without the feature `tracing`
//! they do nothing.
//!
//! Invariant: the fields contain names from the description, numbers, statuses and the base URL only.
//! `url.full` has the placeholders of the path in place of their values, and no query.

#[cfg(feature = "tracing")]
use tracing::{Instrument, field::Empty};

#[cfg(feature = "tracing")]
use super::conventions::request_method;
use super::observer::Outcome;
use crate::runtime::request::{BaseUrl, Operation};

/// The span of a call or of an attempt.
#[derive(Clone)]
pub(crate) struct Span(#[cfg(feature = "tracing")] tracing::Span);

#[cfg(feature = "tracing")]
impl Span {
    /// The span of a call, which includes all waits.
    pub(crate) fn of_call(operation: &Operation) -> Self {
        Self(tracing::info_span!(
            "call",
            otel.kind = "internal",
            otel.name = operation.id,
            otel.status_code = Empty,
            "error.type" = Empty,
        ))
    }

    /// The span of one request, in the current span.
    pub(crate) fn of_attempt(
        operation: &Operation,
        base_url: Option<&BaseUrl>,
        attempt: u32,
    ) -> Self {
        let path = operation.path;
        let method = request_method(&operation.method);
        let (name, original) = match method {
            "_OTHER" => ("HTTP", Some(operation.method.as_str())),
            known => (known, None),
        };
        Self(tracing::info_span!(
            "request",
            otel.kind = "client",
            otel.name = %format_args!("{name} {path}"),
            otel.status_code = Empty,
            http.request.method = method,
            http.request.method_original = original,
            http.request.resend_count = attempt.checked_sub(1).filter(|resends| *resends > 0),
            http.response.status_code = Empty,
            server.address = base_url.map(BaseUrl::host),
            server.port = base_url.map(BaseUrl::port),
            url.full = base_url.map(|base_url| base_url.join(path, "")),
            url.template = path,
            "error.type" = Empty,
        ))
    }

    /// Enters the span each time `work` is polled.
    pub(crate) fn instrument<T>(self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        work.instrument(self.0)
    }

    /// Records how the call or attempt ended. The span of a call has no status, which is ignored.
    pub(crate) fn end(&self, outcome: Outcome) {
        if let Some(status) = outcome.status() {
            self.0.record("http.response.status_code", status.as_u16());
        }
        if let Some(error_type) = outcome.error_type() {
            self.0.record("error.type", error_type);
            self.0.record("otel.status_code", "ERROR");
        }
    }
}

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self, reason = "the span of the feature needs it")]
impl Span {
    pub(crate) fn of_call(_: &Operation) -> Self {
        Self()
    }

    pub(crate) fn of_attempt(_: &Operation, _: Option<&BaseUrl>, _: u32) -> Self {
        Self()
    }

    /// Does nothing without the feature.
    pub(crate) fn instrument<T>(self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        work
    }

    pub(crate) fn end(&self, _: Outcome) {}
}
