//! A clock that stands still until a bell rings.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kustomer_client::runtime::clock::Clock;
use kustomer_client::runtime::transport::BoxFuture;

use super::Bell;

/// Whoever waits is woken when the bell rings, after exactly the time that was asked for.
pub struct ScriptedClock {
    bell: Bell,
    start: Instant,
    passed: Arc<Mutex<Duration>>,
    waits: Mutex<Vec<Duration>>,
}

impl ScriptedClock {
    /// A clock that the bell sets going.
    pub fn new(bell: &Bell) -> Arc<Self> {
        Arc::new(Self {
            bell: bell.clone(),
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
        let (rung, passed) = (self.bell.wait(), Arc::clone(&self.passed));
        Box::pin(async move {
            rung.await;
            *passed.lock().unwrap() += duration;
        })
    }
}
