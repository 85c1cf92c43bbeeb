//! Waiting for a job: from a call that reads how far it is to its end.
//!
//! Invariant: it ends by its deadline, and that the job has ended is never claimed without an answer
//! that says so. What fails in passing costs time and not the job. Whoever stops waiting can go on
//! later, with the same waiter or from the id alone.

use std::fmt;
use std::time::Duration;

use super::error::{Error, ErrorKind};
use super::job::{Ended, JobCall, Progress, Sight, Stage};
use super::job_error::{about_job, between_looks, untyped};
use super::poll_policy::PollPolicy;
use super::request_error::RequestError;
use super::response::Response;
use super::rounds::{Finding, Rounds};

/// Waits for a job. Nothing is sent before [`next`](Self::next) or [`until_done`](Self::until_done).
///
/// It looks after a second, and again after a time that grows while nothing changes. Each look is a
/// call of its own, with its retries. If that fails in passing all the same, the next look is another
/// try, until the deadline is over.
///
/// ```ignore
/// let mut waiter = client.wait_for_thing(id);
/// while let Some(thing) = waiter.next().await? {
///     if let Some(progress) = waiter.progress() {
///         println!("{progress}");
///     }
/// }
/// ```
#[must_use = "nothing happens until it is asked for what comes next"]
pub struct Waiter<C: JobCall> {
    call: C,
    policy: PollPolicy,
    /// What the last answer told.
    seen: Option<Sight>,
    /// An answer from before the first look that tells the end.
    end: Option<Response<C::Answer>>,
    is_over: bool,
    rounds: Option<Rounds>,
}

impl<C: JobCall> Waiter<C> {
    /// Waits for the job that the call reads.
    pub fn new(call: C) -> Self {
        let policy = call.client().shared().limits.polling;
        Self { call, policy, seen: None, end: None, is_over: false, rounds: None }
    }

    /// Waits for the job that the call reads, and of which there is an answer already. If that tells
    /// the end, nothing is sent.
    pub fn after(call: C, answer: &Response<C::Answer>) -> Self
    where
        C::Answer: Clone,
    {
        let sight = Sight::of::<C>(answer.body());
        let end = (sight.stage::<C>() != Stage::Running).then(|| answer.clone());
        Self { seen: Some(sight), end, ..Self::new(call) }
    }

    /// How long to wait for this job, and how often to look, if not as the client does for all.
    pub fn policy(self, policy: PollPolicy) -> Self {
        Self { policy, ..self }
    }

    /// How long to wait for this job, if not as the client does for all. Who goes on to wait after
    /// that has run out gets as much time again.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.policy = self.policy.deadline(deadline);
        self
    }

    /// The state that the last answer told.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.seen.as_ref()?.state.as_deref()
    }

    /// How much of the job was done by the last answer.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.seen.as_ref()?.progress
    }

    /// Waits for the next look, and gives what it found. The last answer is that which tells the end;
    /// after it there is none. If this is dropped while it waits, the next one goes on.
    ///
    /// # Errors
    /// Looking failed for good, or the deadline is over: [`ErrorKind::Unfinished`]. [`Error::job_id`]
    /// tells of which job.
    pub async fn next(&mut self) -> Result<Option<Response<C::Answer>>, Error<C::Failure>> {
        if self.is_over {
            return Ok(None);
        }
        self.look().await.map(|(answer, _)| Some(answer))
    }

    /// Waits for the end of the job.
    ///
    /// # Errors
    /// As for [`next`](Self::next).
    pub async fn until_done(&mut self) -> Result<C::Outcome, Error<C::Failure>> {
        loop {
            match self.look().await? {
                (_, Stage::Running) => {}
                (answer, Stage::Done) => return Ok(Ended::Done(answer).into()),
                (answer, Stage::Failed) => return Ok(Ended::Failed(answer).into()),
            }
        }
    }

    /// The next answer, and how the job stands by it.
    async fn look(&mut self) -> Result<(Response<C::Answer>, Stage), Error<C::Failure>> {
        let (answer, sight) = match self.end.take() {
            Some(answer) => seen::<C>(answer),
            None => self.read().await.map_err(|error| about_job(error, self.call.job_id()))?,
        };
        let stage = sight.stage::<C>();
        self.is_over = stage != Stage::Running;
        self.seen = Some(sight);
        Ok((answer, stage))
    }

    /// Looks until there is an answer.
    async fn read(&mut self) -> Result<(Response<C::Answer>, Sight), Error<C::Failure>> {
        let client = self.call.client().clone();
        let shared = client.shared();
        if let Err(problem) = self.policy.check() {
            let kind = ErrorKind::InvalidRequest;
            let error = between_looks(kind, C::OPERATION, 0, Duration::ZERO);
            return Err(error.with_source(RequestError::Polling(problem)).widen());
        }
        loop {
            let rounds = self.rounds.get_or_insert_with(|| Rounds::begin(self.policy, shared));
            match rounds.ask(&self.call, self.policy, shared).await {
                Some(Ok(answer)) => {
                    let (answer, sight) = seen::<C>(answer);
                    let has_changed = self.seen.as_ref().is_some_and(|seen| *seen != sight);
                    let finding = if has_changed { Finding::Progress } else { Finding::Nothing };
                    rounds.plan(finding, self.policy, shared);
                    return Ok((answer, sight));
                }
                Some(Err(error)) if rounds.is_passing(&error, self.policy, shared) => {
                    rounds.plan(Finding::Trouble(untyped(error)), self.policy, shared);
                }
                Some(Err(error)) => {
                    self.rounds = None;
                    return Err(error);
                }
                None => {
                    let error = rounds.give_up(C::OPERATION, shared);
                    self.rounds = None;
                    return Err(error.widen());
                }
            }
        }
    }
}

/// An answer with what it tells.
fn seen<C: JobCall>(answer: Response<C::Answer>) -> (Response<C::Answer>, Sight) {
    let sight = Sight::of::<C>(answer.body());
    (answer, sight)
}

impl<C: JobCall> fmt::Debug for Waiter<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Waiter")
            .field("operation", &C::OPERATION.id)
            .field("progress", &self.progress())
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}
