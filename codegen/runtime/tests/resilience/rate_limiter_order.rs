//! The rate limiter with responses that arrive out of order, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::{CallOptions, ClientBuilder};
use crate::runtime::resilience::{RateLimiter, Retry};
use crate::runtime::system::Timeout;
use tokio::task::JoinSet;

use crate::tests::support::api::{API, operation};
use crate::tests::support::delayed_transport::{DelayedResponse, DelayedTransport};
use crate::tests::support::paused_clock;
use crate::tests::support::random::Always;

/// When requests are sent, in milliseconds, for calls that start at the given times.
fn sent(started: &[u64], responses: &[DelayedResponse]) -> Vec<u128> {
    paused_clock::run(async {
        let server = Arc::new(DelayedTransport::new(responses));
        let client = ClientBuilder::new(&API)
            .server_variable("org", "acme")
            .transport(server.clone())
            .clock(server.clock.clone())
            .random(Arc::new(Always(0)))
            .attempt_timeout(Timeout::Disabled)
            .operation_timeout(Timeout::Disabled)
            .retry(Retry::Disabled)
            .build()
            .unwrap();
        let mut calls = JoinSet::new();
        for at in started {
            let (client, at) = (client.clone(), Duration::from_millis(*at));
            calls.spawn(async move {
                tokio::time::sleep(at).await;
                client.execute::<()>(client.request(operation(|_| {})), CallOptions::new()).await
            });
        }
        calls.join_all().await;
        std::mem::take(&mut *server.sent.lock().unwrap())
    })
}

const NO_HEADERS: &[(&str, &str)] = &[];

const fn ok(delay: u64) -> DelayedResponse {
    (delay, 200, NO_HEADERS)
}

const fn rejected(delay: u64) -> DelayedResponse {
    (delay, 429, NO_HEADERS)
}

#[test]
fn a_429_blocks_once_for_requests_sent_together() {
    let responses = [ok(0), rejected(100), rejected(200), rejected(300), ok(0), ok(0)];
    let sent = sent(&[0, 10, 11, 12, 500, 2_000], &responses);
    assert_eq!(sent, [0, 10, 11, 12, 1_110, 2_000]);
}

#[test]
fn a_later_429_can_extend_the_delay() {
    let retry_after: DelayedResponse = (200, 429, &[("retry-after", "3")]);
    let responses = [ok(0), rejected(100), retry_after, rejected(300), ok(0)];
    assert_eq!(sent(&[0, 10, 11, 12, 500], &responses), [0, 10, 11, 12, 3_211]);
    // A shorter `Retry-After` changes nothing.
    let retry_after: DelayedResponse = (200, 429, &[("retry-after", "0")]);
    let responses = [ok(0), rejected(100), retry_after, rejected(300), ok(0)];
    assert_eq!(sent(&[0, 10, 11, 12, 500], &responses), [0, 10, 11, 12, 1_110]);
}

#[test]
fn a_429_for_the_probe_doubles_the_backoff() {
    let responses = [ok(0), rejected(100), rejected(100), ok(0)];
    assert_eq!(sent(&[0, 10, 500, 1_500], &responses), [0, 10, 1_110, 3_210]);
}

#[test]
fn calls_are_admitted_in_growing_numbers_after_a_429_and_all_at_the_next_response() {
    // Without a response, one call after the wait, and twice as many in each further second.
    let slow = std::iter::repeat_n(ok(60_000), 8);
    let responses: Vec<_> = [ok(0), rejected(0)].into_iter().chain(slow).collect();
    let started = [0, 10, 100, 100, 100, 100, 100, 100, 100, 100];
    let expected = [0, 10, 1_010, 2_010, 2_010, 3_010, 3_010, 3_010, 3_010, 4_010];
    assert_eq!(sent(&started, &responses), expected);
    // A response, also one of a failed server, ends it.
    for status in [200, 404, 500] {
        let first: DelayedResponse = (200, status, NO_HEADERS);
        let responses = [ok(0), rejected(0), first, ok(0), ok(0), ok(0)];
        let sent = sent(&[0, 10, 100, 100, 100, 100], &responses);
        assert_eq!(sent, [0, 10, 1_010, 1_210, 1_210, 1_210]);
    }
    // A response to a request from before the 429 does not.
    let responses = [ok(0), ok(1_500), rejected(100), ok(10_000), ok(0), ok(0)];
    let sent = sent(&[0, 10, 11, 500, 1_000, 1_001], &responses);
    assert_eq!(sent, [0, 10, 11, 1_111, 2_111, 2_111]);
}

#[test]
fn a_slow_request_holds_up_no_other() {
    assert_eq!(sent(&[0, 10, 20], &[ok(25_000), ok(0), ok(0)]), [0, 10, 20]);
}

#[test]
fn a_failing_server_without_a_limit_receives_all_calls() {
    let failed: DelayedResponse = (10_000, 500, NO_HEADERS);
    assert_eq!(sent(&[0; 40], &[failed; 40]), [0; 40]);
}

#[test]
fn a_success_sent_before_the_429_does_not_reset_the_backoff() {
    let responses = [ok(0), ok(500), rejected(100), rejected(100), ok(0)];
    assert_eq!(sent(&[0, 10, 11, 500, 1_500], &responses), [0, 10, 11, 1_111, 3_211]);
}

#[test]
fn in_flight_requests_count_when_the_limit_becomes_known() {
    let announced: DelayedResponse = (
        100,
        200,
        &[("x-ratelimit-limit", "3"), ("x-ratelimit-remaining", "3"), ("x-ratelimit-reset", "60")],
    );
    let responses = [ok(0), ok(100_000), rejected(100), announced, ok(100_000), ok(0)];
    // The request in flight and one more leave only the reserve.
    let sent = sent(&[0, 10, 11, 500, 1_300, 1_301], &responses);
    assert_eq!(sent[..5], [0, 10, 11, 1_111, 1_300]);
    assert!(sent[5] >= 61_000, "{sent:?}");
}

#[test]
fn rate_limit_headers_do_not_unblock_after_a_429() {
    let announced: DelayedResponse = (
        200,
        200,
        &[("x-ratelimit-limit", "9"), ("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "60")],
    );
    let responses = [ok(0), announced, rejected(100), ok(0)];
    assert_eq!(sent(&[0, 10, 11, 500], &responses), [0, 10, 11, 1_111]);
}

#[test]
fn a_slow_response_belongs_to_the_window_of_its_request() {
    let first: DelayedResponse = (
        0,
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "10")],
    );
    // The response was written within the first window and arrives in the second.
    let slow: DelayedResponse = (
        15_000,
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "9")],
    );
    let responses = [first, slow, ok(0), ok(0)];
    assert_eq!(sent(&[0, 10, 11_000, 16_000], &responses), [0, 10, 11_000, 16_000]);
}

#[test]
fn a_reset_that_differs_by_two_seconds_is_the_same_window() {
    let first: DelayedResponse = (
        0,
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "10")],
    );
    // The earliest possible reset is 12 seconds after the start, 2 seconds after the first window.
    let slow: DelayedResponse = (
        14_000,
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "11")],
    );
    let responses = [first, slow, ok(0), ok(0)];
    assert_eq!(sent(&[0, 1_000, 11_000, 16_000], &responses), [0, 1_000, 11_000, 16_000]);
}

#[test]
fn debug_shows_the_limit_state() {
    assert!(format!("{:?}", RateLimiter::new()).starts_with("RateLimiter(LimitState"));
}
