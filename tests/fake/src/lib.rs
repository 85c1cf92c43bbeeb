//! A fake of Kustomer's bulk message API, for tests of programs that use it.
//!
//! The fake is stateful: updates become jobs, which move from queued through running to complete.
//! It enforces what the API enforces (the number of items and bytes in a request, client references,
//! roles, the rate limit) and injects faults. [`Kustomer`] implements [`Transport`], so that a client
//! reaches it without a network; [`Server`] serves it over HTTP on the loopback address. The binary
//! `kustomer-fake` is such a server with a flag for each setting.
//!
//! Invariant: [`Kustomer::log`] states for each request whether it was processed, whatever the client
//! received.
//!
//! ```
//! use std::sync::Arc;
//!
//! use kustomer_client::testing::PausedClock;
//! use kustomer_client::types::MessageUpdate;
//! use kustomer_client::{Client, RateLimiting};
//! use kustomer_fake::{Kustomer, Setup, TOKEN};
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
//! [`Transport`]: kustomer_client::transport::Transport

mod access;
mod api_error;
mod clock;
mod delivery;
mod faults;
mod job;
mod log;
mod rate_limit;
mod routes;
mod server;
mod transport;
mod updates;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::Request;
use kustomer_client::Clock;

pub use self::access::{Key, Role, TOKEN};
pub use self::clock::StepClock;
pub use self::faults::{Fault, Faults, Rule};
pub use self::job::{BatchesForm, JobTiming};
pub use self::log::Entry;
pub use self::rate_limit::{RateLimit, ResetForm};
pub use self::server::Server;

use self::delivery::Delivery;
use self::routes::State;

/// The settings of a fake.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// The API keys and their roles. If empty, [`TOKEN`] has all roles.
    pub keys: Vec<Key>,
    /// The rate limit of the organization.
    pub rate_limit: RateLimit,
    /// How long jobs take.
    pub job_timing: JobTiming,
    /// Which of its two documented shapes the list of batches has.
    pub batches: BatchesForm,
    /// The ids of messages that do not exist. Updates of them fail.
    pub missing_messages: Vec<String>,
    /// The faults to inject.
    pub faults: Faults,
    /// The number of jobs and of log entries that are kept, for long runs. By default, all are.
    pub history: Option<usize>,
}

/// A fake of the API. Clones share their state.
#[derive(Clone)]
pub struct Kustomer {
    clock: Arc<dyn Clock>,
    state: Arc<Mutex<State>>,
}

impl Kustomer {
    /// Creates a fake without any jobs.
    #[must_use]
    pub fn new(setup: Setup, clock: Arc<dyn Clock>) -> Self {
        let state = Arc::new(Mutex::new(State::new(setup, clock.now())));
        Self { clock, state }
    }

    /// Returns the requests so far, in the order of their arrival.
    #[must_use]
    pub fn log(&self) -> Vec<Entry> {
        self.state().log.clone()
    }

    /// Returns the ids of the messages in each job, in the order in which the jobs were accepted.
    #[must_use]
    pub fn accepted(&self) -> Vec<Vec<String>> {
        self.state().accepted()
    }

    /// Returns the highest number of requests in one window of the rate limit.
    #[must_use]
    pub fn busiest_window(&self) -> u64 {
        self.state().rate_limit.busiest()
    }

    /// Handles a request: injects the next fault, if there is one, and lets the API process the
    /// request unless the fault prevents it.
    fn exchange(&self, request: &Request<Bytes>) -> Delivery {
        let (now, time) = (self.clock.now(), self.clock.system_time());
        let mut state = self.state();
        let fault = state.setup.faults.next(request);
        let reaches_api = fault.as_ref().is_none_or(Fault::reaches_the_api);
        let response = reaches_api.then(|| state.handle(request, now, time));
        let delivery = Delivery::new(fault.as_ref(), response.clone());
        state.record(Entry::new(request, response.as_ref(), fault));
        delivery
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
