//! The spans of calls, as recorded by a subscriber.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Once;

use crate::runtime::auth::Credential;
use crate::runtime::client::CallOptions;
use crate::runtime::transport::Phase;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::tests::support::Harness;
use crate::tests::support::api::get_pet;
use crate::tests::support::transport::ScriptedResponse;

/// The fields that a span can have.
const ALLOWED: [&str; 7] = [
    "error.type",
    "http.request.method",
    "http.request.resend_count",
    "http.response.status_code",
    "otel.name",
    "server.address",
    "url.template",
];

thread_local! {
    /// The fields of all spans of this thread, and how often a span was entered.
    static SEEN: RefCell<(BTreeMap<String, String>, usize)> = RefCell::default();
}

/// The subscriber of all tests: callsite caching makes one per test unreliable.
struct Recorder;

/// Records fields.
struct Keep;

impl Visit for Keep {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{value:?}");
        SEEN.with_borrow_mut(|(fields, _)| fields.insert(field.name().to_owned(), text));
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let names: Vec<_> = span.metadata().fields().iter().map(|field| field.name()).collect();
        assert!(names.iter().all(|name| ALLOWED.contains(name)), "{names:?}");
        span.record(&mut Keep);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Keep);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        panic!("there are no events: {event:?}");
    }

    fn enter(&self, _: &Id) {
        SEEN.with_borrow_mut(|(_, entered)| *entered += 1);
    }

    fn exit(&self, _: &Id) {}
}

/// The fields of the span of a call with the secret `canary` in every part of the request.
fn fields(responses: impl IntoIterator<Item = ScriptedResponse>) -> Vec<String> {
    static SUBSCRIBED: Once = Once::new();
    SUBSCRIBED.call_once(|| tracing::subscriber::set_global_default(Recorder).unwrap());
    let mut harness = Harness::with_retries(responses);
    harness.builder = harness
        .builder
        .credential("token", Credential::token("canary"))
        .default_header("x-a", "canary");
    let options = CallOptions::new().header("x-b", "canary");
    let _ = harness.run(get_pet(&harness.client(), "canary", options));
    let (fields, entered) = SEEN.take();
    assert!(entered > 0);
    fields.into_iter().map(|(name, value)| format!("{name}={value}")).collect()
}

#[test]
fn a_success_has_a_name_a_server_and_a_status() {
    let expected = [
        "http.request.method=GET",
        "http.response.status_code=200",
        "otel.name=GET /pets/{id}",
        "server.address=\"acme.api.example.com\"",
        "url.template=\"/pets/{id}\"",
    ];
    assert_eq!(fields([ScriptedResponse::json(200, r#"{"id": 1, "name": "canary"}"#)]), expected);
}

#[test]
fn a_failure_has_its_type_and_the_number_of_retries() {
    let expected = [
        "error.type=\"404\"",
        "http.request.method=GET",
        "http.request.resend_count=2",
        "http.response.status_code=404",
        "otel.name=GET /pets/{id}",
        "server.address=\"acme.api.example.com\"",
        "url.template=\"/pets/{id}\"",
    ];
    let responses = [
        ScriptedResponse::Failure(Phase::Connect),
        ScriptedResponse::new(500, "text/canary", "canary"),
        ScriptedResponse::new(404, "text/canary", "canary"),
    ];
    assert_eq!(fields(responses), expected);
}

#[test]
fn a_failure_without_a_response_has_no_status() {
    let responses = (0..4).map(|_| ScriptedResponse::Failure(Phase::Connect));
    let fields = fields(responses);
    assert_eq!(fields[0], "error.type=\"connect\"");
    assert!(fields.iter().all(|field| !field.contains("status") && !field.contains("canary")));
}
