//! A fake of Kustomer's bulk message API, for tests of programs that use it.
//!
//! It keeps what it was told: updates become jobs, which move from queued through running to complete
//! on a clock of the test. It enforces what the API enforces (items and bytes of a request, client
//! references, roles, the rate limit) and fails by rule. It is a [`Transport`] of the generated client,
//! and by [`Server`] a server on loopback. Copy the folder to use it elsewhere.
//!
//! Invariant: [`Kustomer::log`] tells of each request whether its effect took place, whatever the
//! client was told.
//!
//! ```
//! use std::sync::Arc;
//!
//! use kustomer_client::testing::PausedClock;
//! use kustomer_client::types::MessageUpdate;
//! use kustomer_client::{Client, GateChoice};
//! use tests::fake::{Kustomer, Setup, TOKEN};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let clock = Arc::new(PausedClock::new());
//! let kustomer = Kustomer::new(Setup::default(), clock.clone());
//! let client = Client::builder().org("acme").token(TOKEN).clock(clock).transport(Arc::new(kustomer.clone())).build()?;
//! let job = client.bulk_batch_update_messages(vec![MessageUpdate::new("a")]).send().await?;
//! assert_eq!(job.data.attributes.status.to_string(), "queued");
//! assert_eq!(kustomer.log().len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! [`Transport`]: kustomer_client::runtime::transport::Transport

mod access;
mod clock;
mod fault;
mod job;
mod limit;
mod log;
mod refusal;
mod routes;
mod server;
mod transport;
mod updates;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::Request;
use kustomer_client::runtime::clock::Clock;

pub use self::access::{Key, Role, TOKEN};
pub use self::clock::StepClock;
pub use self::fault::{Fault, Faults, Rule};
pub use self::job::{BatchesForm, Pace};
pub use self::limit::{RateLimit, ResetForm};
pub use self::log::Entry;
pub use self::server::Server;

use self::fault::Outcome;
use self::routes::State;

/// How a fake behaves.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Who may do what. By default [`TOKEN`] may do everything.
    pub keys: Vec<Key>,
    /// How many requests the organization may make.
    pub rate_limit: RateLimit,
    /// How fast jobs are.
    pub pace: Pace,
    /// In which of its two shapes the list of batches is answered.
    pub batches: BatchesForm,
    /// The ids of messages that do not exist: their updates fail.
    pub missing_messages: Vec<String>,
    /// What goes wrong.
    pub faults: Faults,
}

/// A fake of the API. Clones share what it knows.
#[derive(Clone)]
pub struct Kustomer {
    clock: Arc<dyn Clock>,
    state: Arc<Mutex<State>>,
}

impl Kustomer {
    /// A fake without any jobs.
    #[must_use]
    pub fn new(setup: Setup, clock: Arc<dyn Clock>) -> Self {
        let state = Arc::new(Mutex::new(State::new(setup, clock.now())));
        Self { clock, state }
    }

    /// The requests so far, in the order in which they arrived.
    #[must_use]
    pub fn log(&self) -> Vec<Entry> {
        self.state().log.clone()
    }

    /// The most requests that were counted in one window of the rate limit.
    #[must_use]
    pub fn busiest_window(&self) -> u64 {
        self.state().limit.busiest()
    }

    /// What becomes of a request: first what the rules let go wrong, then what the API does.
    fn exchange(&self, request: &Request<Bytes>) -> Outcome {
        let (now, time) = (self.clock.now(), self.clock.system_time());
        let mut state = self.state();
        let fault = state.setup.faults.next(request);
        let reaches = fault.as_ref().is_none_or(Fault::reaches_the_api);
        let answer = reaches.then(|| state.answer(request, now, time));
        let outcome = Outcome::of(fault.as_ref(), answer.clone());
        state.log.push(Entry::new(request, answer.as_ref(), fault));
        outcome
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Kustomer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Kustomer").finish_non_exhaustive()
    }
}
