//! The wait before a retry, computed from a failed attempt.

use std::time::Duration;

use crate::runtime::request::{Idempotence, Replay};
use crate::runtime::resilience::{FailedAttempt, RetryDecision, RetryPolicy};
use crate::runtime::response::FailureClass;
use crate::runtime::system::Timeout;

use crate::tests::support::random::{Always, Seeded};

const NOT_PROCESSED: FailedAttempt = FailedAttempt {
    attempts: 1,
    class: FailureClass::NotProcessed,
    decision: RetryDecision::Default,
    idempotence: Idempotence::NotIdempotent,
    replay: Replay::Possible,
    retry_after: None,
    rate_limit_wait: Duration::ZERO,
    remaining: Timeout::Disabled,
};

/// The wait with the largest possible jitter.
fn longest_wait(failure: FailedAttempt) -> Option<Duration> {
    RetryPolicy::new().max_attempts(u32::MAX).wait(&failure, &Always(u64::MAX))
}

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn the_maximum_backoff_doubles_up_to_20_seconds() {
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
        let failure = FailedAttempt { attempts, ..NOT_PROCESSED };
        assert_eq!(longest_wait(failure), Some(millis(wait)), "{attempts}");
    }
}

#[test]
fn huge_backoffs_do_not_overflow() {
    let policy = RetryPolicy::new().max_attempts(u32::MAX).backoff(Duration::MAX, Duration::MAX);
    let failure = FailedAttempt { attempts: 200, ..NOT_PROCESSED };
    let longest = policy.wait(&failure, &Always(u64::MAX));
    assert_eq!(longest, Some(Duration::from_nanos(u64::MAX)));
    assert_eq!(policy.wait(&failure, &Always(0)), Some(Duration::ZERO));
}

#[test]
fn jitter_spreads_backoff_between_zero_and_the_maximum() {
    let half = u64::MAX / 2 + 1;
    let table = [(0, Duration::ZERO), (half, millis(125)), (u64::MAX, millis(250))];
    for (number, wait) in table {
        let taken = RetryPolicy::new().wait(&NOT_PROCESSED, &Always(number)).unwrap();
        assert_eq!(Duration::from_micros(u64::try_from(taken.as_micros()).unwrap()), wait);
    }
    let random = Seeded::new(1);
    let waits = (0..1_000).map(|_| RetryPolicy::new().wait(&NOT_PROCESSED, &random).unwrap());
    let (short, long): (Vec<_>, Vec<_>) = waits.partition(|wait| *wait < millis(125));
    assert!(short.len() > 450 && long.len() > 450, "{} {}", short.len(), long.len());
    assert!(short.iter().any(|wait| *wait < millis(10)));
    assert!(long.iter().any(|wait| *wait > millis(240)));
    assert!(long.iter().all(|wait| *wait <= millis(250)));
}

#[test]
fn the_backoff_is_deterministic_for_a_seed() {
    let random = Seeded::new(42);
    let waits: Vec<_> = (1..=6)
        .map(|attempts| {
            let failure = FailedAttempt { attempts, ..NOT_PROCESSED };
            let policy = RetryPolicy::new().max_attempts(9);
            policy.wait(&failure, &random).unwrap().as_micros()
        })
        .collect();
    assert_eq!(waits, [185_391, 79_955, 278_601, 688_381, 152_120, 6_945_824]);
}

#[test]
fn the_wait_is_the_longer_of_retry_after_and_backoff() {
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
        let failure = FailedAttempt { attempts, retry_after, ..NOT_PROCESSED };
        assert_eq!(policy.wait(&failure, &Always(number)), Some(wait), "{failure:?}");
    }
}

#[test]
fn retry_after_is_honored_up_to_60_seconds() {
    let table = [
        (seconds(60), Some(seconds(60))),
        (seconds(60) + Duration::from_nanos(1), None),
        (Duration::MAX, None),
    ];
    for (delay, wait) in table {
        let failure = FailedAttempt { retry_after: Some(delay), ..NOT_PROCESSED };
        assert_eq!(longest_wait(failure), wait, "{delay:?}");
    }
    let policy = RetryPolicy::new().max_retry_after(Duration::ZERO);
    let failure = FailedAttempt { retry_after: Some(millis(1)), ..NOT_PROCESSED };
    assert_eq!(policy.wait(&failure, &Always(0)), None);
    assert_eq!(policy.wait(&NOT_PROCESSED, &Always(0)), Some(Duration::ZERO));
}

#[test]
fn a_wait_that_reaches_the_operation_timeout_ends_retries() {
    let table = [
        (seconds(7), Timeout::After(millis(7_999)), false),
        (seconds(7), Timeout::After(seconds(8)), true),
        (seconds(7), Timeout::Disabled, true),
        (seconds(7), Timeout::After(Duration::ZERO), false),
    ];
    for (delay, remaining, retries) in table {
        let failure = FailedAttempt { retry_after: Some(delay), remaining, ..NOT_PROCESSED };
        assert_eq!(longest_wait(failure).is_some(), retries, "{remaining:?}");
        let failure = FailedAttempt { rate_limit_wait: delay, remaining, ..NOT_PROCESSED };
        assert_eq!(longest_wait(failure).is_some(), retries, "{remaining:?}");
    }
    let remaining = Timeout::After(Duration::ZERO);
    assert_eq!(
        RetryPolicy::new().wait(&FailedAttempt { remaining, ..NOT_PROCESSED }, &Always(0)),
        None
    );
}

#[test]
fn the_rate_limit_delay_does_not_extend_the_backoff() {
    let failure = FailedAttempt { rate_limit_wait: seconds(100), ..NOT_PROCESSED };
    assert_eq!(longest_wait(failure), Some(millis(250)));
}

#[test]
fn the_number_of_attempts_is_bounded() {
    for (max_attempts, attempts, retries) in
        [(4, 3, true), (4, 4, false), (4, 5, false), (1, 1, false), (2, 1, true)]
    {
        let policy = RetryPolicy::new().max_attempts(max_attempts);
        let failure = FailedAttempt { attempts, ..NOT_PROCESSED };
        assert_eq!(policy.wait(&failure, &Always(0)).is_some(), retries, "{attempts}");
    }
    let failure = FailedAttempt { attempts: 4, ..NOT_PROCESSED };
    assert_eq!(RetryPolicy::new().wait(&failure, &Always(0)), None);
}

#[test]
fn ambiguous_failures_are_retried_only_for_idempotent_operations() {
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
    for (class, idempotence, retries) in table {
        let failure = FailedAttempt { class, idempotence, ..NOT_PROCESSED };
        assert_eq!(longest_wait(failure).is_some(), retries, "{class:?} {idempotence:?}");
    }
}

#[test]
fn a_consumed_body_is_not_retried() {
    assert_eq!(longest_wait(FailedAttempt { replay: Replay::Impossible, ..NOT_PROCESSED }), None);
}
