//! The looks at a job while one deadline runs: when the next one is, and what the last one was.
//!
//! Invariant: no look begins at or after the deadline, and none lasts longer. Dropping one of them
//! moves none of the others.

use std::time::{Duration, Instant};

use super::classify::Effect;
use super::client::Shared;
use super::deadline::Deadline;
use super::error::{Error, ErrorKind};
use super::job::JobCall;
use super::job_error::between_looks;
use super::operation::Operation;
use super::options::TimeLimit;
use super::pace;
use super::poll_policy::PollPolicy;
use super::response::Response;

/// The looks so far.
pub(super) struct Rounds {
    start: Instant,
    looks: u32,
    /// When the wait for the next look began, how long it is, and what bounded it.
    since: Instant,
    wait: Duration,
    bound: Duration,
    /// Why the last look failed.
    trouble: Option<Error>,
}

/// What a look found.
pub(super) enum Finding {
    Progress,
    Nothing,
    Trouble(Error),
}

impl Rounds {
    /// Starts the deadline, and the wait for the first look.
    pub(super) fn begin(policy: PollPolicy, shared: &Shared) -> Self {
        let (now, bound) = (shared.clock.now(), policy.first);
        let wait = pace::wait(bound, &*shared.random);
        Self { start: now, looks: 0, since: now, wait, bound, trouble: None }
    }

    /// Waits for the next look and makes it. `None` if the deadline is over before.
    pub(super) async fn ask<C: JobCall>(
        &mut self,
        call: &C,
        policy: PollPolicy,
        shared: &Shared,
    ) -> Option<Result<Response<C::Answer>, Error<C::Failure>>> {
        let deadline = Deadline::since(&*shared.clock, self.start, policy.deadline.into());
        let waited = shared.clock.now().saturating_duration_since(self.since);
        let wait = self.wait.saturating_sub(waited);
        if TimeLimit::After(wait) >= deadline.remaining() {
            return None;
        }
        if !wait.is_zero() {
            shared.clock.sleep(wait).await;
        }
        self.looks = self.looks.saturating_add(1);
        deadline.race(call.clone().read()).await
    }

    /// Decides when to look next.
    pub(super) fn plan(&mut self, finding: Finding, policy: PollPolicy, shared: &Shared) {
        self.bound = match finding {
            Finding::Progress => policy.first,
            Finding::Nothing | Finding::Trouble(_) => pace::after(self.bound, policy.longest),
        };
        self.trouble = match finding {
            Finding::Trouble(error) => Some(error),
            Finding::Progress | Finding::Nothing => None,
        };
        let asked = self.trouble.as_ref().and_then(Error::retry_after);
        self.wait = pace::wait(self.bound, &*shared.random).max(asked.unwrap_or_default());
        self.since = shared.clock.now();
    }

    /// Whether the next look may find what this one did not.
    pub(super) fn is_passing<E>(
        &self,
        error: &Error<E>,
        policy: PollPolicy,
        shared: &Shared,
    ) -> bool {
        let elapsed = shared.clock.now().saturating_duration_since(self.start);
        match error.effect() {
            // A look changes nothing, so that it may be repeated whatever became of it.
            Effect::Unprocessed | Effect::Unknown => true,
            Effect::Refused | Effect::Settled => {
                error.is_not_found() && elapsed < policy.missing_for
            }
        }
    }

    /// The error for a job that has not ended by the deadline.
    pub(super) fn give_up(&mut self, operation: &'static Operation, shared: &Shared) -> Error {
        let elapsed = shared.clock.now().saturating_duration_since(self.start);
        let error = between_looks(ErrorKind::Unfinished, operation, self.looks, elapsed);
        match self.trouble.take() {
            Some(trouble) => error.with_source(trouble),
            None => error,
        }
    }
}
