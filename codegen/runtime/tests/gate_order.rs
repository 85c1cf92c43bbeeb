//! Answers that arrive in another order than their requests were sent, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::{CallOptions, ClientBuilder};
use crate::runtime::resilience::{RateLimiter, Retry};
use crate::runtime::system::Timeout;
use tokio::task::JoinSet;

use crate::tests::support::api::{API, operation};
use crate::tests::support::delayed::{Delayed, DelayedTransport};
use crate::tests::support::paused;
use crate::tests::support::random::Always;

/// When requests are sent, in milliseconds, that are wanted at those times and have those answers.
fn sent(wanted: &[u64], answers: &[Delayed]) -> Vec<u128> {
    paused::run(async {
        let server = Arc::new(DelayedTransport::new(answers));
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
        for at in wanted {
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

const NOTHING: &[(&str, &str)] = &[];

const fn quiet(delay: u64) -> Delayed {
    (delay, 200, NOTHING)
}

const fn refused(delay: u64) -> Delayed {
    (delay, 429, NOTHING)
}

#[test]
fn of_requests_that_were_sent_together_one_refusal_closes() {
    let answers = [quiet(0), refused(100), refused(200), refused(300), quiet(0), quiet(0)];
    let sent = sent(&[0, 10, 11, 12, 500, 2_000], &answers);
    assert_eq!(sent, [0, 10, 11, 12, 1_110, 2_000]);
}

#[test]
fn a_later_refusal_may_ask_for_more_time() {
    let asks: Delayed = (200, 429, &[("retry-after", "3")]);
    let answers = [quiet(0), refused(100), asks, refused(300), quiet(0)];
    assert_eq!(sent(&[0, 10, 11, 12, 500], &answers), [0, 10, 11, 12, 3_211]);
    // Or for less, which changes nothing.
    let asks: Delayed = (200, 429, &[("retry-after", "0")]);
    let answers = [quiet(0), refused(100), asks, refused(300), quiet(0)];
    assert_eq!(sent(&[0, 10, 11, 12, 500], &answers), [0, 10, 11, 12, 1_110]);
}

#[test]
fn the_refusal_of_a_request_that_found_out_doubles() {
    let answers = [quiet(0), refused(100), refused(100), quiet(0)];
    assert_eq!(sent(&[0, 10, 500, 1_500], &answers), [0, 10, 1_110, 3_210]);
}

#[test]
fn only_the_request_that_finds_out_opens() {
    // The second one is sent before the refusal and answered long after it.
    let answers = [quiet(0), quiet(5_000), refused(100), quiet(10_000), quiet(0), quiet(0)];
    let sent = sent(&[0, 10, 11, 500, 2_000, 2_001], &answers);
    assert_eq!(sent, [0, 10, 11, 1_111, 11_111, 11_111]);
}

#[test]
fn an_old_success_does_not_end_the_doubling() {
    let answers = [quiet(0), quiet(500), refused(100), refused(100), quiet(0)];
    assert_eq!(sent(&[0, 10, 11, 500, 1_500], &answers), [0, 10, 11, 1_111, 3_211]);
}

#[test]
fn requests_without_an_answer_count_when_the_limit_becomes_known() {
    let told: Delayed = (
        100,
        200,
        &[("x-ratelimit-limit", "3"), ("x-ratelimit-remaining", "3"), ("x-ratelimit-reset", "60")],
    );
    let answers = [quiet(0), quiet(100_000), refused(100), told, quiet(100_000), quiet(0)];
    // The one that waits for its answer and one more leave the reserve.
    let sent = sent(&[0, 10, 11, 500, 1_300, 1_301], &answers);
    assert_eq!(sent[..5], [0, 10, 11, 1_111, 1_300]);
    assert!(sent[5] >= 61_000, "{sent:?}");
}

#[test]
fn an_announcement_does_not_open_what_a_refusal_has_closed() {
    let told: Delayed = (
        200,
        200,
        &[("x-ratelimit-limit", "9"), ("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "60")],
    );
    let answers = [quiet(0), told, refused(100), quiet(0)];
    assert_eq!(sent(&[0, 10, 11, 500], &answers), [0, 10, 11, 1_111]);
}

#[test]
fn a_slow_answer_is_of_the_window_in_which_its_request_was_sent() {
    let first: Delayed = (
        0,
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "10")],
    );
    // It was written within the first window, and arrives in the second.
    let slow: Delayed = (
        15_000,
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "9")],
    );
    let answers = [first, slow, quiet(0), quiet(0)];
    assert_eq!(sent(&[0, 10, 11_000, 16_000], &answers), [0, 10, 11_000, 16_000]);
}

#[test]
fn an_answer_that_is_two_seconds_off_is_of_the_same_window() {
    let first: Delayed = (
        0,
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "10")],
    );
    // At the earliest it means 12 seconds after the beginning, and 2 after the end of the first.
    let slow: Delayed = (
        14_000,
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "11")],
    );
    let answers = [first, slow, quiet(0), quiet(0)];
    assert_eq!(sent(&[0, 1_000, 11_000, 16_000], &answers), [0, 1_000, 11_000, 16_000]);
}

#[test]
fn a_gate_shows_what_it_knows() {
    assert!(format!("{:?}", RateLimiter::new()).starts_with("RateLimiter(LimitState"));
}
