//! Polls a job until it reaches a terminal state.
//!
//! Invariant: polling ends by its deadline, and a job counts as finished only if a response says so.
//! Transient errors cost time and do not end it. Polling can be resumed, with the same poller or
//! from the id of the job.

use std::fmt;
use std::time::{Duration, Instant};

use super::job::{JobResult, JobSnapshot, JobStatus, PollRequest, Progress};
use super::poll_context::PollContext;
use super::poll_policy::PollPolicy;
use super::poll_state::{PollOutcome, PollState, polling_error};
use crate::runtime::response::{Error, ErrorKind, Response, retry_after};

/// Polls a job until it reaches a terminal state. Nothing is sent before [`next`](Self::next) or
/// [`until_done`](Self::until_done).
///
/// The first poll follows after a second, and the interval grows while the job makes no progress.
/// Each poll is a call with its own retries. If a poll fails with a transient error all the same,
/// polling goes on until the deadline.
///
/// ```
/// use runtime::{Error, PollRequest, Poller};
///
/// async fn watch<R: PollRequest>(mut poller: Poller<R>) -> Result<(), Error<R::ApiError>> {
///     while poller.next().await?.is_some() {
///         println!("{:?}, {:?}", poller.state(), poller.progress());
///     }
///     Ok(())
/// }
/// ```
#[must_use = "nothing is sent until `next` or `until_done` is awaited"]
pub struct Poller<R: PollRequest> {
    request: R,
    context: PollContext,
    /// The snapshot of the last response.
    last: Option<JobSnapshot>,
    /// A response from before the first poll that has a terminal state.
    finished: Option<Response<R::Job>>,
    is_finished: bool,
    /// The earliest time of the first poll, which the response that started the job asks for.
    not_before: Option<Instant>,
    polling: Option<PollState>,
}

impl<R: PollRequest> Poller<R> {
    /// Polls with the request.
    pub(crate) fn new(request: R, context: PollContext) -> Self {
        Self {
            request,
            context,
            last: None,
            finished: None,
            is_finished: false,
            not_before: None,
            polling: None,
        }
    }

    /// Polls with the request, starting from a response, whose `Retry-After` the first poll waits
    /// for. If it has a terminal state, nothing is sent.
    pub(crate) fn after(request: R, response: &Response<R::Job>, context: PollContext) -> Self
    where
        R::Job: Clone,
    {
        let snapshot = JobSnapshot::of::<R>(response.body());
        let finished = (snapshot.status::<R>() != JobStatus::Running).then(|| response.clone());
        let poller = Self::new(request, context).started_by(response);
        Self { last: Some(snapshot), finished, ..poller }
    }

    /// Lets the first poll wait for the `Retry-After` of the response that started the job.
    pub(crate) fn started_by<T>(self, response: &Response<T>) -> Self {
        let clock = &*self.context.clock;
        let asked = retry_after::find(response.headers(), clock.system_time());
        let not_before = asked.and_then(|asked| clock.now().checked_add(asked));
        Self { not_before, ..self }
    }

    /// Sets the policy for this job, instead of that of the client.
    pub fn policy(mut self, policy: PollPolicy) -> Self {
        self.context.policy = policy;
        self
    }

    /// Sets the deadline for this job, instead of that of the client. Polling that is resumed after
    /// the deadline has the same time again.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.context.policy = self.context.policy.deadline(deadline);
        self
    }

    /// The state of the job in the last response, or `None` before the first one.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.last.as_ref()?.state.as_deref()
    }

    /// The progress of the job in the last response, if the API reports it.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.last.as_ref()?.progress
    }

    /// Waits for the next poll and returns its response, and `None` after the response that has a
    /// terminal state. Dropping the future does not change the schedule.
    ///
    /// # Errors
    /// A poll failed permanently, the policy is not valid ([`ErrorKind::InvalidRequest`]), or the
    /// deadline has passed ([`ErrorKind::JobTimeout`]). [`Error::job_id`] identifies the job.
    pub async fn next(&mut self) -> Result<Option<Response<R::Job>>, Error<R::ApiError>> {
        if self.is_finished {
            return Ok(None);
        }
        self.poll().await.map(|(response, _)| Some(response))
    }

    /// Polls until the job reaches a terminal state. Returns the result for success and failure.
    ///
    /// # Errors
    /// As for [`next`](Self::next).
    pub async fn until_done(&mut self) -> Result<R::Outcome, Error<R::ApiError>> {
        loop {
            match self.poll().await? {
                (_, JobStatus::Running) => {}
                (response, JobStatus::Succeeded) => {
                    return Ok(JobResult::Succeeded(response).into());
                }
                (response, JobStatus::Failed) => return Ok(JobResult::Failed(response).into()),
            }
        }
    }

    /// The next response and the status of the job in it.
    async fn poll(&mut self) -> Result<(Response<R::Job>, JobStatus), Error<R::ApiError>> {
        let response = match self.finished.take() {
            Some(response) => response,
            None => self
                .next_response()
                .await
                .map_err(|error| error.with_job_id(self.request.job_id()))?,
        };
        let snapshot = JobSnapshot::of::<R>(response.body());
        let status = snapshot.status::<R>();
        self.is_finished = status != JobStatus::Running;
        self.last = Some(snapshot);
        Ok((response, status))
    }

    /// Polls until there is a response.
    async fn next_response(&mut self) -> Result<Response<R::Job>, Error<R::ApiError>> {
        let context = &self.context;
        if let Err(problem) = context.policy.check() {
            let kind = ErrorKind::InvalidRequest;
            let error = polling_error(kind, R::OPERATION, 0, Duration::ZERO);
            return Err(error.with_source(problem).into_typed());
        }
        loop {
            let not_before = self.not_before;
            let start = || PollState::start(context, not_before);
            let polling = self.polling.get_or_insert_with(start);
            match polling.poll(&self.request, context).await {
                Some(Ok(response)) => {
                    let snapshot = JobSnapshot::of::<R>(response.body());
                    let has_changed = self.last.as_ref().is_some_and(|last| *last != snapshot);
                    let outcome =
                        if has_changed { PollOutcome::Progress } else { PollOutcome::NoChange };
                    let now = context.clock.system_time();
                    let retry_after = retry_after::find(response.headers(), now);
                    polling.schedule_next(outcome, retry_after, context);
                    return Ok(response);
                }
                Some(Err(error)) if polling.is_transient(&error, context) => {
                    let retry_after = error.retry_after();
                    let outcome = PollOutcome::TransientError(error.without_api());
                    polling.schedule_next(outcome, retry_after, context);
                }
                Some(Err(error)) => {
                    self.polling = None;
                    return Err(error);
                }
                None => {
                    let error = polling.timeout_error(R::OPERATION, context);
                    self.polling = None;
                    return Err(error.into_typed());
                }
            }
        }
    }
}

impl<R: PollRequest> fmt::Debug for Poller<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Poller")
            .field("operation", &R::OPERATION.id)
            .field("progress", &self.progress())
            .field("policy", &self.context.policy)
            .finish_non_exhaustive()
    }
}
