//! Whether a client retries failed calls.
//!
//! Invariant: a policy of the caller is checked before it is used.

use super::retry_policy::{RetryPolicy, RetryPolicyError};

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
