//! Polling of long-running jobs.
//!
//! Depends on `request`, `response` and `system`.

mod job;
mod poll_context;
mod poll_interval;
mod poll_policy;
mod poll_state;
mod poller;

pub use self::job::{JobResult, PollRequest, Progress};
pub(crate) use self::poll_context::PollContext;
pub use self::poll_policy::{PollPolicy, PollPolicyError};
pub use self::poller::Poller;
