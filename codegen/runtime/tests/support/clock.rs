//! A clock that stands still until everything waits for it.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::Mutex;
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::runtime::system::{BoxFuture, Clock};

/// 2023-11-14T22:13:20Z, the time of day at which each script begins.
pub(crate) const BEGINNING: u64 = 1_700_000_000;

pub(crate) struct ScriptedClock {
    start: Instant,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    passed: Duration,
    alarms: Vec<Duration>,
}

impl Default for ScriptedClock {
    fn default() -> Self {
        Self { start: Instant::now(), state: Arc::default() }
    }
}

impl ScriptedClock {
    /// The time since the beginning of the script.
    pub(crate) fn passed(&self) -> Duration {
        self.state.lock().unwrap().passed
    }

    /// Goes to the next alarm, if there is one.
    pub(crate) fn ring(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        let passed = state.passed;
        state.alarms.retain(|alarm| *alarm > passed);
        let next = state.alarms.iter().min().copied();
        state.passed = next.unwrap_or(passed);
        next.is_some()
    }
}

impl Clock for ScriptedClock {
    fn now(&self) -> Instant {
        self.start + self.passed()
    }

    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(BEGINNING) + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let state = self.state.clone();
        let alarm = self.passed() + duration;
        state.lock().unwrap().alarms.push(alarm);
        Box::pin(poll_fn(move |_| {
            if state.lock().unwrap().passed >= alarm { Poll::Ready(()) } else { Poll::Pending }
        }))
    }
}
