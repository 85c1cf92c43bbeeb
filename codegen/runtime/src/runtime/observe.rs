//! Telemetry of calls: observers, a `tracing` span, and OpenTelemetry metrics.
//!
//! Depends on `request`, `response` and `system`.

#[cfg(feature = "opentelemetry-0-33")]
mod metrics;
mod observer;
mod span;
mod telemetry;

#[cfg(feature = "opentelemetry-0-33")]
pub use self::metrics::Metrics;
pub use self::observer::{Event, EventKind, Observer, Outcome};
pub(crate) use self::telemetry::CallTelemetry;
