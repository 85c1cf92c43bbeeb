//! A clock that a test moves by hand, for a fake that is called over sockets.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kustomer_client::runtime::clock::{Clock, SystemClock};
use kustomer_client::runtime::transport::BoxFuture;

/// A clock that stands still until it is moved. Clones share the time. What waits, waits in real time.
#[derive(Clone, Debug)]
pub struct StepClock {
    start: Instant,
    passed: Arc<Mutex<Duration>>,
}

impl StepClock {
    /// A clock that begins at 1,000,000,000 seconds after the beginning of 1970.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now(), passed: Arc::default() }
    }

    /// Moves it.
    pub fn advance(&self, time: Duration) {
        *self.passed.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }

    fn passed(&self) -> Duration {
        *self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for StepClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for StepClock {
    fn now(&self) -> Instant {
        self.start + self.passed()
    }

    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_000_000_000) + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}
