//! How long the rate limiter delays sequential calls after responses with rate-limit headers.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::resilience::{RateLimiting, Retry, RetryPolicy};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::Timeout;
use crate::runtime::transport::Phase;

use crate::tests::support::Harness;
use crate::tests::support::api::operation;
use crate::tests::support::clock::START_TIME;
use crate::tests::support::random::Always;
use crate::tests::support::transport::{ScriptedResponse, Step};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const JITTER: Duration = Duration::from_millis(250);

fn announced(limit: u64, remaining: u64, reset: u64) -> ScriptedResponse {
    with_rate_limit(200, &limit.to_string(), &remaining.to_string(), &reset.to_string())
}

fn with_rate_limit(status: u16, limit: &str, remaining: &str, reset: &str) -> ScriptedResponse {
    let headers = [
        ("x-ratelimit-limit", limit),
        ("x-ratelimit-remaining", remaining),
        ("x-ratelimit-reset", reset),
    ];
    ScriptedResponse::with_headers(status, &headers, [])
}

/// A harness with a rate limiter and a constant jitter.
fn rate_limited(responses: impl IntoIterator<Item = ScriptedResponse>, jitter: u64) -> Harness {
    let mut harness = Harness::new(responses);
    harness.builder = harness
        .builder
        .rate_limiter(RateLimiting::default())
        .random(Arc::new(Always(jitter)))
        .operation_timeout(Timeout::Disabled);
    harness
}

fn call(harness: &Harness, client: &crate::runtime::client::Client) -> Result<u16, Error> {
    let request = client.request(operation(|_| {}));
    harness
        .run(client.execute(request, CallOptions::new()))
        .map(|response| response.status().as_u16())
}

/// The delay of each of several sequential calls.
fn waits(responses: impl IntoIterator<Item = ScriptedResponse>, jitter: u64) -> Vec<Duration> {
    let responses: Vec<_> = responses.into_iter().collect();
    let count = responses.len();
    let harness = rate_limited(responses, jitter);
    let client = harness.client();
    let wait = |_| {
        let before = harness.clock.elapsed();
        let _ = call(&harness, &client);
        harness.clock.elapsed().saturating_sub(before)
    };
    (0..count).map(wait).collect()
}

/// The delay of the call after this response.
fn wait_after(response: ScriptedResponse) -> Duration {
    waits([response, ScriptedResponse::empty(200)], 0)[1]
}

#[test]
fn calls_without_an_announced_limit_are_not_delayed() {
    let waits = waits((0..100).map(|_| ScriptedResponse::empty(200)), u64::MAX);
    assert!(waits.iter().all(Duration::is_zero));
}

#[test]
fn the_reserve_is_a_tenth_rounded_up_at_least_one_and_less_than_the_limit() {
    for (limit, reserve) in
        [(1, 0), (2, 1), (5, 1), (10, 1), (11, 2), (20, 2), (21, 3), (300, 30), (2_000, 200)]
    {
        assert_eq!(wait_after(announced(limit, reserve, 30)), seconds(30), "{limit}");
        assert_eq!(wait_after(announced(limit, reserve + 1, 30)), Duration::ZERO, "{limit}");
    }
    assert_eq!(wait_after(announced(0, 0, 30)), seconds(120));
    assert_eq!(wait_after(announced(u64::MAX, u64::MAX, 30)), Duration::ZERO);
    assert_eq!(wait_after(announced(u64::MAX, 0, 30)), seconds(30));
}

#[test]
fn at_the_reserve_calls_wait_for_the_reset_plus_jitter() {
    let responses = || [announced(10, 1, 30), announced(10, 9, 60), announced(10, 8, 60)];
    assert_eq!(waits(responses(), 0), [seconds(0), seconds(30), seconds(0)]);
    assert_eq!(waits(responses(), u64::MAX), [seconds(0), seconds(30) + JITTER, seconds(0)]);
    let half = Duration::from_millis(125);
    assert_eq!(waits(responses(), 1 << 63)[1], seconds(30) + half);
}

#[test]
fn all_reset_formats_are_parsed() {
    let now = START_TIME;
    let table = [
        ("30", seconds(30)),
        ("0", seconds(0)),
        (&(now + 30).to_string(), seconds(30)),
        (&(now - 30).to_string(), seconds(0)),
        (&((now + 30) * 1_000 + 500).to_string(), seconds(30) + Duration::from_millis(500)),
        (&((now - 30) * 1_000).to_string(), seconds(0)),
        ("999999999", seconds(120)),
        ("1000000000", seconds(0)),
        ("99999999999", seconds(120)),
        ("100000000000", seconds(0)),
        ("18446744073709551615", seconds(120)),
    ];
    for (text, wait) in table {
        assert_eq!(wait_after(with_rate_limit(200, "10", "1", text)), wait, "{text}");
    }
}

#[test]
fn an_absolute_reset_is_relative_to_the_date_header() {
    let headers = [
        ("x-ratelimit-limit", "10"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "784111800"),
        ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
    ];
    // Values before the year 2001 are taken as a number of seconds from now.
    assert_eq!(wait_after(ScriptedResponse::with_headers(200, &headers, [])), seconds(120));
    let headers = [
        ("x-ratelimit-limit", "10"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "1262304023"),
        ("date", "Fri, 01 Jan 2010 00:00:00 GMT"),
    ];
    assert_eq!(wait_after(ScriptedResponse::with_headers(200, &headers, [])), seconds(23));
}

#[test]
fn incomplete_or_malformed_headers_are_ignored() {
    let table = [
        ("", "1", "30"),
        ("10", "", "30"),
        ("10", "0", ""),
        ("10", "0", "soon"),
        ("10", "-1", "30"),
        ("ten", "0", "30"),
        ("10", "0.5", "30"),
        ("10, 10;w=60", "0", "30"),
        ("10", "0", "-30"),
        ("10", "0", "99999999999999999999"),
    ];
    for (limit, remaining, reset) in table {
        let wait = wait_after(with_rate_limit(200, limit, remaining, reset));
        assert_eq!(wait, Duration::ZERO, "{limit} {remaining} {reset}");
    }
    // The remaining count is capped at the limit.
    assert_eq!(wait_after(with_rate_limit(200, " 10 ", "99", "30")), Duration::ZERO);
}

#[test]
fn below_half_of_the_limit_calls_are_spread_over_the_window() {
    // At 50 of 100, calls are not paced yet.
    let calls = [announced(100, 50, 60), announced(100, 50, 60), announced(100, 50, 60)];
    assert_eq!(waits(calls, 0), [seconds(0); 3]);
    // 40 of 100 are 30 above the reserve: one call every 2 seconds.
    let calls = [40, 39, 38, 37].map(|left| announced(100, left, 60 - (40 - left) * 2));
    let expected = [seconds(0), seconds(0), seconds(2), seconds(2)];
    assert_eq!(waits(calls, u64::MAX), expected);
}

#[test]
fn pacing_never_waits_beyond_the_window_or_two_minutes() {
    // 2 of 10 are 1 above the reserve: the next call is sent now, the one after it at the reset.
    let calls = [announced(10, 2, 60), announced(10, 2, 60), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(60)]);
    // In a long window, the pacing delay is at most 2 minutes.
    let calls = [announced(10, 2, 6_000), announced(10, 2, 6_000), announced(10, 2, 6_000)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(120)]);
}

#[test]
fn waits_are_capped_at_two_minutes_and_then_one_probe_is_sent() {
    let calls = [announced(10, 0, 600), announced(10, 0, 480), announced(10, 9, 60)];
    assert_eq!(waits(calls, u64::MAX), [seconds(0), seconds(120), seconds(120)]);
    // The cap applies to the reset plus jitter.
    assert_eq!(waits([announced(10, 0, 119), announced(10, 0, 9)], 0)[1], seconds(119));
    assert_eq!(waits([announced(10, 0, 120), announced(10, 0, 9)], u64::MAX)[1], seconds(120));
}

#[test]
fn the_lowest_remaining_count_of_a_window_wins() {
    let calls = [announced(10, 1, 60), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(60)]);
    let calls = [announced(10, 3, 60), announced(10, 9, 60), announced(10, 9, 60)];
    // 2 above the reserve: one call now, and one after half of the window.
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(30)]);
}

#[test]
fn a_response_for_a_later_window_replaces_the_limit() {
    let calls = [announced(10, 9, 10), announced(10, 1, 60), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(60)]);
    // A reset up to 2 seconds later is taken as the same window.
    let calls = [announced(10, 2, 10), announced(10, 9, 12), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0)[2], seconds(10));
    let calls = [announced(10, 2, 10), announced(10, 9, 13), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0)[2], seconds(0));
}

#[test]
fn a_response_for_an_earlier_window_is_ignored() {
    let calls = [announced(10, 9, 60), announced(10, 0, 50), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0); 3]);
}

#[test]
fn responses_without_rate_limit_headers_count_as_requests() {
    let ok = || ScriptedResponse::empty(200);
    let lost = || ScriptedResponse::Failure(Phase::Exchange);
    let connect_failure = || ScriptedResponse::Failure(Phase::Connect);
    let calls = [announced(10, 9, 60), ok(), lost(), ok(), connect_failure(), ok()];
    // Six requests remain, one of which is the reserve, and then five.
    assert_eq!(waits(calls, 0), [seconds(0); 6]);
    let calls = [announced(3, 3, 60), ok(), ok(), ok()];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(0), seconds(60)]);
    let calls = [announced(3, 3, 60), lost(), ScriptedResponse::empty(502), ok()];
    assert_eq!(waits(calls, 0)[3], seconds(60));
    let calls =
        [announced(3, 3, 60), connect_failure(), connect_failure(), connect_failure(), ok()];
    assert_eq!(waits(calls, 0), [seconds(0); 5]);
}

#[test]
fn a_429_without_headers_blocks_with_exponential_backoff() {
    let calls = (0..9).map(|_| ScriptedResponse::empty(429)).chain([ScriptedResponse::empty(200)]);
    let expected = [0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map(seconds);
    assert_eq!(waits(calls, u64::MAX), expected);
}

#[test]
fn a_success_resets_the_backoff() {
    let calls = [429, 429, 200, 429, 200].map(ScriptedResponse::empty);
    assert_eq!(waits(calls, 0), [0, 1, 2, 0, 1].map(seconds));
    let calls = [429, 429, 503, 429, 200].map(ScriptedResponse::empty);
    assert_eq!(waits(calls, 0), [0, 1, 2, 0, 4].map(seconds));
}

#[test]
fn a_429_with_retry_after_blocks_for_that_long() {
    let retry_after = |text| ScriptedResponse::with_headers(429, &[("retry-after", text)], []);
    let table = [("7", 7), ("0", 1), ("120", 120), ("121", 120), ("99999", 120), ("soon", 1)];
    for (text, wait) in table {
        assert_eq!(wait_after(retry_after(text)), seconds(wait), "{text}");
    }
    assert_eq!(wait_after(retry_after("Tue, 14 Nov 2023 22:13:50 GMT")), seconds(30));
    let calls = [
        ScriptedResponse::empty(429),
        ScriptedResponse::empty(429),
        retry_after("1"),
        ScriptedResponse::empty(200),
    ];
    assert_eq!(waits(calls, 0), [0, 1, 2, 4].map(seconds));
}

#[test]
fn a_429_with_remaining_requests_does_not_block() {
    assert_eq!(wait_after(with_rate_limit(429, "10", "9", "60")), Duration::ZERO);
    assert_eq!(wait_after(with_rate_limit(429, "10", "0", "60")), seconds(60));
}

#[test]
fn a_429_without_headers_blocks_an_open_window() {
    let calls = [
        announced(10, 9, 60),
        ScriptedResponse::empty(429),
        announced(10, 9, 60),
        announced(10, 8, 60),
    ];
    assert_eq!(waits(calls, 0), [0, 0, 1, 0].map(seconds));
}

#[test]
fn a_call_that_cannot_be_sent_before_its_deadline_fails_at_once() {
    for (response, wait) in [
        (announced(10, 0, 50), seconds(50)),
        (announced(10, 0, 500), seconds(120)),
        (ScriptedResponse::with_headers(429, &[("retry-after", "40")], []), seconds(40)),
    ] {
        let mut harness = rate_limited([response], 0);
        harness.builder = harness.builder.operation_timeout(seconds(40)).retry(RetryPolicy::new());
        let client = harness.client();
        let _ = call(&harness, &client);
        let error = call(&harness, &client).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimit, 0));
        assert_eq!((error.retry_after(), error.elapsed()), (Some(wait), Duration::ZERO));
        assert!(error.is_rate_limited() && error.is_retryable() && !error.is_timeout());
        assert!(!error.may_have_been_processed());
        assert_eq!(error.to_string(), "GET /pets: the rate limit is exceeded");
    }
}

#[test]
fn a_call_that_times_out_in_the_queue_was_not_sent() {
    let mut harness = rate_limited([announced(10, 2, 100), announced(10, 2, 100)], 0);
    harness.builder = harness.builder.operation_timeout(seconds(40));
    let client = harness.client();
    let _ = (call(&harness, &client), call(&harness, &client));
    let error = call(&harness, &client).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimit, 0));
    assert_eq!((error.elapsed(), harness.transport.count()), (seconds(40), 2));
}

#[test]
fn a_retry_waits_for_the_rate_limiter_if_the_deadline_allows_it() {
    let responses = || [with_rate_limit(429, "10", "0", "50"), announced(10, 9, 60)];
    let mut harness = rate_limited(responses(), u64::MAX);
    harness.builder = harness.builder.retry(RetryPolicy::new());
    assert_eq!(call(&harness, &harness.client()).unwrap(), 200);
    assert_eq!(harness.clock.elapsed(), seconds(50) + JITTER);
    let mut harness = rate_limited(responses(), u64::MAX);
    harness.builder = harness.builder.retry(Retry::default()).operation_timeout(seconds(50));
    assert_eq!(call(&harness, &harness.client()).unwrap(), 429);
    assert_eq!((harness.clock.elapsed(), harness.transport.count()), (Duration::ZERO, 1));
}

#[test]
fn response_headers_count_before_the_body_is_read() {
    let slow = ScriptedResponse::with_headers(
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "1"), ("x-ratelimit-reset", "60")],
        [Step::Pause(seconds(20))],
    );
    assert_eq!(waits([slow, ScriptedResponse::empty(200)], 0), [seconds(20), seconds(40)]);
}
