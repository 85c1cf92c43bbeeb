//! A poll request, as it is generated.

use super::Harness;
use super::api::{GET, Problem};
use super::transport::ScriptedResponse;
use crate::runtime::client::{CallOptions, Client};
use crate::runtime::jobs::{JobResult, PollRequest, Poller, Progress};
use crate::runtime::json::{Decode, DecodeError, Names, Node};
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
        let mut object = node.object(Names::few(&["state", "complete"]))?;
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
        let response = self.client.execute(request, CallOptions::new()).await?;
        match response.status().as_u16() {
            200 => response.json(),
            400..=599 => Err(response.json_error()),
            _ => Err(response.unexpected()),
        }
    }

    fn state(job: &Job) -> Option<String> {
        job.state.clone()
    }

    fn progress(job: &Job) -> Option<Progress> {
        Some(Progress { complete: job.complete?, total: Some(9) })
    }
}

/// A poller of the job `j1`.
pub(crate) fn poller(harness: &Harness) -> Poller<ReadJob> {
    Poller::new(call(harness), harness.client().poll_context())
}

pub(crate) fn call(harness: &Harness) -> ReadJob {
    ReadJob { client: harness.client(), id: "j1".to_owned() }
}

/// A response with this state.
pub(crate) fn state(state: &str) -> ScriptedResponse {
    ScriptedResponse::new(200, "application/json", format!(r#"{{"state":"{state}"}}"#))
}

/// A response for a running job with this progress.
pub(crate) fn running(complete: i64) -> ScriptedResponse {
    let body = format!(r#"{{"state":"running","complete":{complete}}}"#);
    ScriptedResponse::new(200, "application/json", body)
}
