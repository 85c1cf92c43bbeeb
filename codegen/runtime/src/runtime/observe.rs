//! Telemetry of calls: observers, `tracing` spans, OpenTelemetry metrics, and the trace of requests.
//!
//! Depends on `request`, `response` and `system`.

#[cfg(any(feature = "opentelemetry-0-33", feature = "tracing"))]
mod conventions;
#[cfg(feature = "opentelemetry-0-33")]
mod metrics;
mod observer;
mod propagation;
mod span;
mod telemetry;

#[cfg(feature = "opentelemetry-0-33")]
pub use self::metrics::Metrics;
pub use self::observer::{Event, EventKind, Observer, Outcome};
pub(crate) use self::propagation::propagate;
pub(crate) use self::telemetry::CallTelemetry;
