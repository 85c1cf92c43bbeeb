//! Time, as something that can be replaced: what time it is, and waiting.
//!
//! Invariant: nothing else in the client asks for the time or waits, so that tests with a clock
//! of their own never sleep.

use std::time::{Duration, Instant, SystemTime};

use tokio::runtime::Handle;

use super::thread_timer;
use super::transport::BoxFuture;

/// Tells the time and waits.
pub trait Clock: Send + Sync + 'static {
    /// The time of a clock that never goes back, for measuring.
    fn now(&self) -> Instant;

    /// The time of day, for comparing with what servers say.
    fn system_time(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The clock of the system, with the timer of Tokio, or with threads outside of its runtimes.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn system_time(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // Outside of a runtime, Tokio's timer panics.
        match Handle::try_current() {
            Ok(_) => Box::pin(tokio::time::sleep(duration)),
            Err(_) => Box::pin(thread_timer::sleep(duration)),
        }
    }
}
