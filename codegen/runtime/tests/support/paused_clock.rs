//! Virtual time for concurrent calls: it advances whenever all of them are idle.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::clock::START_TIME;
use crate::runtime::system::{BoxFuture, Clock};

/// The paused clock of Tokio.
pub(crate) struct PausedClock {
    start: Instant,
}

impl PausedClock {
    /// Has to be called within [`run`].
    pub(crate) fn new() -> Self {
        Self { start: tokio::time::Instant::now().into_std() }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.now() - self.start
    }
}

impl Clock for PausedClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(START_TIME) + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Runs a future in virtual time. Panics if it never completes.
pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_time().start_paused(true).build().unwrap().block_on(async {
        let year = Duration::from_hours(24 * 365);
        tokio::time::timeout(year, future).await.expect("the future never completes")
    })
}
