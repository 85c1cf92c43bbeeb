//! A test harness: a client with a scripted transport and a virtual clock.

pub(crate) mod api;
pub(crate) mod authorization_server;
pub(crate) mod bulk;
pub(crate) mod bulk_faults;
pub(crate) mod bulk_runs;
pub(crate) mod bulk_server;
pub(crate) mod bulk_truth;
pub(crate) mod clock;
pub(crate) mod crashing_disk;
pub(crate) mod delayed_transport;
pub(crate) mod job;
pub(crate) mod list;
pub(crate) mod paused_clock;
pub(crate) mod random;
pub(crate) mod rate_limited_server;
pub(crate) mod transport;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use crate::runtime::auth::Credential;
use crate::runtime::client::{Client, ClientBuilder};
use crate::runtime::resilience::{RateLimiting, Retry};

use self::clock::ScriptedClock;
use self::random::Seeded;
use self::transport::{ScriptedResponse, ScriptedTransport};

/// A client with a scripted transport and a virtual clock.
pub(crate) struct Harness {
    pub(crate) clock: Arc<ScriptedClock>,
    pub(crate) transport: Arc<ScriptedTransport>,
    pub(crate) builder: ClientBuilder,
}

impl Harness {
    /// A client without retries and without a rate limiter.
    pub(crate) fn new(responses: impl IntoIterator<Item = ScriptedResponse>) -> Self {
        let mut harness = Self::with_retries(responses);
        harness.builder =
            harness.builder.retry(Retry::Disabled).rate_limiter(RateLimiting::Disabled);
        harness
    }

    /// A client with the default retries and rate limiter.
    pub(crate) fn with_retries(responses: impl IntoIterator<Item = ScriptedResponse>) -> Self {
        let clock = Arc::new(ScriptedClock::default());
        let transport = Arc::new(ScriptedTransport::new(clock.clone(), responses));
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

    /// Runs a future to completion. Advances the clock to the next timer whenever it is pending and
    /// nothing has woken it.
    pub(crate) fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(woken.clone());
        let mut context = Context::from_waker(&waker);
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            if !woken.0.swap(false, Ordering::Relaxed) {
                assert!(self.clock.advance(), "the future is pending without a timer");
            }
        }
    }
}

/// Whether a future is to be polled again.
#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}
