//! The spans of calls, as recorded by a subscriber.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Once;
use std::task::{Context, Waker};

use crate::runtime::auth::Credential;
use crate::runtime::client::CallOptions;
use crate::runtime::transport::Phase;
use http::Method;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::tests::support::Harness;
use crate::tests::support::api::{get_pet, operation};
use crate::tests::support::transport::ScriptedResponse;

/// The fields that a span can have.
const ALLOWED: [&str; 12] = [
    "error.type",
    "http.request.method",
    "http.request.method_original",
    "http.request.resend_count",
    "http.response.status_code",
    "otel.kind",
    "otel.name",
    "otel.status_code",
    "server.address",
    "server.port",
    "url.full",
    "url.template",
];

thread_local! {
    /// The spans of this thread.
    static SEEN: RefCell<Vec<Seen>> = RefCell::default();
    /// The indices of the spans that are entered, the innermost last.
    static OPEN: RefCell<Vec<usize>> = RefCell::default();
}

#[derive(Default)]
struct Seen {
    name: &'static str,
    fields: BTreeMap<String, String>,
    entered: usize,
    /// The index of the span in which it was created.
    parent: Option<usize>,
}

/// The subscriber of all tests: callsite caching makes one per test unreliable.
struct Recorder;

/// Records the fields of the span with this index.
struct Keep(usize);

impl Visit for Keep {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{value:?}");
        SEEN.with_borrow_mut(|spans| spans[self.0].fields.insert(field.name().to_owned(), text));
    }
}

fn index(id: &Id) -> usize {
    usize::try_from(id.into_u64()).unwrap() - 1
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let names: Vec<_> = span.metadata().fields().iter().map(|field| field.name()).collect();
        assert!(names.iter().all(|name| ALLOWED.contains(name)), "{names:?}");
        let parent = OPEN.with_borrow(|open| open.last().copied());
        let name = span.metadata().name();
        let count = SEEN.with_borrow_mut(|spans| {
            spans.push(Seen { name, parent, ..Seen::default() });
            spans.len()
        });
        span.record(&mut Keep(count - 1));
        Id::from_u64(count.try_into().unwrap())
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        values.record(&mut Keep(index(id)));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        panic!("there are no events: {event:?}");
    }

    fn enter(&self, id: &Id) {
        OPEN.with_borrow_mut(|open| open.push(index(id)));
        SEEN.with_borrow_mut(|spans| spans[index(id)].entered += 1);
    }

    fn exit(&self, _: &Id) {
        OPEN.with_borrow_mut(Vec::pop);
    }
}

fn harness(responses: impl IntoIterator<Item = ScriptedResponse>) -> Harness {
    static SUBSCRIBED: Once = Once::new();
    SUBSCRIBED.call_once(|| tracing::subscriber::set_global_default(Recorder).unwrap());
    let mut harness = Harness::with_retries(responses);
    harness.builder = harness
        .builder
        .credential("token", Credential::token("canary"))
        .default_header("x-a", "canary");
    harness
}

/// The call and its requests, each with its fields.
fn spans() -> Vec<Vec<String>> {
    let spans = SEEN.take();
    assert!(spans.iter().all(|span| span.entered > 0));
    assert_eq!((spans[0].name, spans[0].parent), ("call", None));
    let requests = &spans[1..];
    assert!(requests.iter().all(|span| (span.name, span.parent) == ("request", Some(0))));
    let line = |(name, value)| format!("{name}={value}");
    spans.into_iter().map(|span| span.fields.into_iter().map(line).collect()).collect()
}

/// The spans of a call with the secret `canary` in every part of the request.
fn spans_of_call(responses: impl IntoIterator<Item = ScriptedResponse>) -> Vec<Vec<String>> {
    let harness = harness(responses);
    let options = CallOptions::new().header("x-b", "canary").query("q", "canary");
    let _ = harness.run(get_pet(&harness.client(), "canary", options));
    let spans = spans();
    assert!(spans.iter().flatten().all(|field| !field.contains("canary")), "{spans:?}");
    spans
}

/// The fields that every request to read a pet has.
const REQUEST: [&str; 7] = [
    "http.request.method=GET",
    "otel.kind=client",
    "otel.name=GET /pets/{id}",
    "server.address=acme.api.example.com",
    "server.port=443",
    "url.full=https://acme.api.example.com/v1/pets/{id}",
    "url.template=/pets/{id}",
];

/// The fields of a request with these in addition.
fn request(more: &[&'static str]) -> Vec<&'static str> {
    let mut fields = [&REQUEST, more].concat();
    fields.sort_unstable();
    fields
}

#[test]
fn a_request_has_the_required_fields_of_the_conventions() {
    let spans = spans_of_call([ScriptedResponse::json(200, r#"{"id": 1, "name": "canary"}"#)]);
    let call = vec!["otel.kind=internal", "otel.name=getPet"];
    assert_eq!(spans, [call, request(&["http.response.status_code=200"])]);
}

#[test]
fn each_request_has_a_span_with_its_own_failure() {
    let responses = [
        ScriptedResponse::Failure(Phase::Connect),
        ScriptedResponse::new(500, "text/canary", "canary"),
        ScriptedResponse::new(404, "text/canary", "canary"),
    ];
    let error = "otel.status_code=ERROR";
    let expected = [
        vec!["error.type=404", "otel.kind=internal", "otel.name=getPet", error],
        request(&["error.type=connect", error]),
        request(&[
            "error.type=500",
            "http.request.resend_count=1",
            "http.response.status_code=500",
            error,
        ]),
        request(&[
            "error.type=404",
            "http.request.resend_count=2",
            "http.response.status_code=404",
            error,
        ]),
    ];
    assert_eq!(spans_of_call(responses), expected);
}

#[test]
fn a_dropped_request_and_its_call_end_as_dropped() {
    let harness = harness([ScriptedResponse::Hang]);
    let client = harness.client();
    let mut call = Box::pin(get_pet(&client, "1", CallOptions::new()));
    assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(call);
    let [call, request] = &spans()[..] else { panic!("there was one request") };
    for span in [call, request] {
        let dropped = |field: &&String| *field == "error.type=dropped";
        assert_eq!(span.iter().filter(dropped).count(), 1, "{span:?}");
    }
}

#[test]
fn a_method_that_the_conventions_do_not_know_is_other() {
    let harness = harness([ScriptedResponse::empty(204)]);
    let method = Method::from_bytes(b"COPY").unwrap();
    let client = harness.client();
    let request = client.request(operation(|it| it.method = method));
    harness.run(client.execute::<()>(request, CallOptions::new())).unwrap();
    let [_, request] = &spans()[..] else { panic!("there was one request") };
    let expected =
        ["http.request.method=_OTHER", "http.request.method_original=COPY", "otel.name=HTTP /pets"];
    assert!(expected.iter().all(|field| request.iter().any(|it| it == field)), "{request:?}");
}
