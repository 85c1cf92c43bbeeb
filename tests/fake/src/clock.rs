//! A clock that a test advances by hand, for a fake that is called over sockets.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kustomer_client::Clock;

use kustomer_client::SystemClock;
use kustomer_client::transport::BoxFuture;

/// A clock that stands still until it is advanced. Clones share the time. Sleeping takes real time.
#[derive(Clone, Debug)]
pub struct StepClock {
    start: Instant,
    elapsed: Arc<Mutex<Duration>>,
}

impl StepClock {
    /// Creates a clock whose system time is 1,000,000,000 seconds after the Unix epoch.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now(), elapsed: Arc::default() }
    }

    /// Advances the clock.
    pub fn advance(&self, time: Duration) {
        *self.elapsed.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }

    fn elapsed(&self) -> Duration {
        *self.elapsed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for StepClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for StepClock {
    fn now(&self) -> Instant {
        self.start + self.elapsed()
    }

    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_000_000_000) + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}
