//! From a failed attempt to the wait before the next one, or to the end of the call.
//!
//! Invariant: a pure decision. A call is repeated only where the server has surely not done it, or
//! where doing it twice is the same as doing it once, and never past its time limit.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::backoff::Backoff;
use super::classify::Effect;
use super::defaults::{FIRST_BACKOFF, LONGEST_BACKOFF, LONGEST_RETRY_AFTER, MAX_ATTEMPTS};
use super::operation::Idempotence;
use super::options::TimeLimit;
use super::random::Random;

/// Whether a client repeats calls that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// It does, by that policy.
    Policy(RetryPolicy),
    /// Each call sends one request.
    Disabled,
}

impl Default for Retry {
    fn default() -> Self {
        Self::Policy(RetryPolicy::default())
    }
}

impl From<RetryPolicy> for Retry {
    fn from(policy: RetryPolicy) -> Self {
        Self::Policy(policy)
    }
}

impl Retry {
    /// Whether the policy makes sense.
    pub(super) fn check(self) -> Result<(), RetryError> {
        match self {
            Self::Policy(policy) => policy.check(),
            Self::Disabled => Ok(()),
        }
    }
}

/// How often and how soon a client repeats calls that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    backoff: Backoff,
    longest_retry_after: Duration,
    budget: RetryBudget,
}

/// Whether retries are limited for all calls of a client together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryBudget {
    /// They take from the budget of the client, and end when it is empty.
    Shared,
    /// They take nothing.
    Unlimited,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: MAX_ATTEMPTS,
            backoff: Backoff { first: FIRST_BACKOFF, longest: LONGEST_BACKOFF },
            longest_retry_after: LONGEST_RETRY_AFTER,
            budget: RetryBudget::Shared,
        }
    }
}

impl RetryPolicy {
    /// The policy of clients for which nothing else is set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many requests a call may send: 4, unless set. It keeps one call from pressing a server
    /// that is in trouble.
    #[must_use]
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        Self { max_attempts, ..self }
    }

    /// The longest wait before the first retry, 250 milliseconds unless set, which doubles with
    /// each further one, up to the longest wait before any, 20 seconds unless set. The waits are
    /// random, so that many callers do not come back at once.
    #[must_use]
    pub fn backoff(self, first: Duration, longest: Duration) -> Self {
        Self { backoff: Backoff { first, longest }, ..self }
    }

    /// The longest wait that a server may ask for: 60 seconds, unless set. If it asks for more,
    /// the call ends at once, and the error tells the time. It keeps servers from holding callers.
    #[must_use]
    pub fn longest_retry_after(self, longest_retry_after: Duration) -> Self {
        Self { longest_retry_after, ..self }
    }

    /// Whether retries take from the budget of the client: they do, unless set. It keeps all calls
    /// together from multiplying the load on a server that fails.
    #[must_use]
    pub fn budget(self, budget: RetryBudget) -> Self {
        Self { budget, ..self }
    }

    pub(super) fn takes_from_budget(self) -> bool {
        self.budget == RetryBudget::Shared
    }

    fn check(self) -> Result<(), RetryError> {
        if self.max_attempts == 0 {
            Err(RetryError::ZeroAttempts)
        } else if self.backoff.first.is_zero() {
            Err(RetryError::ZeroBackoff)
        } else if self.backoff.longest < self.backoff.first {
            Err(RetryError::BackoffOutOfOrder)
        } else {
            Ok(())
        }
    }

    /// How long to wait before the next attempt, if there is to be one.
    pub fn wait(self, failure: &Failure, random: &dyn Random) -> Option<Duration> {
        let asked = failure.retry_after.unwrap_or_default();
        let may_repeat = failure.replay == Replay::Possible
            && failure.effect.is_retryable(failure.idempotence)
            && failure.attempts < self.max_attempts
            && asked <= self.longest_retry_after;
        if !may_repeat {
            return None;
        }
        let retry = failure.attempts.saturating_sub(1);
        let wait = self.backoff.wait(retry, random).max(asked);
        (TimeLimit::After(wait.max(failure.held_back)) < failure.remaining).then_some(wait)
    }
}

/// What matters of a failed attempt for the next one.
#[derive(Clone, Copy, Debug)]
pub struct Failure {
    /// How many requests the call has sent.
    pub attempts: u32,
    /// What the attempt did.
    pub effect: Effect,
    /// Whether doing the operation twice is the same as doing it once.
    pub idempotence: Idempotence,
    /// Whether the request can be sent again.
    pub replay: Replay,
    /// How long the server asks to wait.
    pub retry_after: Option<Duration>,
    /// How long no request may be sent because of a rate limit. The gate waits for it.
    pub held_back: Duration,
    /// What is left of the time for the call.
    pub remaining: TimeLimit,
}

/// Whether a request can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replay {
    /// All of it is in memory.
    Possible,
    /// Its body was read while it was sent, and is gone.
    Impossible,
}

/// Why a policy makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryError {
    /// It allows no attempt at all.
    ZeroAttempts,
    /// It would repeat without a wait.
    ZeroBackoff,
    /// The longest wait is shorter than that before the first retry.
    BackoffOutOfOrder,
}

impl fmt::Display for RetryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ZeroAttempts => "set `max_attempts` above zero; 1 is no retry",
            Self::ZeroBackoff => "set the first `backoff` above zero, or `Retry::Disabled`",
            Self::BackoffOutOfOrder => "set the longest `backoff` to at least the first",
        })
    }
}

impl Error for RetryError {}
