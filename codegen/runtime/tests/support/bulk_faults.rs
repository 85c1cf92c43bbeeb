//! A server with a bulk operation and injected faults. It knows the truth about each item.
//!
//! The name of an item tells what the server does with it: a [`Treatment`], the index of the item,
//! and any padding, separated by spaces.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use super::bulk_server::Whole;
use super::bulk_truth::{Submit, Truth};
use super::clock::START_TIME;
use super::paused_clock::PausedClock;
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{Phase, ResponseBody, Transport, TransportError};
use http::{Method, Request, Response};
use serde_json::{Value, json};

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    /// The connection is refused.
    ConnectionRefused,
    /// The request is lost, with an ambiguous error.
    RequestLost,
    /// The request is processed, its response is lost.
    ResponseLost,
    /// The request is processed, and the response is not JSON.
    Garbled,
    /// The request is processed, and no response is sent.
    Stalled,
    /// The response is this status, and the request is not processed.
    Status(u16),
    /// The response is 503 with `Retry-After` in seconds, and the request is not processed.
    Unavailable(u8),
    /// The response is 500, and the request is processed.
    ErrorAfterwards,
}

/// What the server does with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Treatment {
    Accepted,
    /// A job refuses it.
    Refused,
    /// The first job refuses it.
    RefusedOnce,
    /// The request is refused, with a pointer to the item.
    Named,
    /// The request is refused, without a pointer.
    Unnamed,
}

/// How a job reports its results. Their order is never that of the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Results {
    ByReference,
    ById,
    /// Items that were changed are listed by id, apart from the results.
    ChangedIds,
    /// Every second result is missing.
    Missing,
    /// There are results of other items.
    Foreign,
    /// The first item has two results.
    Contradictory,
    /// The status of the first item is not declared.
    Undeclared,
    /// Half of the items are finished in half of the time.
    Partial,
    /// They follow some time after the job is finished.
    Late,
    /// They name no item.
    Anonymous,
    /// There is no job: the response to the request has the results.
    AtOnce,
}

/// A job: how long it takes, and how it reports its results.
#[derive(Clone, Copy, Debug)]
pub(crate) struct JobPlan {
    pub(crate) millis: u32,
    pub(crate) results: Results,
}

/// What the server does. The lists repeat, unless they are empty.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// The faults of requests, in the order in which they are sent.
    pub(crate) faults: Vec<Fault>,
    /// Whether the faults begin again after the last one.
    pub(crate) faults_repeat: bool,
    pub(crate) jobs: Vec<JobPlan>,
    /// The number of requests in a window of a minute, if there is a limit.
    pub(crate) rate_limit: Option<u64>,
    /// The number of open jobs above which all jobs take longer.
    pub(crate) slow_above: usize,
    /// The size above which a request is refused with 413.
    pub(crate) max_bytes: usize,
    pub(crate) latency: Duration,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            faults: Vec::new(),
            faults_repeat: false,
            jobs: Vec::new(),
            rate_limit: None,
            slow_above: usize::MAX,
            max_bytes: usize::MAX,
            latency: Duration::from_millis(100),
        }
    }
}

pub(crate) struct FaultyServer {
    pub(crate) clock: Arc<PausedClock>,
    pub(crate) plan: Plan,
    truth: Mutex<Truth>,
}

impl Fault {
    /// Whether the client cannot know whether the request was processed.
    pub(crate) fn is_ambiguous(self) -> bool {
        match self {
            Self::None | Self::ConnectionRefused | Self::Unavailable(_) => false,
            Self::Status(status) => status >= 500,
            _ => true,
        }
    }
}

impl FaultyServer {
    /// Has to be called within `paused_clock::run`.
    pub(crate) fn new(plan: Plan) -> Arc<Self> {
        let (clock, truth) = (Arc::new(PausedClock::new()), Mutex::default());
        Arc::new(Self { clock, plan, truth })
    }

    pub(crate) fn truth(&self) -> MutexGuard<'_, Truth> {
        self.truth.lock().unwrap()
    }

    fn fault(&self, number: usize) -> Fault {
        let faults = &self.plan.faults;
        match faults.get(number) {
            Some(fault) => *fault,
            None if self.plan.faults_repeat && !faults.is_empty() => faults[number % faults.len()],
            None => Fault::None,
        }
    }

    async fn exchange(
        &self,
        request: Request<RequestBody>,
    ) -> Result<Response<String>, TransportError> {
        let body = request.body().as_bytes().cloned().unwrap_or_default();
        let (fault, submit) = {
            let mut truth = self.truth();
            let fault = self.fault(truth.requests);
            truth.requests += 1;
            let is_submit = request.method() == Method::PUT;
            (fault, is_submit.then(|| truth.submit(&body, fault, self.clock.now())))
        };
        self.clock.sleep(self.plan.latency / 2).await;
        match fault {
            Fault::ConnectionRefused => return Err(TransportError::new(Phase::Connect)),
            Fault::RequestLost => return Err(TransportError::new(Phase::Exchange)),
            _ => {}
        }
        let response = self.process(request.uri().path(), fault, submit);
        self.clock.sleep(self.plan.latency / 2).await;
        match fault {
            Fault::ResponseLost => Err(TransportError::new(Phase::Exchange)),
            Fault::Stalled => std::future::pending().await,
            _ => Ok(response),
        }
    }

    fn process(&self, path: &str, fault: Fault, submit: Option<Submit>) -> Response<String> {
        let since_epoch = Duration::from_secs(START_TIME) + self.clock.elapsed();
        let (window, left) = (since_epoch.as_secs() / 60, 60 - since_epoch.as_secs() % 60);
        let bytes = submit.as_ref().map(|submit| submit.bytes);
        let mut truth = self.truth();
        let count = truth.count(window);
        let is_over = self.plan.rate_limit.is_some_and(|limit| count > limit);
        let is_received = !matches!(fault, Fault::ResponseLost | Fault::Stalled);
        let was_announced = truth.announced_in.is_some();
        if is_received && self.plan.rate_limit.is_some() {
            truth.announced_in.get_or_insert(window);
        }
        let mut response = Response::builder().header("content-type", "application/json");
        if let Some(limit) = self.plan.rate_limit {
            response = response
                .header("x-ratelimit-limit", limit)
                .header("x-ratelimit-remaining", limit.saturating_sub(count))
                .header("x-ratelimit-reset", left);
        }
        let (status, body) = match fault {
            _ if is_over => {
                truth.over_limit += u64::from(was_announced);
                (429, json!({ "code": "rate" }))
            }
            Fault::Status(status) => (status, json!({ "code": "fault" })),
            Fault::Unavailable(seconds) => {
                response = response.header("retry-after", u64::from(seconds));
                (503, json!({ "code": "fault" }))
            }
            _ => self.respond(&mut truth, path, submit),
        };
        if let (413, Some(bytes)) = (status, bytes) {
            truth.too_large.push(bytes);
        }
        let (status, body) = match fault {
            Fault::ErrorAfterwards if !is_over => (500, "{}".to_owned()),
            Fault::Garbled if !is_over => (status, "{\"state\": [".to_owned()),
            _ => (status, body.to_string()),
        };
        response.status(status).body(body).unwrap()
    }

    fn respond(&self, truth: &mut Truth, path: &str, submit: Option<Submit>) -> (u16, Value) {
        let now = self.clock.now();
        if let Some(submit) = submit {
            if submit.bytes > self.plan.max_bytes {
                return (413, json!({ "code": "size" }));
            }
            let default = JobPlan { millis: 5_000, results: Results::ByReference };
            let jobs = &self.plan.jobs;
            let number = truth.jobs.len();
            let mut plan = if jobs.is_empty() { default } else { jobs[number % jobs.len()] };
            let open = truth.open_at(now) + 1;
            truth.open.push(open);
            if open > self.plan.slow_above {
                let factor = u32::try_from(open / self.plan.slow_above).unwrap();
                plan.millis = plan.millis.saturating_mul(factor);
            }
            return truth.accept(submit, plan, now);
        }
        let (id, rest) =
            path.split_once("/bulk/j").unwrap().1.split_once('/').map_or_else(
                || (path.rsplit_once("/bulk/j").unwrap().1, ""),
                |(id, rest)| (id, rest),
            );
        let job = &truth.jobs[id.parse::<usize>().unwrap()];
        (200, if rest == "results" { job.results(now) } else { job.state(now) })
    }
}

impl Transport for FaultyServer {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(async move {
            let response = self.exchange(request).await?;
            Ok(response.map(|text| Box::new(Whole(Some(text.into()))) as Box<dyn ResponseBody>))
        })
    }
}

/// The name of an item that the server treats so.
pub(crate) fn name(treatment: Treatment, index: usize, padding: usize) -> String {
    format!("{treatment:?} {index} {}", "x".repeat(padding))
}
