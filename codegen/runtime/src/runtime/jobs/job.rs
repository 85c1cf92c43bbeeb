//! Long-running jobs: the request that polls one, its progress and its result.
//!
//! Invariant: a job is finished only if a response has one of the terminal states that the
//! description lists. Any other state is that of a running job.

use std::fmt;

use crate::runtime::request::Operation;
use crate::runtime::response::{Error, Response};

/// A request that reads the state of a job. Operations with `x-waiter` implement it.
pub trait PollRequest: Clone + Send {
    /// The body of the response.
    type Job: Send;
    /// The body of the errors that the description declares.
    type ApiError: Send;
    /// What [`Poller::until_done`](super::Poller::until_done) returns.
    type Outcome: From<JobResult<Self::Job>>;

    /// The operation that reads the state of the job.
    const OPERATION: &'static Operation;
    /// The states of a job that has succeeded.
    const SUCCEEDED: &'static [&'static str];
    /// The states of a job that has failed.
    const FAILED: &'static [&'static str] = &[];

    /// The identifier of the job, if the request has exactly one argument that identifies it.
    fn job_id(&self) -> Option<String>;

    /// Sends the request as a call of its own, with retries.
    ///
    /// # Errors
    /// The call failed.
    fn send(
        self,
    ) -> impl Future<Output = Result<Response<Self::Job>, Error<Self::ApiError>>> + Send;

    /// The state in the body of a response, such as `completed`.
    fn state(job: &Self::Job) -> Option<String>;

    /// The progress in the body of a response, if the description declares it.
    #[must_use]
    fn progress(_: &Self::Job) -> Option<Progress> {
        None
    }
}

/// The progress of a job, in items that the API defines. It displays as "1 of 4".
///
/// ```
/// use runtime::Progress;
///
/// assert_eq!(Progress { complete: 1, total: Some(4) }.to_string(), "1 of 4");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The number of finished items.
    pub complete: i64,
    /// The number of all items, if it is known.
    pub total: Option<i64>,
}

impl fmt::Display for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.total {
            Some(total) => write!(formatter, "{} of {total}", self.complete),
            None => self.complete.fmt(formatter),
        }
    }
}

/// A finished job, with the response that reported it.
///
/// ```
/// use runtime::JobResult;
///
/// fn report<T>(result: &JobResult<T>) {
///     match result {
///         JobResult::Succeeded(_) => println!("done"),
///         JobResult::Failed(response) => println!("failed: {:?}", response.request_id()),
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub enum JobResult<T> {
    /// The job has succeeded.
    Succeeded(Response<T>),
    /// The job has failed.
    Failed(Response<T>),
}

impl<T> JobResult<T> {
    /// The response that reported the terminal state.
    #[must_use]
    pub fn into_response(self) -> Response<T> {
        match self {
            Self::Succeeded(response) | Self::Failed(response) => response,
        }
    }
}

/// For jobs without a state of failure.
impl<T> From<JobResult<T>> for Response<T> {
    fn from(result: JobResult<T>) -> Self {
        result.into_response()
    }
}

/// The state and progress of a job in one response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JobSnapshot {
    pub(crate) state: Option<String>,
    pub(crate) progress: Option<Progress>,
}

/// Whether a job is finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JobStatus {
    Running,
    Succeeded,
    Failed,
}

impl JobSnapshot {
    pub(crate) fn of<R: PollRequest>(job: &R::Job) -> Self {
        Self { state: R::state(job), progress: R::progress(job) }
    }

    pub(crate) fn status<R: PollRequest>(&self) -> JobStatus {
        let is_in = |states: &[&str]| {
            self.state.as_ref().is_some_and(|state| states.contains(&state.as_str()))
        };
        if is_in(R::SUCCEEDED) {
            JobStatus::Succeeded
        } else if is_in(R::FAILED) {
            JobStatus::Failed
        } else {
            JobStatus::Running
        }
    }
}
