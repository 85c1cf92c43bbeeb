//! Whether a failed attempt is retried, and after which wait.
//!
//! Invariant: pure. Unless a predicate decides otherwise, a call is retried only if the request was
//! certainly not processed or the operation is idempotent. It is never retried past its timeout.

use std::time::Duration;

use super::retry_decision::RetryDecision;
use super::retry_policy::RetryPolicy;
use crate::runtime::defaults::MIN_ATTEMPT_TIME;
use crate::runtime::request::{Idempotence, Replay};
use crate::runtime::response::FailureClass;
use crate::runtime::system::{Random, Timeout};

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

impl RetryPolicy {
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
