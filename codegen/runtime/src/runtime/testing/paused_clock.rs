//! Tests of programs that call the API, without a network and without waiting.
//!
//! A [`MockTransport`] takes the place of the network. It answers by operation, keeps the requests, and tells
//! at the end whether all of it has happened. Each operation has its name in the module of its call,
//! as `OPERATION`. In a test with paused time, [`PausedClock`] lets all waits pass at once.
//!
//! ```ignore
//! let script = MockTransport::new();
//! script.on(&get_thing::OPERATION, [MockResponse::status(503), MockResponse::json(200, &thing)]);
//! let clock = Arc::new(PausedClock::new());
//! let client = Client::builder().transport(Arc::new(script.clone())).clock(clock).build()?;
//!
//! client.get_thing("a").send().await?;
//! script.verify()?;
//! ```
//!
//! The feature `testing` turns it on.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::runtime::system::{BoxFuture, Clock, SystemClock};

pub use super::mock_response::MockResponse;
pub use super::mock_transport::{MockTransport, VerifyError};

/// What a paused clock tells first, as the time since the beginning of 1970.
const BEGINNING: Duration = Duration::from_secs(1_000_000_000);

/// The clock of Tokio, which tests can pause: `#[tokio::test(start_paused = true)]`. Then time goes on
/// by itself, to the end of the next wait, whenever all tasks wait.
#[derive(Clone, Copy, Debug)]
pub struct PausedClock {
    start: Instant,
}

impl PausedClock {
    /// A clock that begins now, at 1,000,000,000 seconds after the beginning of 1970.
    #[must_use]
    pub fn new() -> Self {
        Self { start: now() }
    }

    /// How much time has passed on it.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        now().saturating_duration_since(self.start)
    }
}

fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}

impl Clock for PausedClock {
    fn now(&self) -> Instant {
        now()
    }

    fn system_time(&self) -> SystemTime {
        UNIX_EPOCH + BEGINNING + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

impl Default for PausedClock {
    fn default() -> Self {
        Self::new()
    }
}
