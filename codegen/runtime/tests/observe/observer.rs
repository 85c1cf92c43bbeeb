//! The events that an observer receives.

use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::observe::{Event, EventKind, Observer, Outcome};
use crate::runtime::request::{Explode, Style};
use crate::runtime::resilience::RateLimiting;
use crate::runtime::response::ErrorKind;
use crate::runtime::transport::Phase;
use http::StatusCode;

use crate::tests::support::Harness;
use crate::tests::support::api::{get_pet, operation};
use crate::tests::support::random::Always;
use crate::tests::support::transport::ScriptedResponse;

/// The kind, number of attempts and elapsed time of each event.
#[derive(Default)]
struct Recorder(Mutex<Vec<(EventKind, u32, Duration)>>);

impl Observer for Recorder {
    fn observe(&self, event: &Event<'_>) {
        assert_eq!(event.operation.id, "getPet");
        assert_eq!(event.server_address, "acme.api.example.com");
        self.0.lock().unwrap().push((event.kind, event.attempts, event.elapsed));
    }
}

fn with_recorder(
    responses: impl IntoIterator<Item = ScriptedResponse>,
) -> (Harness, Arc<Recorder>) {
    let recorder = Arc::new(Recorder::default());
    let mut harness = Harness::with_retries(responses);
    harness.builder = harness.builder.random(Arc::new(Always(u64::MAX))).observer(recorder.clone());
    (harness, recorder)
}

fn events(
    responses: impl IntoIterator<Item = ScriptedResponse>,
) -> Vec<(EventKind, u32, Duration)> {
    let (mut harness, recorder) = with_recorder(responses);
    harness.builder = harness.builder.rate_limiter(RateLimiting::Disabled);
    let _ = harness.run(get_pet(&harness.client(), "1", CallOptions::new()));
    std::mem::take(&mut *recorder.0.lock().unwrap())
}

const fn response(status: StatusCode) -> Outcome {
    Outcome::Response(status)
}

#[test]
fn a_successful_call_emits_four_events() {
    let recorded = events([ScriptedResponse::json(200, r#"{"id": 1}"#)]);
    let ok = response(StatusCode::OK);
    let zero = Duration::ZERO;
    let expected = [
        (EventKind::CallStarted, 0, zero),
        (EventKind::AttemptStarted, 1, zero),
        (EventKind::AttemptEnded(ok), 1, zero),
        (EventKind::CallEnded(ok), 1, zero),
    ];
    assert_eq!(recorded, expected);
}

#[test]
fn each_attempt_and_each_backoff_is_observed() {
    let recorded = events([
        ScriptedResponse::Failure(Phase::Exchange),
        ScriptedResponse::empty(500),
        ScriptedResponse::empty(404),
    ]);
    let at = Duration::from_millis;
    let lost = Outcome::Failed(ErrorKind::Transport, None);
    let failed = response(StatusCode::INTERNAL_SERVER_ERROR);
    let missing = response(StatusCode::NOT_FOUND);
    let expected = [
        (EventKind::CallStarted, 0, at(0)),
        (EventKind::AttemptStarted, 1, at(0)),
        (EventKind::AttemptEnded(lost), 1, at(0)),
        (EventKind::Retrying(at(250)), 1, at(0)),
        (EventKind::AttemptStarted, 2, at(250)),
        (EventKind::AttemptEnded(failed), 2, at(250)),
        (EventKind::Retrying(at(500)), 2, at(250)),
        (EventKind::AttemptStarted, 3, at(750)),
        (EventKind::AttemptEnded(missing), 3, at(750)),
        (EventKind::CallEnded(missing), 3, at(750)),
    ];
    assert_eq!(recorded, expected);
}

#[test]
fn a_rate_limit_delay_is_observed() {
    let limit =
        [("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "1"), ("x-ratelimit-reset", "30")];
    let (harness, recorder) = with_recorder([
        ScriptedResponse::with_headers(404, &limit, []),
        ScriptedResponse::empty(404),
    ]);
    let client = harness.client();
    for _ in 0..2 {
        let _ = harness.run(get_pet(&client, "1", CallOptions::new()));
    }
    let events = recorder.0.lock().unwrap();
    let waits = events.iter().filter(|(kind, ..)| matches!(kind, EventKind::RateLimited(_)));
    let wait = Duration::from_millis(30_250);
    assert_eq!(waits.collect::<Vec<_>>(), [&(EventKind::RateLimited(wait), 0, wait)]);
}

#[test]
fn a_rejected_call_emits_an_end_event() {
    let (harness, recorder) = with_recorder([]);
    let _ = harness.run(get_pet(&harness.client(), "..", CallOptions::new()));
    let rejected = Outcome::Failed(ErrorKind::InvalidRequest, None);
    let expected = [
        (EventKind::CallStarted, 0, Duration::ZERO),
        (EventKind::CallEnded(rejected), 0, Duration::ZERO),
    ];
    assert_eq!(*recorder.0.lock().unwrap(), expected);
}

/// The events after a call is dropped while it is pending.
fn events_of_dropped(response: ScriptedResponse) -> Vec<(EventKind, u32, Duration)> {
    let (harness, recorder) = with_recorder([response]);
    let client = harness.client();
    let mut call = Box::pin(get_pet(&client, "1", CallOptions::new()));
    assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(call);
    std::mem::take(&mut *recorder.0.lock().unwrap())
}

#[test]
fn a_dropped_attempt_emits_its_end_before_that_of_the_call() {
    let zero = Duration::ZERO;
    let expected = [
        (EventKind::CallStarted, 0, zero),
        (EventKind::AttemptStarted, 1, zero),
        (EventKind::AttemptEnded(Outcome::Dropped), 1, zero),
        (EventKind::CallEnded(Outcome::Dropped), 1, zero),
    ];
    assert_eq!(events_of_dropped(ScriptedResponse::Hang), expected);
}

#[test]
fn a_call_that_is_dropped_between_attempts_has_no_attempt_to_end() {
    let zero = Duration::ZERO;
    let failed = response(StatusCode::SERVICE_UNAVAILABLE);
    let expected = [
        (EventKind::CallStarted, 0, zero),
        (EventKind::AttemptStarted, 1, zero),
        (EventKind::AttemptEnded(failed), 1, zero),
        (EventKind::Retrying(Duration::from_millis(250)), 1, zero),
        (EventKind::CallEnded(Outcome::Dropped), 1, zero),
    ];
    assert_eq!(events_of_dropped(ScriptedResponse::empty(503)), expected);
}

#[test]
fn an_outcome_has_a_status_and_an_error_type() {
    let gateway = StatusCode::BAD_GATEWAY;
    let table = [
        (response(StatusCode::OK), Some(StatusCode::OK), None),
        (response(StatusCode::FOUND), Some(StatusCode::FOUND), None),
        (response(StatusCode::BAD_REQUEST), Some(StatusCode::BAD_REQUEST), Some("400")),
        (response(gateway), Some(gateway), Some("502")),
        (Outcome::Failed(ErrorKind::Timeout, None), None, Some("timeout")),
        (
            Outcome::Failed(ErrorKind::BodyTooLarge, Some(gateway)),
            Some(gateway),
            Some("body_too_large"),
        ),
        (Outcome::Dropped, None, Some("dropped")),
    ];
    for (outcome, status, error_type) in table {
        assert_eq!((outcome.status(), outcome.error_type()), (status, error_type));
    }
}

#[test]
fn the_server_address_has_no_port() {
    struct Host(Mutex<Vec<String>>);
    impl Observer for Host {
        fn observe(&self, event: &Event<'_>) {
            self.0.lock().unwrap().push(event.server_address.to_owned());
        }
    }
    let urls = [
        ("https://example.com/v1", "example.com"),
        ("https://example.com:8443", "example.com"),
        ("http://[::1]:8080/", "[::1]"),
        ("http://[::1]", "[::1]"),
        ("http://127.0.0.1:80", "127.0.0.1"),
    ];
    for (url, host) in urls {
        let observer = Arc::new(Host(Mutex::default()));
        let harness = Harness::new([ScriptedResponse::empty(200)]);
        let client =
            harness.builder.clone().base_url(url).observer(observer.clone()).build().unwrap();
        let mut request = client.request(operation(|_| {}));
        request.query("q", Style::Form, Explode::Yes, "canary");
        harness.run(client.execute::<()>(request, CallOptions::new())).unwrap();
        assert!(observer.0.lock().unwrap().iter().all(|address| address == host), "{url}");
    }
}
