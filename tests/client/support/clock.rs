//! A clock that only advances when a signal is notified.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kustomer_client::Clock;
use kustomer_client::transport::BoxFuture;

use super::Signal;

/// Sleeping tasks wake up when the signal is notified, after exactly their duration.
pub struct ScriptedClock {
    signal: Signal,
    start: Instant,
    elapsed: Arc<Mutex<Duration>>,
    sleeps: Mutex<Vec<Duration>>,
}

impl ScriptedClock {
    /// A clock that is advanced by this signal.
    pub fn new(signal: &Signal) -> Arc<Self> {
        Arc::new(Self {
            signal: signal.clone(),
            start: Instant::now(),
            elapsed: Arc::default(),
            sleeps: Mutex::default(),
        })
    }

    /// The duration of the last call of `sleep`.
    pub fn last_sleep(&self) -> Duration {
        *self.sleeps.lock().unwrap().last().unwrap()
    }
}

impl Clock for ScriptedClock {
    fn now(&self) -> Instant {
        self.start + *self.elapsed.lock().unwrap()
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(784_111_777)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleeps.lock().unwrap().push(duration);
        let (notified, elapsed) = (self.signal.wait(), Arc::clone(&self.elapsed));
        Box::pin(async move {
            notified.await;
            *elapsed.lock().unwrap() += duration;
        })
    }
}
