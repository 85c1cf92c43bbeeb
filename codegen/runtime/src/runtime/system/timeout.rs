//! Timeouts, which can be disabled.
//!
//! Invariant: a timeout is disabled by the caller only, never by an overflow.

use std::time::Duration;

/// The maximum duration of an attempt, a call or another step. A [`Duration`] converts with
/// `into()`.
///
/// Shorter timeouts compare as less than longer ones, and every duration as less than
/// [`Disabled`](Self::Disabled).
///
/// ```
/// use std::time::Duration;
///
/// use runtime::Timeout;
///
/// let timeout: Timeout = Duration::from_secs(10).into();
/// assert!(timeout < Timeout::Disabled);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timeout {
    /// The step fails after this duration.
    After(Duration),
    /// The step may take any time.
    Disabled,
}

impl From<Duration> for Timeout {
    fn from(duration: Duration) -> Self {
        Self::After(duration)
    }
}
