//! A duration after which something is given up, or no such duration.
//!
//! Invariant: "disabled" is a choice that a caller makes, and is never the result of an overflow.

use std::time::Duration;

/// How long something may take.
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
    /// It may take this long.
    After(Duration),
    /// It may take any time.
    Disabled,
}

impl From<Duration> for Timeout {
    fn from(duration: Duration) -> Self {
        Self::After(duration)
    }
}
