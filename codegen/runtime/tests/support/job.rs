//! A call that reads a job, as it is generated.

use runtime::client::Client;
use runtime::decode::{Decode, DecodeError};
use runtime::error::Error;
use runtime::job::{Ended, JobCall, Progress};
use runtime::json::Node;
use runtime::operation::Operation;
use runtime::options::CallOptions;
use runtime::parameter::{Explode, Style};
use runtime::poll::Waiter;
use runtime::response::Response;

use super::Scene;
use super::api::{GET, Problem};
use super::transport::Answer;

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

impl JobCall for ReadJob {
    type Answer = Job;
    type Failure = Problem;
    type Outcome = Ended<Job>;

    const OPERATION: &'static Operation = &READ_JOB;
    const DONE: &'static [&'static str] = &["done", "skipped"];
    const FAILED: &'static [&'static str] = &["failed"];

    fn client(&self) -> &Client {
        &self.client
    }

    fn job_id(&self) -> Option<String> {
        Some(self.id.clone())
    }

    async fn read(self) -> Result<Response<Job>, Error<Problem>> {
        let mut request = self.client.request(&READ_JOB, CallOptions::new());
        request.path("id", Style::Simple, Explode::No, &self.id);
        let reply = request.send().await?;
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
pub(crate) fn waiter(scene: &Scene) -> Waiter<ReadJob> {
    Waiter::new(call(scene))
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
