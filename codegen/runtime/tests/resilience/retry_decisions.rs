//! Predicates that decide which failed attempts are retried, and the bounds that hold nevertheless.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::StatusCode;

use crate::runtime::client::CallOptions;
use crate::runtime::request::{Idempotence, RequestBody};
use crate::runtime::resilience::{FailedRequest, RetryDecision, RetryPolicy};
use crate::runtime::transport::Phase;

use crate::tests::support::Harness;
use crate::tests::support::api::operation;
use crate::tests::support::transport::ScriptedResponse;

type Decide = fn(&FailedRequest<'_>) -> RetryDecision;

/// The number of requests of a call that fails so, with an operation that is not idempotent.
fn requests(decide: Decide, failure: fn() -> ScriptedResponse) -> usize {
    let mut harness = Harness::with_retries((0..4).map(|_| failure()));
    harness.builder = harness.builder.retry(RetryPolicy::new().decide(decide));
    let client = harness.client();
    let post = operation(|operation| operation.idempotence = Idempotence::NotIdempotent);
    let call = client.execute::<()>(client.request(post), CallOptions::new());
    let _ = harness.run(call);
    harness.transport.count()
}

fn busy() -> ScriptedResponse {
    ScriptedResponse::json(409, r#"{"code": "locked"}"#)
}

fn lost() -> ScriptedResponse {
    ScriptedResponse::Failure(Phase::Exchange)
}

#[test]
fn a_predicate_retries_what_the_client_does_not() {
    let conflicts: Decide = |failed| match failed.status() {
        Some(StatusCode::CONFLICT) => RetryDecision::Retry,
        _ => RetryDecision::Default,
    };
    assert_eq!(requests(conflicts, busy), 4);
    assert_eq!(requests(conflicts, lost), 1);
    assert_eq!(requests(|_| RetryDecision::Retry, lost), 4);
    let by_body: Decide = |failed| {
        let is_locked = failed.raw_body().is_some_and(|body| body.ends_with(b"\"locked\"}"));
        if is_locked { RetryDecision::Retry } else { RetryDecision::Stop }
    };
    assert_eq!(requests(by_body, busy), 4);
}

#[test]
fn a_predicate_stops_what_the_client_retries() {
    let limited = || ScriptedResponse::empty(429);
    assert_eq!(requests(|_| RetryDecision::Default, limited), 4);
    assert_eq!(requests(|_| RetryDecision::Stop, limited), 1);
}

#[test]
fn a_predicate_sees_each_failed_attempt_and_no_success() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let policy = RetryPolicy::new().decide(move |failed| {
        let kind = failed.error().map(crate::Error::is_connect);
        let server = failed.headers().is_some_and(|headers| headers.contains_key("server"));
        log.lock().unwrap().push((failed.operation().id, failed.attempts(), kind, server));
        RetryDecision::Default
    });
    let harness = Harness::with_retries([
        ScriptedResponse::Failure(Phase::Connect),
        ScriptedResponse::with_headers(503, &[("server", "a")], []),
        ScriptedResponse::empty(204),
    ]);
    let client = harness.client();
    let options = CallOptions::new().retry(policy);
    let request = client.request(operation(|_| {}));
    harness.run(client.execute::<()>(request, options)).unwrap();
    let expected = [("getPet", 1, Some(true), false), ("getPet", 2, None, true)];
    assert_eq!(*seen.lock().unwrap(), expected);
}

#[test]
fn the_bounds_of_the_policy_hold_whatever_a_predicate_decides() {
    let retry = || RetryPolicy::new().decide(|_| RetryDecision::Retry);
    let count = |policy: RetryPolicy, failure: fn() -> ScriptedResponse, body: RequestBody| {
        let harness = Harness::with_retries((0..9).map(|_| failure()));
        let client = harness.client();
        let mut request = client.request(operation(|_| {}));
        request.bytes("text/plain", body);
        let _ = harness.run(client.execute::<()>(request, CallOptions::new().retry(policy)));
        harness.transport.count()
    };
    let whole = || RequestBody::from("text");
    assert_eq!(count(retry().max_attempts(2), busy, whole()), 2);
    assert_eq!(count(retry(), busy, RequestBody::reader(&b"text"[..])), 1);
    let later = || ScriptedResponse::with_headers(409, &[("retry-after", "61")], []);
    assert_eq!(count(retry(), later, whole()), 1);
    assert_eq!(count(retry().max_retry_after(Duration::from_secs(61)), later, whole()), 2);
}

#[test]
fn policies_with_a_predicate_are_equal_to_their_clones_only() {
    let policy = || RetryPolicy::new().decide(|_| RetryDecision::Default);
    let one = policy();
    assert_eq!(one, one.clone());
    assert_ne!(one, policy());
    assert_ne!(one, RetryPolicy::new());
}
