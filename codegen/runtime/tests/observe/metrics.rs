//! The metrics of requests, as recorded by a meter.

use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::observe::Metrics;
use crate::runtime::transport::Phase;
use opentelemetry::KeyValue;
use opentelemetry::metrics::{
    Histogram, HistogramBuilder, InstrumentProvider, Meter, SyncInstrument,
};

use crate::tests::support::Harness;
use crate::tests::support::api::get_pet;
use crate::tests::support::random::Always;
use crate::tests::support::transport::{ScriptedResponse, Step};

/// The recorded measurements: metric, value and sorted attributes.
type Records = Arc<Mutex<Vec<(String, f64, Vec<String>)>>>;

struct Recorder(Records);

impl InstrumentProvider for Recorder {
    fn f64_histogram(&self, builder: HistogramBuilder<'_, Histogram<f64>>) -> Histogram<f64> {
        assert_eq!(builder.boundaries.unwrap().len(), 14);
        let name = format!("{} {}", builder.name, builder.unit.unwrap_or_default());
        Histogram::new(Arc::new(Instrument { name, records: self.0.clone() }))
    }
}

struct Instrument {
    name: String,
    records: Records,
}

impl SyncInstrument<f64> for Instrument {
    fn measure(&self, value: f64, attributes: &[KeyValue]) {
        let attributes = attributes.iter().map(|it| format!("{}={}", it.key, it.value));
        let mut attributes: Vec<_> = attributes.collect();
        attributes.sort();
        self.records.lock().unwrap().push((self.name.clone(), value, attributes));
    }
}

/// The records of requests to a scripted server.
fn recorded(
    responses: impl IntoIterator<Item = ScriptedResponse>,
    call: impl FnOnce(&Harness),
) -> Vec<(String, f64, Vec<String>)> {
    let records = Records::default();
    let meter = Meter::new(Arc::new(Recorder(records.clone())));
    let mut harness = Harness::with_retries(responses);
    let metrics = Arc::new(Metrics::new(&meter));
    harness.builder = harness.builder.random(Arc::new(Always(u64::MAX))).observer(metrics);
    call(&harness);
    std::mem::take(&mut *records.lock().unwrap())
}

/// The attributes of a request to read a pet.
const REQUEST: [&str; 4] = [
    "http.request.method=GET",
    "server.address=acme.api.example.com",
    "server.port=443",
    "url.template=/pets/{id}",
];

fn with(more: &[&'static str]) -> Vec<&'static str> {
    let mut attributes = [&REQUEST, more].concat();
    attributes.sort_unstable();
    attributes
}

#[test]
fn each_request_is_recorded_with_its_duration_and_the_semantic_convention_attributes() {
    let pause = Step::Pause(Duration::from_millis(250));
    let json = [("content-type", "application/json")];
    let responses = [
        ScriptedResponse::Failure(Phase::Exchange),
        ScriptedResponse::with_headers(200, &json, [pause, Step::Chunk(r#"{"id": 1}"#.into())]),
    ];
    let records = recorded(responses, |harness| {
        harness.run(get_pet(&harness.client(), "secret-id", CallOptions::new())).unwrap();
    });
    let [(first, lost, of_lost), (second, done, of_done)] = &records[..] else {
        panic!("{records:?}")
    };
    assert_eq!(
        (first.as_str(), second.as_str()),
        ("http.client.request.duration s", first.as_str())
    );
    assert_eq!((*lost, *done), (0.0, 0.25));
    assert_eq!(*of_lost, with(&["error.type=transport"]));
    assert_eq!(*of_done, with(&["http.response.status_code=200"]));
}

#[test]
fn a_request_that_the_caller_gives_up_is_recorded() {
    let records = recorded([ScriptedResponse::Hang], |harness| {
        let client = harness.client();
        let mut call = Box::pin(get_pet(&client, "1", CallOptions::new()));
        assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    });
    let [(_, _, attributes)] = &records[..] else { panic!("{records:?}") };
    assert_eq!(*attributes, with(&["error.type=dropped"]));
}
