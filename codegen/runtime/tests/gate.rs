//! How long calls are held back by what answers tell of a rate limit: exact waits, one call at a time.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::resilience::{RateLimiting, Retry, RetryPolicy};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::Timeout;
use crate::runtime::transport::Phase;

use crate::tests::support::Scene;
use crate::tests::support::api::operation;
use crate::tests::support::clock::BEGINNING;
use crate::tests::support::random::Always;
use crate::tests::support::transport::{Answer, Step};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const JITTER: Duration = Duration::from_millis(250);

fn announced(limit: u64, remaining: u64, reset: u64) -> Answer {
    told(200, &limit.to_string(), &remaining.to_string(), &reset.to_string())
}

fn told(status: u16, limit: &str, remaining: &str, reset: &str) -> Answer {
    let headers = [
        ("x-ratelimit-limit", limit),
        ("x-ratelimit-remaining", remaining),
        ("x-ratelimit-reset", reset),
    ];
    Answer::with_headers(status, &headers, [])
}

/// A client with a gate, whose random waits are the longest ones, or none.
fn gated(answers: impl IntoIterator<Item = Answer>, jitter: u64) -> Scene {
    let mut scene = Scene::new(answers);
    scene.builder = scene
        .builder
        .rate_limiter(RateLimiting::default())
        .random(Arc::new(Always(jitter)))
        .operation_timeout(Timeout::Disabled);
    scene
}

fn call(scene: &Scene, client: &crate::runtime::client::Client) -> Result<u16, Error> {
    let request = client.request(operation(|_| {}));
    scene.run(client.execute(request, CallOptions::new())).map(|reply| reply.status().as_u16())
}

/// How long each of several calls in a row waits before it is sent.
fn waits(answers: impl IntoIterator<Item = Answer>, jitter: u64) -> Vec<Duration> {
    let answers: Vec<_> = answers.into_iter().collect();
    let count = answers.len();
    let scene = gated(answers, jitter);
    let client = scene.client();
    let wait = |_| {
        let before = scene.clock.passed();
        let _ = call(&scene, &client);
        scene.clock.passed().saturating_sub(before)
    };
    (0..count).map(wait).collect()
}

/// How long the call after this answer waits.
fn wait_after(answer: Answer) -> Duration {
    waits([answer, Answer::empty(200)], 0)[1]
}

#[test]
fn there_is_no_wait_before_the_first_call_and_none_without_a_limit() {
    let waits = waits((0..100).map(|_| Answer::empty(200)), u64::MAX);
    assert!(waits.iter().all(Duration::is_zero));
}

#[test]
fn the_reserve_is_a_tenth_rounded_up_and_at_least_one_and_never_all() {
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
fn at_the_reserve_the_reset_is_waited_for_and_a_little_more() {
    let answers = || [announced(10, 1, 30), announced(10, 9, 60), announced(10, 8, 60)];
    assert_eq!(waits(answers(), 0), [seconds(0), seconds(30), seconds(0)]);
    assert_eq!(waits(answers(), u64::MAX), [seconds(0), seconds(30) + JITTER, seconds(0)]);
    let half = Duration::from_millis(125);
    assert_eq!(waits(answers(), 1 << 63)[1], seconds(30) + half);
}

#[test]
fn all_forms_of_a_reset_are_read() {
    let now = BEGINNING;
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
        assert_eq!(wait_after(told(200, "10", "1", text)), wait, "{text}");
    }
}

#[test]
fn a_moment_is_taken_relative_to_the_date_of_the_response() {
    let headers = [
        ("x-ratelimit-limit", "10"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "784111800"),
        ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
    ];
    // Before the year 2001, a number of seconds is taken for a time from now.
    assert_eq!(wait_after(Answer::with_headers(200, &headers, [])), seconds(120));
    let headers = [
        ("x-ratelimit-limit", "10"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "1262304023"),
        ("date", "Fri, 01 Jan 2010 00:00:00 GMT"),
    ];
    assert_eq!(wait_after(Answer::with_headers(200, &headers, [])), seconds(23));
}

#[test]
fn what_is_not_whole_is_no_announcement() {
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
        let wait = wait_after(told(200, limit, remaining, reset));
        assert_eq!(wait, Duration::ZERO, "{limit} {remaining} {reset}");
    }
    // More than the limit cannot be left.
    assert_eq!(wait_after(told(200, " 10 ", "99", "30")), Duration::ZERO);
}

#[test]
fn below_one_half_the_rest_is_spread_over_the_time_that_is_left() {
    // 50 of 100 are no reason to be slow.
    let calls = [announced(100, 50, 60), announced(100, 50, 60), announced(100, 50, 60)];
    assert_eq!(waits(calls, 0), [seconds(0); 3]);
    // 40 of 100 are 30 above the reserve: one each 2 seconds.
    let calls = [40, 39, 38, 37].map(|left| announced(100, left, 60 - (40 - left) * 2));
    let expected = [seconds(0), seconds(0), seconds(2), seconds(2)];
    assert_eq!(waits(calls, u64::MAX), expected);
}

#[test]
fn a_wait_for_ones_part_ends_with_the_window() {
    // 2 of 10 are 1 above the reserve: the next one may be sent now, the one after it at the reset.
    let calls = [announced(10, 2, 60), announced(10, 2, 60), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(60)]);
    // In a long window, the part is 2 minutes at most.
    let calls = [announced(10, 2, 6_000), announced(10, 2, 6_000), announced(10, 2, 6_000)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(120)]);
}

#[test]
fn a_wait_is_two_minutes_at_most_and_then_one_request_finds_out() {
    let calls = [announced(10, 0, 600), announced(10, 0, 480), announced(10, 9, 60)];
    assert_eq!(waits(calls, u64::MAX), [seconds(0), seconds(120), seconds(120)]);
    // The reset comes first, and then what is a little more.
    assert_eq!(waits([announced(10, 0, 119), announced(10, 0, 9)], 0)[1], seconds(119));
    assert_eq!(waits([announced(10, 0, 120), announced(10, 0, 9)], u64::MAX)[1], seconds(120));
}

#[test]
fn of_the_answers_for_one_window_the_lowest_counts() {
    let calls = [announced(10, 1, 60), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(60)]);
    let calls = [announced(10, 3, 60), announced(10, 9, 60), announced(10, 9, 60)];
    // 2 above the reserve: one now, and one after half of the time.
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(30)]);
}

#[test]
fn an_answer_for_a_later_window_counts_at_once() {
    let calls = [announced(10, 9, 10), announced(10, 1, 60), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(60)]);
    // Up to 2 seconds later is the same window, told less exactly.
    let calls = [announced(10, 2, 10), announced(10, 9, 12), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0)[2], seconds(10));
    let calls = [announced(10, 2, 10), announced(10, 9, 13), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0)[2], seconds(0));
}

#[test]
fn an_answer_for_an_earlier_window_does_not_count() {
    let calls = [announced(10, 9, 60), announced(10, 0, 50), announced(10, 9, 60)];
    assert_eq!(waits(calls, 0), [seconds(0); 3]);
}

#[test]
fn answers_without_an_announcement_count_as_requests() {
    let quiet = || Answer::empty(200);
    let lost = || Answer::Failure(Phase::Exchange);
    let refused = || Answer::Failure(Phase::Connect);
    let calls = [announced(10, 9, 60), quiet(), lost(), quiet(), refused(), quiet()];
    // Six are left, one of which is the reserve, and then five.
    assert_eq!(waits(calls, 0), [seconds(0); 6]);
    let calls = [announced(3, 3, 60), quiet(), quiet(), quiet()];
    assert_eq!(waits(calls, 0), [seconds(0), seconds(0), seconds(0), seconds(60)]);
    let calls = [announced(3, 3, 60), lost(), Answer::empty(502), quiet()];
    assert_eq!(waits(calls, 0)[3], seconds(60));
    let calls = [announced(3, 3, 60), refused(), refused(), refused(), quiet()];
    assert_eq!(waits(calls, 0), [seconds(0); 5]);
}

#[test]
fn without_an_announcement_a_429_closes_for_a_time_that_doubles() {
    let calls = (0..9).map(|_| Answer::empty(429)).chain([Answer::empty(200)]);
    let expected = [0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map(seconds);
    assert_eq!(waits(calls, u64::MAX), expected);
}

#[test]
fn a_success_ends_the_doubling() {
    let calls = [429, 429, 200, 429, 200].map(Answer::empty);
    assert_eq!(waits(calls, 0), [0, 1, 2, 0, 1].map(seconds));
    let calls = [429, 429, 503, 429, 200].map(Answer::empty);
    assert_eq!(waits(calls, 0), [0, 1, 2, 0, 4].map(seconds));
}

#[test]
fn a_429_that_says_when_to_come_back_closes_for_so_long() {
    let asked = |text| Answer::with_headers(429, &[("retry-after", text)], []);
    let table = [("7", 7), ("0", 1), ("120", 120), ("121", 120), ("99999", 120), ("soon", 1)];
    for (text, wait) in table {
        assert_eq!(wait_after(asked(text)), seconds(wait), "{text}");
    }
    assert_eq!(wait_after(asked("Tue, 14 Nov 2023 22:13:50 GMT")), seconds(30));
    let calls = [Answer::empty(429), Answer::empty(429), asked("1"), Answer::empty(200)];
    assert_eq!(waits(calls, 0), [0, 1, 2, 4].map(seconds));
}

#[test]
fn a_429_that_leaves_room_in_the_window_closes_nothing() {
    assert_eq!(wait_after(told(429, "10", "9", "60")), Duration::ZERO);
    assert_eq!(wait_after(told(429, "10", "0", "60")), seconds(60));
}

#[test]
fn a_429_without_an_announcement_closes_a_window_too() {
    let calls =
        [announced(10, 9, 60), Answer::empty(429), announced(10, 9, 60), announced(10, 8, 60)];
    assert_eq!(waits(calls, 0), [0, 0, 1, 0].map(seconds));
}

#[test]
fn a_call_that_cannot_be_sent_in_time_fails_at_once() {
    for (answer, wait) in [
        (announced(10, 0, 50), seconds(50)),
        (announced(10, 0, 500), seconds(120)),
        (Answer::with_headers(429, &[("retry-after", "40")], []), seconds(40)),
    ] {
        let mut scene = gated([answer], 0);
        scene.builder = scene.builder.operation_timeout(seconds(40)).retry(RetryPolicy::new());
        let client = scene.client();
        let _ = call(&scene, &client);
        let error = call(&scene, &client).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimit, 0));
        assert_eq!((error.retry_after(), error.elapsed()), (Some(wait), Duration::ZERO));
        assert!(error.is_rate_limited() && error.is_retryable() && !error.is_timeout());
        assert!(!error.may_have_been_processed());
        assert_eq!(error.to_string(), "GET /pets: the rate limit is exceeded");
    }
}

#[test]
fn a_call_whose_time_runs_out_in_the_queue_was_not_sent() {
    let mut scene = gated([announced(10, 2, 100), announced(10, 2, 100)], 0);
    scene.builder = scene.builder.operation_timeout(seconds(40));
    let client = scene.client();
    let _ = (call(&scene, &client), call(&scene, &client));
    let error = call(&scene, &client).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimit, 0));
    assert_eq!((error.elapsed(), scene.transport.count()), (seconds(40), 2));
}

#[test]
fn a_retry_waits_for_the_gate_if_there_is_time() {
    let answers = || [told(429, "10", "0", "50"), announced(10, 9, 60)];
    let mut scene = gated(answers(), u64::MAX);
    scene.builder = scene.builder.retry(RetryPolicy::new());
    assert_eq!(call(&scene, &scene.client()).unwrap(), 200);
    assert_eq!(scene.clock.passed(), seconds(50) + JITTER);
    let mut scene = gated(answers(), u64::MAX);
    scene.builder = scene.builder.retry(Retry::default()).operation_timeout(seconds(50));
    assert_eq!(call(&scene, &scene.client()).unwrap(), 429);
    assert_eq!((scene.clock.passed(), scene.transport.count()), (Duration::ZERO, 1));
}

#[test]
fn the_head_of_an_answer_counts_before_its_body() {
    let slow = Answer::with_headers(
        200,
        &[("x-ratelimit-limit", "10"), ("x-ratelimit-remaining", "1"), ("x-ratelimit-reset", "60")],
        [Step::Pause(seconds(20))],
    );
    assert_eq!(waits([slow, Answer::empty(200)], 0), [seconds(20), seconds(40)]);
}
