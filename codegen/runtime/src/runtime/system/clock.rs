//! The clock of a client: the current time, and sleeping.
//!
//! Invariant: nothing else in the client reads the time or sleeps, so that tests with a clock of
//! their own never wait.

use std::panic;
use std::time::{Duration, Instant, SystemTime};

use tokio::runtime::Handle;

use super::boxed_future::BoxFuture;
use super::thread_timer;

/// A source of time. Tests can replace it.
///
/// ```
/// use std::time::{Duration, Instant, SystemTime};
///
/// use runtime::transport::BoxFuture;
/// use runtime::{Clock, SystemClock};
///
/// /// A clock on which every sleep ends at once.
/// #[derive(Debug)]
/// struct Impatient;
///
/// impl Clock for Impatient {
///     fn now(&self) -> Instant {
///         SystemClock.now()
///     }
///
///     fn system_time(&self) -> SystemTime {
///         SystemClock.system_time()
///     }
///
///     fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
///         Box::pin(async {})
///     }
/// }
/// ```
pub trait Clock: Send + Sync + 'static {
    /// The current time of a monotonic clock, for measuring durations.
    fn now(&self) -> Instant;

    /// The current time of day, for comparison with the dates that servers send.
    fn system_time(&self) -> SystemTime;

    /// Completes after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The clock of the operating system. It sleeps with Tokio's timer. Outside of a Tokio runtime with
/// timers, one thread wakes all tasks that sleep.
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
        // Tokio's timer panics outside of a runtime, and in one that was built without timers, which
        // nothing else tells.
        let sleep = Handle::try_current()
            .ok()
            .and_then(|_| panic::catch_unwind(|| tokio::time::sleep(duration)).ok());
        match sleep {
            Some(sleep) => Box::pin(sleep),
            None => Box::pin(thread_timer::sleep(duration)),
        }
    }
}
