//! A call that reads a job, as it is generated.

use super::Scene;
use super::api::{GET, Problem};
use super::transport::Answer;
use crate::runtime::client::{CallOptions, Client};
use crate::runtime::jobs::{JobResult, PollRequest, Poller, Progress};
use crate::runtime::json::{Decode, DecodeError, Node};
use crate::runtime::request::{Explode, Operation, Style};
use crate::runtime::response::{Error, Response};

static READ_JOB: Operation = Operation { id: "readJob", path: "/jobs/{id}", ..GET };

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Job {
    pub(crate) state: Option<String>,
    pub(crate) complete: Option<i64>,
}

impl Decode for Job {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object()?;
        Ok(Self { state: object.optional("state")?, complete: object.optional("complete")? })
    }
}

#[derive(Clone)]
pub(crate) struct ReadJob {
    client: Client,
    id: String,
}

impl PollRequest for ReadJob {
    type Job = Job;
    type ApiError = Problem;
    type Outcome = JobResult<Job>;

    const OPERATION: &'static Operation = &READ_JOB;
    const SUCCEEDED: &'static [&'static str] = &["done", "skipped"];
    const FAILED: &'static [&'static str] = &["failed"];

    fn job_id(&self) -> Option<String> {
        Some(self.id.clone())
    }

    async fn send(self) -> Result<Response<Job>, Error<Problem>> {
        let mut request = self.client.request(&READ_JOB);
        request.path("id", Style::Simple, Explode::No, &self.id);
        let reply = self.client.execute(request, CallOptions::new()).await?;
        match reply.status().as_u16() {
            200 => reply.json(),
            400..=599 => Err(reply.json_error()),
            _ => Err(reply.unexpected()),
        }
    }

    fn state(job: &Job) -> Option<String> {
        job.state.clone()
    }

    fn progress(job: &Job) -> Option<Progress> {
        Some(Progress { complete: job.complete?, total: Some(9) })
    }
}

/// Waits for the job `j1` of a server that answers so.
pub(crate) fn waiter(scene: &Scene) -> Poller<ReadJob> {
    Poller::new(call(scene), scene.client().poll_context())
}

pub(crate) fn call(scene: &Scene) -> ReadJob {
    ReadJob { client: scene.client(), id: "j1".to_owned() }
}

/// An answer with that state.
pub(crate) fn state(state: &str) -> Answer {
    Answer::new(200, "application/json", format!(r#"{{"state":"{state}"}}"#))
}

/// An answer of a job that runs, with that progress.
pub(crate) fn running(complete: i64) -> Answer {
    let body = format!(r#"{{"state":"running","complete":{complete}}}"#);
    Answer::new(200, "application/json", body)
}
