//! How often and how soon failed calls are retried, as the caller sets it.
//!
//! Invariant: a setter never fails. `check` says what is not valid.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::backoff::Backoff;
use super::retry_decision::{FailedRequest, Predicate, RetryDecision};
use crate::runtime::defaults::{INITIAL_BACKOFF, MAX_ATTEMPTS, MAX_BACKOFF, MAX_RETRY_AFTER};

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
    pub(super) max_attempts: u32,
    pub(super) backoff: Backoff,
    pub(super) max_retry_after: Duration,
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

    /// Checks that the policy is consistent.
    pub(super) fn check(&self) -> Result<(), RetryPolicyError> {
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
