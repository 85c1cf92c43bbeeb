//! The schedule of polls until one deadline: when the next poll is due, and how the last one ended.
//!
//! Invariant: no poll starts at or after the deadline, and none lasts longer. Dropping a poll does
//! not change the schedule.

use std::time::{Duration, Instant};

use super::job::PollRequest;
use super::poll_context::PollContext;
use super::poll_interval;
use crate::runtime::defaults::MAX_DOUBTFUL_POLLS;
use crate::runtime::request::Operation;
use crate::runtime::response::{CallInfo, Error, ErrorKind, FailureClass, Response};
use crate::runtime::system::{Deadline, Timeout};

/// The schedule, and the number of polls so far.
pub(crate) struct PollState {
    start: Instant,
    polls: u32,
    /// When the current wait started, how long it is, and the interval it was made from.
    wait_start: Instant,
    wait: Duration,
    interval: Duration,
    last_error: Option<Error>,
    /// The number of polls in a row with an error that may be permanent.
    doubtful: u32,
}

/// How a poll ended.
pub(crate) enum PollOutcome {
    /// The state or progress of the job has changed.
    Progress,
    /// Nothing has changed.
    NoChange,
    /// The poll failed, and the next one may succeed.
    TransientError(Error),
}

impl PollState {
    /// Starts the deadline, and the wait before the first poll, which is not before this time.
    pub(crate) fn start(context: &PollContext, not_before: Option<Instant>) -> Self {
        let (now, interval) = (context.clock.now(), context.policy.initial_interval);
        let asked = not_before.map_or(Duration::ZERO, |time| time.saturating_duration_since(now));
        let wait = poll_interval::with_jitter(interval, &*context.random).max(asked);
        Self {
            start: now,
            polls: 0,
            wait_start: now,
            wait,
            interval,
            last_error: None,
            doubtful: 0,
        }
    }

    /// Waits for the next poll and sends it. Returns `None` if the deadline passes first.
    pub(crate) async fn poll<R: PollRequest>(
        &mut self,
        request: &R,
        context: &PollContext,
    ) -> Option<Result<Response<R::Job>, Error<R::ApiError>>> {
        let clock = &*context.clock;
        let deadline = Deadline::since(clock, self.start, context.policy.deadline.into());
        let waited = clock.now().saturating_duration_since(self.wait_start);
        let wait = self.wait.saturating_sub(waited);
        if Timeout::After(wait) >= deadline.remaining() {
            return None;
        }
        if !wait.is_zero() {
            clock.sleep(wait).await;
        }
        self.polls = self.polls.saturating_add(1);
        deadline.race(request.clone().send()).await
    }

    /// Schedules the next poll, not before the time that the server asks for.
    pub(crate) fn schedule_next(
        &mut self,
        outcome: PollOutcome,
        retry_after: Option<Duration>,
        context: &PollContext,
    ) {
        self.interval = match outcome {
            PollOutcome::Progress => context.policy.initial_interval,
            PollOutcome::NoChange | PollOutcome::TransientError(_) => {
                poll_interval::next(self.interval, context.policy.max_interval)
            }
        };
        self.last_error = match outcome {
            PollOutcome::TransientError(error) => Some(error),
            PollOutcome::Progress | PollOutcome::NoChange => None,
        };
        self.doubtful = match &self.last_error {
            Some(error) if is_doubtful(error) => self.doubtful.saturating_add(1),
            _ => 0,
        };
        let wait = poll_interval::with_jitter(self.interval, &*context.random);
        self.wait = wait.max(retry_after.unwrap_or_default());
        self.wait_start = context.clock.now();
    }

    /// Whether the next poll may succeed after this error.
    pub(crate) fn is_transient<E>(&self, error: &Error<E>, context: &PollContext) -> bool {
        if is_doubtful(error) {
            return self.doubtful.saturating_add(1) < MAX_DOUBTFUL_POLLS;
        }
        let elapsed = context.clock.now().saturating_duration_since(self.start);
        match error.failure_class() {
            // A poll changes nothing, so it may be repeated even if it was processed.
            FailureClass::NotProcessed | FailureClass::Ambiguous => true,
            FailureClass::Rejected | FailureClass::Permanent => {
                error.is_not_found() && elapsed < context.policy.not_found_grace
            }
        }
    }

    /// The error for a job that is not finished at the deadline.
    pub(crate) fn timeout_error(
        &mut self,
        operation: &'static Operation,
        context: &PollContext,
    ) -> Error {
        let elapsed = context.clock.now().saturating_duration_since(self.start);
        let error = polling_error(ErrorKind::JobTimeout, operation, self.polls, elapsed);
        match self.last_error.take() {
            Some(source) => error.with_source(source),
            None => error,
        }
    }
}

/// Whether an error may be permanent although some of its kind are not: the token provider fails, or
/// a success is not the declared one, such as the maintenance page of a gateway.
fn is_doubtful<E>(error: &Error<E>) -> bool {
    matches!(error.kind(), ErrorKind::Credential | ErrorKind::ContentType)
}

/// An error of polling that is not that of a single request.
pub(crate) fn polling_error(
    kind: ErrorKind,
    operation: &'static Operation,
    polls: u32,
    elapsed: Duration,
) -> Error {
    Error::new(kind, CallInfo { attempts: polls, elapsed, ..CallInfo::unsent(operation) })
}
