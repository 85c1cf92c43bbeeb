//! A client without a network and without waiting.

pub(crate) mod api;
pub(crate) mod clock;
pub(crate) mod delayed;
pub(crate) mod job;
pub(crate) mod limited;
pub(crate) mod paused;
pub(crate) mod random;
pub(crate) mod transport;

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use crate::runtime::auth::Credential;
use crate::runtime::client::{Client, ClientBuilder};
use crate::runtime::resilience::{RateLimiting, Retry};

use self::clock::ScriptedClock;
use self::random::Seeded;
use self::transport::{Answer, ScriptedTransport};

/// A client whose server is a script.
pub(crate) struct Scene {
    pub(crate) clock: Arc<ScriptedClock>,
    pub(crate) transport: Arc<ScriptedTransport>,
    pub(crate) builder: ClientBuilder,
}

impl Scene {
    /// A client that sends each request once, for tests of what becomes of it.
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut scene = Self::repeating(answers);
        scene.builder = scene.builder.retry(Retry::Disabled).rate_limiter(RateLimiting::Disabled);
        scene
    }

    /// A client as users make it.
    pub(crate) fn repeating(answers: impl IntoIterator<Item = Answer>) -> Self {
        let clock = Arc::new(ScriptedClock::default());
        let transport = Arc::new(ScriptedTransport::new(clock.clone(), answers));
        let builder = ClientBuilder::new(&api::API)
            .server_variable("org", "acme")
            .credential("token", Credential::token("t0ken"))
            .transport(transport.clone())
            .clock(clock.clone())
            .random(Arc::new(Seeded::new(7)));
        Self { clock, transport, builder }
    }

    pub(crate) fn client(&self) -> Client {
        self.builder.clone().build().unwrap()
    }

    /// Runs a future to its end. Whenever all of it waits, the clock goes to the next alarm.
    pub(crate) fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            assert!(self.clock.ring(), "the future waits for something that never happens");
        }
    }
}
