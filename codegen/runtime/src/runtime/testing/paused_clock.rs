//! A clock for tests with paused time.
//!
//! Invariant: the monotonic time, the time of day and the sleeps are all those of Tokio's clock, so
//! that they advance together.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::runtime::system::{BoxFuture, Clock, SystemClock};

/// The time of day at which a paused clock starts, since the Unix epoch.
const START: Duration = Duration::from_secs(1_000_000_000);

/// The clock of Tokio, which tests can pause with `#[tokio::test(start_paused = true)]`.
///
/// While the time is paused, it advances to the end of the next sleep as soon as all tasks are idle.
/// Backoff, rate limits, poll intervals and timeouts then take no real time.
///
/// `start_paused` needs the features `macros`, `rt` and `test-util` of `tokio` among the
/// `dev-dependencies`, and the runtime with one thread, which is the default of `#[tokio::test]`. Create
/// the clock inside the test and set it for the client, because the default clock of a client measures
/// real time. Use a [`MockTransport`](super::MockTransport): to a paused runtime a task that waits for the
/// network is idle, so that its timeouts elapse at once.
///
/// ```
/// use std::sync::Arc;
///
/// use runtime::ClientBuilder;
/// use runtime::testing::PausedClock;
///
/// fn without_waiting(builder: ClientBuilder) -> (ClientBuilder, PausedClock) {
///     let clock = PausedClock::new();
///     (builder.clock(Arc::new(clock)), clock)
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PausedClock {
    start: Instant,
}

impl PausedClock {
    /// Creates a clock whose time of day is now 2001-09-09T01:46:40Z, 1,000,000,000 seconds after
    /// the Unix epoch.
    #[must_use]
    pub fn new() -> Self {
        Self { start: now() }
    }

    /// The time since the clock was created, including skipped sleeps.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        now().saturating_duration_since(self.start)
    }
}

fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

impl Clock for PausedClock {
    fn now(&self) -> Instant {
        now()
    }

    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + START + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

impl Default for PausedClock {
    fn default() -> Self {
        Self::new()
    }
}
