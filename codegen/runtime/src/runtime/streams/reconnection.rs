//! When a stream of events is opened again.
//!
//! Invariant: the number of attempts and each wait are limited.

use std::time::Duration;

use crate::runtime::defaults::{
    MAX_RECONNECTION_DELAY, MAX_RECONNECTIONS, MIN_RECONNECTION_DELAY, RECONNECTION_DELAY,
    RECONNECTION_JITTER_PERCENT,
};
use crate::runtime::system::{Random, up_to};

/// When a stream of events is opened again after its connection has ended.
///
/// ```
/// use std::time::Duration;
///
/// use runtime::Reconnection;
///
/// let policy = Reconnection::default().max_attempts(20).max_delay(Duration::from_secs(10));
/// # let _ = policy;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconnection {
    max_attempts: u32,
    delay: Duration,
    max_delay: Duration,
}

impl Default for Reconnection {
    fn default() -> Self {
        Self {
            max_attempts: MAX_RECONNECTIONS,
            delay: RECONNECTION_DELAY,
            max_delay: MAX_RECONNECTION_DELAY,
        }
    }
}

impl Reconnection {
    /// Sets how often the stream is opened again without an event in between. The default is 5.
    #[must_use]
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: attempts, ..self }
    }

    /// Sets the wait before the first attempt, unless the server asks for another one by `retry`. It
    /// doubles with each further attempt without an event. The default is 3 seconds.
    #[must_use]
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Sets the maximum wait, also for what the server asks for. The default is 1 minute.
    #[must_use]
    pub fn max_delay(self, delay: Duration) -> Self {
        Self { max_delay: delay, ..self }
    }

    /// The wait before the next attempt, after a number of attempts without an event. `None` if there
    /// is no further attempt.
    pub(crate) fn wait(
        self,
        attempts: u32,
        retry: Option<Duration>,
        random: &dyn Random,
    ) -> Option<Duration> {
        if attempts >= self.max_attempts {
            return None;
        }
        let delay = retry.unwrap_or(self.delay).max(MIN_RECONNECTION_DELAY);
        let wait = delay.saturating_mul(2_u32.saturating_pow(attempts)).min(self.max_delay);
        // Jitter prolongs the wait, because a server asks for the shortest one.
        Some(wait + up_to(wait * RECONNECTION_JITTER_PERCENT / 100, random))
    }
}
