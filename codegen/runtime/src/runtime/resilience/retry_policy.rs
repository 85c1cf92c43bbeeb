//! Whether a failed attempt is retried, and after which wait.
//!
//! Invariant: pure. Unless a predicate decides otherwise, a call is retried only if the request was
//! certainly not processed or the operation is idempotent. It is never retried past its timeout.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::backoff::Backoff;
use super::retry_decision::{FailedRequest, Predicate, RetryDecision};
use crate::runtime::defaults::{
    INITIAL_BACKOFF, MAX_ATTEMPTS, MAX_BACKOFF, MAX_RETRY_AFTER, MIN_ATTEMPT_TIME,
};
use crate::runtime::request::{Idempotence, Replay};
use crate::runtime::response::FailureClass;
use crate::runtime::system::{Random, Timeout};

/// Whether a client retries failed calls.
///
/// ```
/// use runtime::{Retry, RetryPolicy};
///
/// let twice: Retry = RetryPolicy::new().max_attempts(2).into();
/// assert_ne!(twice, Retry::Disabled);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Calls are retried by this policy.
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
    /// Checks that the policy is consistent.
    pub(crate) fn check(&self) -> Result<(), RetryPolicyError> {
        match self {
            Self::Policy(policy) => policy.check(),
            Self::Disabled => Ok(()),
        }
    }
}

/// How often and how soon a client retries failed calls.
///
/// ```
/// use std::time::Duration;
///
/// use runtime::RetryPolicy;
///
/// let policy = RetryPolicy::new()
///     .max_attempts(6)
///     .backoff(Duration::from_millis(100), Duration::from_secs(5));
/// # let _ = policy;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    backoff: Backoff,
    max_retry_after: Duration,
    budget: RetryBudget,
    predicate: Option<Predicate>,
}

/// Whether retries are limited for all calls of a client together.
///
/// ```
/// use runtime::{RetryBudget, RetryPolicy};
///
/// let policy = RetryPolicy::new().budget(RetryBudget::Unlimited);
/// # let _ = policy;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryBudget {
    /// Retries take tokens from the budget of the client, and stop while it is empty: 100 tokens, of
    /// which a retry takes 5, or 10 after a timeout. Successful calls return tokens.
    Shared,
    /// Retries are limited for each call only.
    Unlimited,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: MAX_ATTEMPTS,
            backoff: Backoff { initial: INITIAL_BACKOFF, max: MAX_BACKOFF },
            max_retry_after: MAX_RETRY_AFTER,
            budget: RetryBudget::Shared,
            predicate: None,
        }
    }
}

impl RetryPolicy {
    /// The default policy: 4 attempts, with the shared budget.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the number of attempts of a call, the first one included. The default is 4.
    #[must_use]
    pub fn max_attempts(self, max_attempts: u32) -> Self {
        Self { max_attempts, ..self }
    }

    /// Sets the backoff: the bound of the wait before the first retry (250 milliseconds by
    /// default), which doubles with each further retry up to a maximum (20 seconds by default).
    /// Each wait is random between zero and its bound.
    #[must_use]
    pub fn backoff(self, initial: Duration, max: Duration) -> Self {
        Self { backoff: Backoff { initial, max }, ..self }
    }

    /// Sets the longest `Retry-After` that is waited for. The default is 60 seconds. If the server
    /// asks for more, the call fails at once with
    /// [`Error::retry_after`](crate::Error::retry_after).
    #[must_use]
    pub fn max_retry_after(self, max_retry_after: Duration) -> Self {
        Self { max_retry_after, ..self }
    }

    /// Sets whether retries take from the budget of the client, which is the default. The budget
    /// keeps calls from multiplying the load on a failing server.
    #[must_use]
    pub fn budget(self, budget: RetryBudget) -> Self {
        Self { budget, ..self }
    }

    /// Sets a predicate that decides which failures are retried. It is asked after each failed attempt
    /// and not about successful responses. Whatever it decides, the maximum of attempts, the budget,
    /// the timeout and the maximum `Retry-After` hold.
    ///
    /// ```
    /// use http::StatusCode;
    /// use runtime::{RetryDecision, RetryPolicy};
    ///
    /// // This API answers 409 while another request holds a lock.
    /// let policy = RetryPolicy::new().decide(|failed| match failed.status() {
    ///     Some(StatusCode::CONFLICT) => RetryDecision::Retry,
    ///     _ => RetryDecision::Default,
    /// });
    /// # let _ = policy;
    /// ```
    #[must_use]
    pub fn decide(
        self,
        predicate: impl Fn(&FailedRequest<'_>) -> RetryDecision + Send + Sync + 'static,
    ) -> Self {
        Self { predicate: Some(Predicate::new(predicate)), ..self }
    }

    /// What the predicate decides.
    pub(crate) fn decision(&self, failed: &FailedRequest<'_>) -> RetryDecision {
        self.predicate.as_ref().map_or(RetryDecision::Default, |predicate| predicate.decide(failed))
    }

    pub(crate) fn takes_from_budget(&self) -> bool {
        self.budget == RetryBudget::Shared
    }

    fn check(&self) -> Result<(), RetryPolicyError> {
        if self.max_attempts == 0 {
            Err(RetryPolicyError::ZeroAttempts)
        } else if self.backoff.initial.is_zero() {
            Err(RetryPolicyError::ZeroBackoff)
        } else if self.backoff.max < self.backoff.initial {
            Err(RetryPolicyError::BackoffOutOfOrder)
        } else {
            Ok(())
        }
    }

    /// The wait before the next attempt, or `None` if the call is not retried.
    pub(crate) fn wait(&self, failed: &FailedAttempt, random: &dyn Random) -> Option<Duration> {
        let retry_after = failed.retry_after.unwrap_or_default();
        let is_retryable = match failed.decision {
            RetryDecision::Default => failed.class.is_retryable(failed.idempotence),
            RetryDecision::Retry => true,
            RetryDecision::Stop => false,
        };
        let may_retry = failed.replay == Replay::Possible
            && is_retryable
            && failed.attempts < self.max_attempts
            && retry_after <= self.max_retry_after;
        if !may_retry {
            return None;
        }
        let retry = failed.attempts.saturating_sub(1);
        let wait = self.backoff.wait(retry, random).max(retry_after);
        // A retry without time for an attempt would replace a clear answer by a timeout.
        let needed = wait.max(failed.rate_limit_wait).saturating_add(MIN_ATTEMPT_TIME);
        (Timeout::After(needed) <= failed.remaining).then_some(wait)
    }
}

/// What a retry decision depends on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FailedAttempt {
    /// The number of attempts so far.
    pub(crate) attempts: u32,
    /// The class of the failure.
    pub(crate) class: FailureClass,
    /// What the program decides.
    pub(crate) decision: RetryDecision,
    /// Whether the operation can be repeated.
    pub(crate) idempotence: Idempotence,
    /// Whether the body can be sent again.
    pub(crate) replay: Replay,
    /// The `Retry-After` of the response.
    pub(crate) retry_after: Option<Duration>,
    /// The time until the rate limit admits a request. The rate limiter waits for it.
    pub(crate) rate_limit_wait: Duration,
    /// The rest of the timeout of the call.
    pub(crate) remaining: Timeout,
}

/// Why a [`RetryPolicy`] is not valid. The message says what to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryPolicyError {
    /// The policy allows no attempt.
    ZeroAttempts,
    /// The initial backoff is zero.
    ZeroBackoff,
    /// The maximum backoff is shorter than the initial one.
    BackoffOutOfOrder,
}

impl fmt::Display for RetryPolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ZeroAttempts => "set `max_attempts` above zero; 1 disables retries",
            Self::ZeroBackoff => "set the initial `backoff` above zero, or use `Retry::Disabled`",
            Self::BackoffOutOfOrder => "set the maximum `backoff` to at least the initial one",
        })
    }
}

impl Error for RetryPolicyError {}
