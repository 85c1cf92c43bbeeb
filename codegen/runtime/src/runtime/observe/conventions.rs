//! Names of OpenTelemetry's semantic conventions for HTTP clients
//! (<https://opentelemetry.io/docs/specs/semconv/http/>).
//!
//! Invariant: the name of a method is one of a fixed set, so that it can be the label of a metric.

use http::Method;

/// The methods that the conventions know: those of RFC 9110, `PATCH` and `QUERY`.
const KNOWN: [&str; 10] =
    ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE"];

/// The value of `http.request.method`, which is `_OTHER` for a method of the API's own.
pub(crate) fn request_method(method: &Method) -> &'static str {
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("_OTHER")
}
