//! Streams of events that are opened again.

use std::time::Duration;

use crate::runtime::client::{CallOptions, Client};
use crate::runtime::response::{Error, ErrorKind, Response};
use crate::runtime::streams::{EventForm, EventStream, ReconnectingEvents, Reconnection};
use crate::runtime::transport::Phase;

use super::cancellation::interrupted;
use crate::tests::support::Harness;
use crate::tests::support::api::operation;
use crate::tests::support::random::Always;
use crate::tests::support::transport::{ScriptedResponse, Step};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The call of an operation, as it is generated.
async fn open(
    client: Client,
    options: CallOptions,
) -> Result<Response<EventStream<String>>, Error<()>> {
    let mut request = client.request(operation(|_| {}));
    request.stream(200..=200, "*/*");
    let response = client.execute(request, options).await?;
    match response.status().as_u16() {
        200 => Ok(response.events(EventForm::Text, Some("[DONE]"))),
        _ => Err(response.unexpected()),
    }
}

/// The method of a request, as it is generated.
fn reconnecting(harness: &Harness, policy: Reconnection) -> ReconnectingEvents<String, ()> {
    let client = harness.client();
    ReconnectingEvents::new(policy, client.system(), move |id| {
        let options = CallOptions::new().max_response_bytes(64);
        let with_id = |id| options.clone().header("Last-Event-ID", id);
        Box::pin(open(client.clone(), id.map_or_else(|| options.clone(), with_id)))
    })
}

/// A client without jitter.
fn harness(responses: impl IntoIterator<Item = ScriptedResponse>) -> Harness {
    let mut harness = Harness::new(responses);
    harness.builder = harness.builder.random(std::sync::Arc::new(Always(0)));
    harness
}

fn connection(text: &str, end: Option<Phase>) -> ScriptedResponse {
    let steps = [Step::Chunk(text.to_owned().into())];
    ScriptedResponse::with_headers(200, &[], steps.into_iter().chain(end.map(Step::Failure)))
}

/// The header of each request.
fn ids(harness: &Harness) -> Vec<Option<String>> {
    let requests = harness.transport.requests();
    let id = |request: &http::Request<_>| {
        Some(request.headers().get("last-event-id")?.to_str().ok()?.to_owned())
    };
    requests.iter().map(id).collect()
}

fn next(harness: &Harness, events: &mut ReconnectingEvents<String, ()>) -> Option<String> {
    harness.run(events.next()).unwrap()
}

#[test]
fn a_new_connection_continues_after_the_last_complete_event() {
    let harness = harness([
        connection("id: 1\ndata: a\n\nid: 2\n\nid: 3\nevent: x\ndata: lost", Some(Phase::Body)),
        connection("data: b\n\nid: 4\ndata: c\n\n", None),
        connection("data: d\n\ndata: [DONE]\n\n", None),
    ]);
    let mut events = reconnecting(&harness, Reconnection::default());
    assert_eq!(next(&harness, &mut events).unwrap(), "a");
    assert_eq!(next(&harness, &mut events).unwrap(), "b");
    assert_eq!((events.last_event_id(), events.event_type()), (Some("2"), "message"));
    assert_eq!(harness.clock.elapsed(), seconds(3));
    assert_eq!(next(&harness, &mut events).unwrap(), "c");
    assert_eq!(next(&harness, &mut events).unwrap(), "d");
    assert_eq!(next(&harness, &mut events), None);
    assert_eq!(next(&harness, &mut events), None);
    assert_eq!(ids(&harness), [None, Some("2".to_owned()), Some("4".to_owned())]);
}

#[test]
fn a_silent_connection_is_left() {
    let silent = [Step::Chunk("data: a\n\n".into()), Step::Pause(seconds(500))];
    let silent = ScriptedResponse::with_headers(200, &[], silent);
    let harness = harness([silent, connection("data: b\n\n", None)]);
    let mut events = reconnecting(&harness, Reconnection::default());
    assert_eq!(next(&harness, &mut events).unwrap(), "a");
    assert_eq!(next(&harness, &mut events).unwrap(), "b");
    assert_eq!(harness.clock.elapsed(), seconds(120 + 3));
}

#[test]
fn a_response_without_content_ends_the_stream() {
    let harness = harness([connection("data: a\n\n", None), ScriptedResponse::empty(204)]);
    let mut events = reconnecting(&harness, Reconnection::default());
    assert_eq!(next(&harness, &mut events).unwrap(), "a");
    assert_eq!(next(&harness, &mut events), None);
    assert_eq!((next(&harness, &mut events), harness.transport.count()), (None, 2));
}

#[test]
fn the_wait_is_that_of_the_server_within_bounds() {
    for (retry, waited) in [("20000", 20_000), ("0", 100), ("999999999999", 60_000), ("x", 3_000)] {
        let first = format!("retry: {retry}\ndata: a\n\n");
        let harness = harness([connection(&first, None), connection("data: b\n\n", None)]);
        let mut events = reconnecting(&harness, Reconnection::default());
        next(&harness, &mut events).unwrap();
        next(&harness, &mut events).unwrap();
        assert_eq!(harness.clock.elapsed(), Duration::from_millis(waited), "{retry}");
    }
}

#[test]
fn the_wait_doubles_until_an_event_arrives_and_is_prolonged_by_jitter() {
    let empty = || connection(": nothing\n", None);
    let responses =
        [connection("data: a\n\n", None), empty(), empty(), connection("data: b\n\n", None)];
    for (random, waited) in [(0, 3 + 6 + 12), (u64::MAX, 3 + 6 + 12 + 21 / 4)] {
        let responses = responses.iter().map(clone);
        let mut harness = Harness::new(responses);
        harness.builder = harness.builder.random(std::sync::Arc::new(Always(random)));
        let mut events = reconnecting(&harness, Reconnection::default());
        next(&harness, &mut events).unwrap();
        assert_eq!(next(&harness, &mut events).unwrap(), "b");
        assert_eq!(harness.clock.elapsed().as_secs(), waited);
    }
}

#[test]
fn attempts_without_an_event_are_limited() {
    let policy = Reconnection::default().max_attempts(2).delay(seconds(1)).max_delay(seconds(1));
    let first = || connection("data: a\n\n", None);
    let broken = || connection("", Some(Phase::Body));
    let server = harness([first(), broken(), broken(), first()]);
    let mut events = reconnecting(&server, policy);
    next(&server, &mut events).unwrap();
    let error = server.run(events.next()).unwrap_err();
    assert_eq!((error.kind(), server.transport.count()), (ErrorKind::Transport, 3));
    assert_eq!(server.clock.elapsed(), seconds(2));
    assert_eq!(next(&server, &mut events).unwrap(), "a", "the next call connects again");
    let server = harness([first(), connection("", None), connection("", None)]);
    let mut events = reconnecting(&server, policy);
    next(&server, &mut events).unwrap();
    assert_eq!((next(&server, &mut events), next(&server, &mut events)), (None, None));
}

#[test]
fn the_first_connection_and_refusals_fail_at_once() {
    let harness = harness([
        ScriptedResponse::empty(503),
        connection("data: a\n\n", None),
        ScriptedResponse::empty(503),
        ScriptedResponse::empty(403),
    ]);
    let mut events = reconnecting(&harness, Reconnection::default());
    assert_eq!(harness.run(events.next()).unwrap_err().status().unwrap(), 503);
    assert_eq!(next(&harness, &mut events).unwrap(), "a");
    assert_eq!(harness.run(events.next()).unwrap_err().status().unwrap(), 403);
    assert_eq!(harness.transport.count(), 4);
}

#[test]
fn a_dropped_read_loses_no_event_between_connections() {
    let slow = |text: &str| {
        let bytes = text.bytes().map(|byte| Step::Chunk(vec![byte].into()));
        let steps = bytes.flat_map(|byte| [Step::Pause(Duration::from_millis(1)), byte]);
        ScriptedResponse::with_headers(200, &[], steps)
    };
    let harness = harness([slow("id: 1\ndata: a\n\ndata: lo"), slow("data: b\ndata: c\n\n")]);
    let mut events = reconnecting(&harness, Reconnection::default());
    for expected in ["a", "b\nc"] {
        let event = interrupted(&harness, async || events.next().await);
        assert_eq!(event.unwrap().unwrap(), expected);
    }
    assert_eq!(ids(&harness), [None, Some("1".to_owned())]);
}

/// The same response again.
fn clone(response: &ScriptedResponse) -> ScriptedResponse {
    let ScriptedResponse::Head(head, steps) = response else { panic!("not a response") };
    let steps = steps.iter().map(|step| match step {
        Step::Chunk(chunk) => Step::Chunk(chunk.clone()),
        Step::Pause(pause) => Step::Pause(*pause),
        Step::Failure(phase) => Step::Failure(*phase),
    });
    let copy = http::Response::builder().status(head.status()).body(()).unwrap();
    ScriptedResponse::Head(copy, steps.collect())
}
