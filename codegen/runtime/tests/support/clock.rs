//! A clock that only advances when the harness advances it.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::Mutex;
use std::task::Poll;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::runtime::system::{BoxFuture, Clock};

/// 2023-11-14T22:13:20Z, the system time at which each test starts.
pub(crate) const START_TIME: u64 = 1_700_000_000;

pub(crate) struct ScriptedClock {
    start: Instant,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    elapsed: Duration,
    timers: Vec<Duration>,
}

impl Default for ScriptedClock {
    fn default() -> Self {
        Self { start: Instant::now(), state: Arc::default() }
    }
}

impl ScriptedClock {
    /// The time since the start of the test.
    pub(crate) fn elapsed(&self) -> Duration {
        self.state.lock().unwrap().elapsed
    }

    /// Advances to the next timer, if there is one.
    pub(crate) fn advance(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        let elapsed = state.elapsed;
        state.timers.retain(|timer| *timer > elapsed);
        let next = state.timers.iter().min().copied();
        state.elapsed = next.unwrap_or(elapsed);
        next.is_some()
    }
}

impl Clock for ScriptedClock {
    fn now(&self) -> Instant {
        self.start + self.elapsed()
    }

    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(START_TIME) + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let state = self.state.clone();
        let timer = self.elapsed() + duration;
        state.lock().unwrap().timers.push(timer);
        Box::pin(poll_fn(move |_| {
            if state.lock().unwrap().elapsed >= timer { Poll::Ready(()) } else { Poll::Pending }
        }))
    }
}
