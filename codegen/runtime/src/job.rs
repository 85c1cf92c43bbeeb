//! What is known of a job that a server works on: how an answer tells its state, and how it ended.
//!
//! Invariant: nothing is over unless an answer says so in words that the description lists. A state
//! that it does not list is one of a job that goes on.

use std::fmt;

use super::client::Client;
use super::error::Error;
use super::operation::Operation;
use super::response::Response;

/// A call that reads how far a job is. Generated code says so of operations with `x-waiter`.
pub trait JobCall: Clone + Send {
    /// What the call answers.
    type Answer: Send;
    /// The body of the errors that the description knows.
    type Failure: Send;
    /// What is known at the end of the job.
    type Outcome: From<Ended<Self::Answer>>;

    /// The operation.
    const OPERATION: &'static Operation;
    /// The states in which the job has ended well.
    const DONE: &'static [&'static str];
    /// The states in which it has failed.
    const FAILED: &'static [&'static str] = &[];

    /// The client that makes the call.
    fn client(&self) -> &Client;

    /// What the call names the job by, if it is one value.
    fn job_id(&self) -> Option<String>;

    /// Reads the job.
    fn read(
        self,
    ) -> impl Future<Output = Result<Response<Self::Answer>, Error<Self::Failure>>> + Send;

    /// The state that an answer tells.
    fn state(answer: &Self::Answer) -> Option<String>;

    /// How much of the job is done, as far as an answer tells it.
    #[must_use]
    fn progress(_: &Self::Answer) -> Option<Progress> {
        None
    }
}

/// How much of a job is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many parts are done.
    pub complete: i64,
    /// How many there are, if that is known.
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

/// The end of a job, with the answer that told it.
#[derive(Clone, Debug)]
pub enum Ended<T> {
    /// It ended well.
    Done(Response<T>),
    /// It failed.
    Failed(Response<T>),
}

impl<T> Ended<T> {
    /// The answer that told the end.
    #[must_use]
    pub fn into_answer(self) -> Response<T> {
        match self {
            Self::Done(answer) | Self::Failed(answer) => answer,
        }
    }
}

/// For jobs that have no state of failure.
impl<T> From<Ended<T>> for Response<T> {
    fn from(ended: Ended<T>) -> Self {
        ended.into_answer()
    }
}

/// What an answer tells of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sight {
    pub(super) state: Option<String>,
    pub(super) progress: Option<Progress>,
}

/// How a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Running,
    Done,
    Failed,
}

impl Sight {
    pub(super) fn of<C: JobCall>(answer: &C::Answer) -> Self {
        Self { state: C::state(answer), progress: C::progress(answer) }
    }

    pub(super) fn stage<C: JobCall>(&self) -> Stage {
        let is_in = |states: &[&str]| {
            self.state.as_ref().is_some_and(|state| states.contains(&state.as_str()))
        };
        if is_in(C::DONE) {
            Stage::Done
        } else if is_in(C::FAILED) {
            Stage::Failed
        } else {
            Stage::Running
        }
    }
}
