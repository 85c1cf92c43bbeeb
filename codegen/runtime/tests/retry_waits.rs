//! Tables of exact waits: from a failed attempt to the wait before the next one.

use std::time::Duration;

use crate::runtime::request::{Idempotence, Replay};
use crate::runtime::resilience::{FailedAttempt, RetryPolicy};
use crate::runtime::response::FailureClass;
use crate::runtime::system::Timeout;

use crate::tests::support::random::{Always, Seeded};

const NEVER_DONE: FailedAttempt = FailedAttempt {
    attempts: 1,
    class: FailureClass::NotProcessed,
    idempotence: Idempotence::NotIdempotent,
    replay: Replay::Possible,
    retry_after: None,
    rate_limit_wait: Duration::ZERO,
    remaining: Timeout::Disabled,
};

/// The longest wait that can come of it.
fn longest(failure: FailedAttempt) -> Option<Duration> {
    RetryPolicy::new().max_attempts(u32::MAX).wait(&failure, &Always(u64::MAX))
}

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn the_longest_wait_doubles_up_to_20_seconds() {
    let table = [
        (1, 250),
        (2, 500),
        (3, 1_000),
        (4, 2_000),
        (5, 4_000),
        (6, 8_000),
        (7, 16_000),
        (8, 20_000),
        (31, 20_000),
        (32, 20_000),
        (33, 20_000),
        (34, 20_000),
        (65, 20_000),
        (u32::MAX - 1, 20_000),
    ];
    for (attempts, wait) in table {
        let failure = FailedAttempt { attempts, ..NEVER_DONE };
        assert_eq!(longest(failure), Some(millis(wait)), "{attempts}");
    }
}

#[test]
fn huge_backoffs_do_not_overflow() {
    let policy = RetryPolicy::new().max_attempts(u32::MAX).backoff(Duration::MAX, Duration::MAX);
    let failure = FailedAttempt { attempts: 200, ..NEVER_DONE };
    let longest = policy.wait(&failure, &Always(u64::MAX));
    assert_eq!(longest, Some(Duration::from_nanos(u64::MAX)));
    assert_eq!(policy.wait(&failure, &Always(0)), Some(Duration::ZERO));
}

#[test]
fn jitter_takes_any_wait_from_none_to_the_longest() {
    let half = u64::MAX / 2 + 1;
    let table = [(0, Duration::ZERO), (half, millis(125)), (u64::MAX, millis(250))];
    for (number, wait) in table {
        let taken = RetryPolicy::new().wait(&NEVER_DONE, &Always(number)).unwrap();
        assert_eq!(Duration::from_micros(u64::try_from(taken.as_micros()).unwrap()), wait);
    }
    let random = Seeded::new(1);
    let waits = (0..1_000).map(|_| RetryPolicy::new().wait(&NEVER_DONE, &random).unwrap());
    let (short, long): (Vec<_>, Vec<_>) = waits.partition(|wait| *wait < millis(125));
    assert!(short.len() > 450 && long.len() > 450, "{} {}", short.len(), long.len());
    assert!(short.iter().any(|wait| *wait < millis(10)));
    assert!(long.iter().any(|wait| *wait > millis(240)));
    assert!(long.iter().all(|wait| *wait <= millis(250)));
}

#[test]
fn the_waits_for_a_seed_are_these() {
    let random = Seeded::new(42);
    let waits: Vec<_> = (1..=6)
        .map(|attempts| {
            let failure = FailedAttempt { attempts, ..NEVER_DONE };
            let policy = RetryPolicy::new().max_attempts(9);
            policy.wait(&failure, &random).unwrap().as_micros()
        })
        .collect();
    assert_eq!(waits, [185_391, 79_955, 278_601, 688_381, 152_120, 6_945_824]);
}

#[test]
fn the_longer_of_what_the_server_asks_and_the_backoff_is_waited() {
    let policy = RetryPolicy::new().max_attempts(9);
    let table = [
        (1, Some(seconds(7)), u64::MAX, seconds(7)),
        (1, Some(millis(100)), u64::MAX, millis(250)),
        (1, Some(millis(100)), 0, millis(100)),
        (1, Some(Duration::ZERO), 0, Duration::ZERO),
        (8, Some(seconds(7)), u64::MAX, seconds(20)),
        (1, None, u64::MAX, millis(250)),
    ];
    for (attempts, retry_after, number, wait) in table {
        let failure = FailedAttempt { attempts, retry_after, ..NEVER_DONE };
        assert_eq!(policy.wait(&failure, &Always(number)), Some(wait), "{failure:?}");
    }
}

#[test]
fn a_server_may_ask_for_60_seconds_and_no_more() {
    let table = [
        (seconds(60), Some(seconds(60))),
        (seconds(60) + Duration::from_nanos(1), None),
        (Duration::MAX, None),
    ];
    for (asked, wait) in table {
        let failure = FailedAttempt { retry_after: Some(asked), ..NEVER_DONE };
        assert_eq!(longest(failure), wait, "{asked:?}");
    }
    let policy = RetryPolicy::new().max_retry_after(Duration::ZERO);
    let asked = FailedAttempt { retry_after: Some(millis(1)), ..NEVER_DONE };
    assert_eq!(policy.wait(&asked, &Always(0)), None);
    assert_eq!(policy.wait(&NEVER_DONE, &Always(0)), Some(Duration::ZERO));
}

#[test]
fn no_wait_reaches_the_end_of_the_operation() {
    let table = [
        (seconds(7), Timeout::After(seconds(7)), false),
        (seconds(7), Timeout::After(seconds(7) + Duration::from_nanos(1)), true),
        (seconds(7), Timeout::Disabled, true),
        (seconds(7), Timeout::After(Duration::ZERO), false),
    ];
    for (asked, remaining, repeats) in table {
        let failure = FailedAttempt { retry_after: Some(asked), remaining, ..NEVER_DONE };
        assert_eq!(longest(failure).is_some(), repeats, "{remaining:?}");
        let failure = FailedAttempt { rate_limit_wait: asked, remaining, ..NEVER_DONE };
        assert_eq!(longest(failure).is_some(), repeats, "{remaining:?}");
    }
    let remaining = Timeout::After(Duration::ZERO);
    assert_eq!(
        RetryPolicy::new().wait(&FailedAttempt { remaining, ..NEVER_DONE }, &Always(0)),
        None
    );
}

#[test]
fn a_closed_gate_makes_no_wait_longer_than_its_own() {
    let failure = FailedAttempt { rate_limit_wait: seconds(100), ..NEVER_DONE };
    assert_eq!(longest(failure), Some(millis(250)));
}

#[test]
fn the_number_of_attempts_is_bounded() {
    for (max_attempts, attempts, repeats) in
        [(4, 3, true), (4, 4, false), (4, 5, false), (1, 1, false), (2, 1, true)]
    {
        let policy = RetryPolicy::new().max_attempts(max_attempts);
        let failure = FailedAttempt { attempts, ..NEVER_DONE };
        assert_eq!(policy.wait(&failure, &Always(0)).is_some(), repeats, "{attempts}");
    }
    let failure = FailedAttempt { attempts: 4, ..NEVER_DONE };
    assert_eq!(RetryPolicy::new().wait(&failure, &Always(0)), None);
}

#[test]
fn what_may_have_been_done_is_repeated_only_if_that_is_the_same() {
    use FailureClass::{Ambiguous, NotProcessed, Permanent, Rejected};
    use Idempotence::{Idempotent, NotIdempotent};
    let table = [
        (NotProcessed, Idempotent, true),
        (NotProcessed, NotIdempotent, true),
        (Ambiguous, Idempotent, true),
        (Ambiguous, NotIdempotent, false),
        (Rejected, Idempotent, false),
        (Permanent, Idempotent, false),
    ];
    for (class, idempotence, repeats) in table {
        let failure = FailedAttempt { class, idempotence, ..NEVER_DONE };
        assert_eq!(longest(failure).is_some(), repeats, "{class:?} {idempotence:?}");
    }
}

#[test]
fn a_body_that_is_gone_is_not_sent_again() {
    assert_eq!(longest(FailedAttempt { replay: Replay::Impossible, ..NEVER_DONE }), None);
}
