//! The OpenTelemetry metric of requests, which follows the semantic conventions for HTTP clients
//! (<https://opentelemetry.io/docs/specs/semconv/http/http-metrics/>).
//!
//! Invariant: the attributes contain names from the description, statuses, and the host and port of
//! the server only.

use std::fmt;

use opentelemetry::KeyValue;
use opentelemetry::metrics::{Histogram, Meter};

use super::conventions::request_method;
use super::observer::{Event, EventKind, Observer, Outcome};

/// The bucket boundaries that the conventions recommend, in seconds.
const BUCKETS: [f64; 14] =
    [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

/// Records the duration of each request as the histogram `http.client.request.duration`, in
/// seconds. A call with retries is recorded once for each attempt, also for one that is dropped. The
/// feature `opentelemetry-0-33`
/// enables it.
///
/// ```
/// use std::sync::Arc;
///
/// use runtime::ClientBuilder;
/// use runtime::observe::Metrics;
///
/// fn with_metrics(builder: ClientBuilder) -> ClientBuilder {
///     let meter = opentelemetry::global::meter("inventory");
///     builder.observer(Arc::new(Metrics::new(&meter)))
/// }
/// ```
pub struct Metrics {
    duration: Histogram<f64>,
}

impl Metrics {
    /// Creates the histogram with this meter.
    #[must_use]
    pub fn new(meter: &Meter) -> Self {
        let duration = meter
            .f64_histogram("http.client.request.duration")
            .with_unit("s")
            .with_description("Duration of HTTP client requests.")
            .with_boundaries(BUCKETS.to_vec());
        Self { duration: duration.build() }
    }
}

impl Observer for Metrics {
    fn observe(&self, event: &Event<'_>) {
        if let EventKind::AttemptEnded(outcome) = event.kind {
            self.duration.record(event.attempt_elapsed.as_secs_f64(), &attributes(event, outcome));
        }
    }
}

fn attributes(event: &Event<'_>, outcome: Outcome) -> Vec<KeyValue> {
    let mut attributes = vec![
        KeyValue::new("http.request.method", request_method(&event.operation.method)),
        KeyValue::new("url.template", event.operation.path),
        KeyValue::new("server.address", event.server_address.to_owned()),
        KeyValue::new("server.port", i64::from(event.server_port)),
    ];
    let status = outcome.status().map(|status| i64::from(status.as_u16()));
    attributes.extend(status.map(|status| KeyValue::new("http.response.status_code", status)));
    let error = outcome.error_type().map(str::to_owned);
    attributes.extend(error.map(|error| KeyValue::new("error.type", error)));
    attributes
}

impl fmt::Debug for Metrics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Metrics").finish_non_exhaustive()
    }
}
