//! How long the rate limiter delays sequential calls after responses with rate-limit headers.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::resilience::{RateLimiter, RateLimiting, Retry, RetryPolicy};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::{Clock as _, Timeout};
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
fn the_status_is_what_the_last_response_has_announced() {
    let limiter = RateLimiter::new();
    let mut harness = rate_limited([announced(300, 200, 30), announced(300, 299, 60)], 0);
    harness.builder = harness.builder.rate_limiter(limiter.clone());
    let client = harness.client();
    let start = harness.clock.now();
    let status_after = |time: u64| {
        let status = limiter.status(start + seconds(time))?;
        Some((status.limit, status.remaining, status.resets_in))
    };
    assert_eq!(status_after(0), None);
    assert_eq!(call(&harness, &client).unwrap(), 200);
    assert_eq!(status_after(0), Some((300, 200, seconds(30))));
    assert_eq!(status_after(10), Some((300, 200, seconds(20))));
    assert_eq!(call(&harness, &client).unwrap(), 200);
    assert_eq!(status_after(0), Some((300, 299, seconds(60))));
    // Nothing is known of the window after the reset but its limit.
    assert_eq!(status_after(61).map(|(limit, remaining, _)| (limit, remaining)), Some((300, 300)));
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
fn resets_may_be_fractions_dates_and_durations() {
    let millis = Duration::from_millis;
    let table = [
        ("29.5", millis(29_500)),
        ("1700000029.25", millis(29_250)),
        ("1700000029250.5", millis(29_250) + Duration::from_micros(500)),
        ("Tue, 14 Nov 2023 22:13:50 GMT", seconds(30)),
        ("2023-11-14T22:13:50Z", seconds(30)),
        ("2023-11-14T23:13:50.5+01:00", millis(30_500)),
        ("2023-11-14T22:13:00Z", seconds(0)),
        ("30s", seconds(30)),
        ("1m30s", seconds(90)),
        ("1m30.5s", millis(90_500)),
        ("500ms", millis(500)),
        ("0.5m", seconds(30)),
        ("7h12m", seconds(120)),
        ("99999999999999999999h", seconds(0)),
        ("18446744073709551615d", seconds(120)),
    ];
    for (text, wait) in table {
        assert_eq!(wait_after(with_rate_limit(200, "10", "1", text)), wait, "{text}");
    }
}

#[test]
fn all_common_headers_are_read() {
    let sets: &[&[(&str, &str)]] = &[
        &[
            ("X-Rate-Limit-Limit", "10"),
            ("X-Rate-Limit-Remaining", "0"),
            ("X-Rate-Limit-Reset", "7"),
        ],
        &[
            ("RateLimit-Limit", "10, 10;w=60"),
            ("RateLimit-Remaining", "0"),
            ("RateLimit-Reset", "7"),
        ],
        &[
            ("X-RateLimit-Limit", "10"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", "1700000009"),
            ("X-RateLimit-Reset-After", "7.000"),
        ],
        &[
            ("x-ratelimit-limit-requests", "10"),
            ("x-ratelimit-remaining-requests", "0"),
            ("x-ratelimit-reset-requests", "7s"),
        ],
        &[("RateLimit", "\"default\";r=0;t=7"), ("RateLimit-Policy", "\"default\";q=10;w=60")],
        &[("RateLimit", "\"a,b;c\"; r=0; t=7"), ("RateLimit-Policy", "\"a,b;c\"; q=10")],
        &[("RateLimit", "burst;r=0;t=7")],
        &[("RateLimit", "\"default\";r=0"), ("RateLimit-Policy", "\"default\";q=10;w=7")],
        &[("RateLimit", "limit=10, remaining=0, reset=7"), ("RateLimit-Policy", "10;w=60")],
        // Of several limits, all have to admit a call.
        &[
            ("RateLimit", "\"day\";r=900;t=9000, \"second\";r=0;t=7"),
            ("RateLimit-Policy", "\"day\";q=1000;w=86400"),
            ("RateLimit-Policy", "\"second\";q=10;w=10"),
        ],
    ];
    for headers in sets {
        let response = ScriptedResponse::with_headers(200, headers, []);
        assert_eq!(wait_after(response), seconds(7), "{headers:?}");
    }
    for headers in
        [("RateLimit", "\"default\""), ("RateLimit", "\"default\";r=x;t=7"), ("RateLimit", "")]
    {
        let response = ScriptedResponse::with_headers(200, &[headers], []);
        assert_eq!(wait_after(response), seconds(0), "{headers:?}");
    }
}

#[test]
fn the_names_of_the_headers_can_be_set() {
    let limiter = || RateLimiter::with_headers("X-Quota", "X-Quota-Left", "X-Quota-Reset");
    let wait = |headers: &[(&str, &str)]| {
        let responses =
            [ScriptedResponse::with_headers(200, headers, []), ScriptedResponse::empty(200)];
        let mut harness = rate_limited(responses, 0);
        harness.builder = harness.builder.rate_limiter(limiter());
        let client = harness.client();
        let _ = (call(&harness, &client), call(&harness, &client));
        harness.clock.elapsed()
    };
    assert_eq!(
        wait(&[("x-quota", "10"), ("x-quota-left", "0"), ("x-quota-reset", "7")]),
        seconds(7)
    );
    let common =
        [("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "7")];
    assert_eq!(wait(&common), seconds(0));
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
        ("10", "0", "-30"),
        ("10", "0", "1.5.2"),
        ("10", "0", "5 s"),
        ("10", "0", "m"),
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
    let calls = [announced(100, 50, 20), announced(100, 50, 20), announced(100, 50, 20)];
    assert_eq!(waits(calls, 0), [seconds(0); 3]);
    // 40 of 100 are 30 above the reserve: one call every half second.
    let half = Duration::from_millis(500);
    let calls = [(40, "15"), (39, "15"), (38, "14.5"), (37, "14")]
        .map(|(left, reset)| with_rate_limit(200, "100", &left.to_string(), reset));
    assert_eq!(waits(calls, u64::MAX), [seconds(0), seconds(0), half, half]);
}

#[test]
fn calls_are_not_paced_in_long_windows() {
    // 400 of 1,000 for 20 hours, 29 of 60 for 50 minutes, 2,400 of 5,000 for a day.
    for (limit, left, reset) in [(1_000, 400, 72_000), (60, 29, 3_000), (5_000, 2_400, 86_400)] {
        let calls = (0..20).map(|count| announced(limit, left - count, reset));
        assert_eq!(waits(calls, u64::MAX), [seconds(0); 20], "{limit}");
    }
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
fn a_newer_response_may_raise_what_remains() {
    let calls = [announced(10, 2, 60), announced(10, 9, 60), announced(10, 8, 60)];
    assert_eq!(waits(calls, 0), [seconds(0); 3]);
}

#[test]
fn a_response_for_a_later_window_replaces_the_limit() {
    let calls = [announced(10, 9, 10), announced(10, 1, 60), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(60)]);
}

#[test]
fn a_response_for_an_earlier_window_is_ignored() {
    let calls = [announced(10, 9, 60), announced(10, 0, 50), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0); 3]);
}

#[test]
fn requests_count_that_have_no_response_or_one_of_a_failed_server() {
    let ok = || ScriptedResponse::empty(200);
    let lost = || ScriptedResponse::Failure(Phase::Exchange);
    let connect_failure = || ScriptedResponse::Failure(Phase::Connect);
    let calls = [announced(3, 3, 60), lost(), ScriptedResponse::empty(502), ok()];
    assert_eq!(waits(calls, 0)[3], seconds(60));
    // A later response includes them, or not.
    let calls = [announced(9, 9, 60), lost(), lost(), announced(9, 7, 60), ok(), ok(), ok(), ok()];
    assert_eq!(waits(calls, 0), [seconds(0); 8]);
    let calls =
        [announced(3, 3, 60), connect_failure(), connect_failure(), connect_failure(), ok()];
    assert_eq!(waits(calls, 0), [seconds(0); 5]);
}

#[test]
fn responses_without_rate_limit_headers_do_not_count() {
    let calls =
        [announced(3, 3, 60)].into_iter().chain((0..9).map(|_| ScriptedResponse::empty(200)));
    assert_eq!(waits(calls, 0), [seconds(0); 10]);
}

#[test]
fn a_limit_of_zero_with_a_success_is_no_limit() {
    let calls = [announced(0, 0, 60), announced(0, 0, 60), announced(0, 0, 60)];
    assert_eq!(waits(calls, 0), [seconds(0); 3]);
    let rejected = || with_rate_limit(429, "0", "0", "60");
    assert_eq!(waits([rejected(), rejected(), announced(0, 0, 60)], 0), [0, 1, 2].map(seconds));
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
fn a_429_with_remaining_requests_is_not_explained_by_the_limit() {
    assert_eq!(wait_after(with_rate_limit(429, "10", "9", "60")), seconds(1));
    assert_eq!(wait_after(with_rate_limit(429, "10", "0", "60")), seconds(60));
}

#[test]
fn a_503_with_retry_after_blocks_for_that_long() {
    let retry_after = ScriptedResponse::with_headers(503, &[("retry-after", "7")], []);
    assert_eq!(wait_after(retry_after), seconds(7));
    assert_eq!(wait_after(ScriptedResponse::empty(503)), seconds(0));
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
fn a_call_is_not_admitted_with_too_little_time_for_an_attempt() {
    // After a wait of 39.5 seconds, half a second would be left.
    let mut harness = rate_limited([with_rate_limit(200, "10", "1", "39.5")], 0);
    harness.builder = harness.builder.operation_timeout(seconds(40));
    let client = harness.client();
    let _ = call(&harness, &client);
    let error = call(&harness, &client).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimit, 0));
    assert_eq!((error.elapsed(), harness.transport.count()), (Duration::ZERO, 1));
    // Without a wait, a short timeout is no reason to refuse a call.
    let mut harness = rate_limited([ScriptedResponse::empty(200)], 0);
    harness.builder = harness.builder.operation_timeout(Duration::from_millis(10));
    assert_eq!(call(&harness, &harness.client()).unwrap(), 200);
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
