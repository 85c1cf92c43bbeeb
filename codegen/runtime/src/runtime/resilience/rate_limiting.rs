//! The choice whether calls are kept below the rate limit.
//!
//! Invariant: a client without a choice has a limiter of its own.

use super::rate_limiter::RateLimiter;

/// Whether calls are kept below the rate limit. A [`RateLimiter`] converts with `into()`.
///
/// ```
/// use runtime::{CallOptions, RateLimiting};
///
/// // An urgent call, which does not wait.
/// let urgent = CallOptions::new().rate_limiter(RateLimiting::Disabled);
/// # let _ = urgent;
/// ```
#[derive(Clone, Debug)]
pub enum RateLimiting {
    /// Calls wait for this limiter.
    Limiter(RateLimiter),
    /// Calls are sent at once. A server whose limit is exceeded rejects them.
    Disabled,
}

impl Default for RateLimiting {
    fn default() -> Self {
        Self::Limiter(RateLimiter::new())
    }
}

impl From<RateLimiter> for RateLimiting {
    fn from(limiter: RateLimiter) -> Self {
        Self::Limiter(limiter)
    }
}

impl RateLimiting {
    /// The limiter, unless rate limiting is disabled.
    pub(crate) fn limiter(&self) -> Option<&RateLimiter> {
        match self {
            Self::Limiter(limiter) => Some(limiter),
            Self::Disabled => None,
        }
    }
}
