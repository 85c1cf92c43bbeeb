//! A clock that stands still until a signal rings.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kustomer_client::Clock;
use kustomer_client::transport::BoxFuture;

use super::Signal;

/// Whoever waits is woken when the signal rings, after exactly the time that was asked for.
pub struct ScriptedClock {
    signal: Signal,
    start: Instant,
    passed: Arc<Mutex<Duration>>,
    waits: Mutex<Vec<Duration>>,
}

impl ScriptedClock {
    /// A clock that the signal sets going.
    pub fn new(signal: &Signal) -> Arc<Self> {
        Arc::new(Self {
            signal: signal.clone(),
            start: Instant::now(),
            passed: Arc::default(),
            waits: Mutex::default(),
        })
    }

    /// How long the last one that waited asked to wait.
    pub fn last_wait(&self) -> Duration {
        *self.waits.lock().unwrap().last().unwrap()
    }
}

impl Clock for ScriptedClock {
    fn now(&self) -> Instant {
        self.start + *self.passed.lock().unwrap()
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(784_111_777)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.waits.lock().unwrap().push(duration);
        let (notified, passed) = (self.signal.wait(), Arc::clone(&self.passed));
        Box::pin(async move {
            notified.await;
            *passed.lock().unwrap() += duration;
        })
    }
}
