//! A server with a bulk operation: it accepts changes as jobs, and knows which of them it has applied.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::clock::START_TIME;
use super::paused_clock::PausedClock;
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{ResponseBody, Transport, TransportError};
use bytes::Bytes;
use http::{Method, Request, Response};
use serde_json::{Value, json};

/// A server with a bulk operation, whose jobs all take the same time.
pub(crate) struct BulkServer {
    pub(crate) clock: Arc<PausedClock>,
    pub(crate) job_time: Duration,
    /// The number of requests in a window of a minute, if there is a limit.
    pub(crate) limit: Option<u64>,
    pub(crate) latency: Duration,
    state: Mutex<ServerState>,
}

/// What the server knows.
#[derive(Default)]
pub(crate) struct ServerState {
    pub(crate) jobs: Vec<ServerJob>,
    /// The number of requests in each window.
    pub(crate) windows: BTreeMap<u64, u64>,
    pub(crate) rejected: u64,
    pub(crate) requests: u64,
    pub(crate) most_open: usize,
}

/// A job.
pub(crate) struct ServerJob {
    pub(crate) items: Vec<Value>,
    pub(crate) finished: Instant,
}

impl BulkServer {
    pub(crate) fn new(job_time: Duration, limit: Option<u64>) -> Self {
        Self {
            clock: Arc::new(PausedClock::new()),
            job_time,
            limit,
            latency: Duration::from_millis(200),
            state: Mutex::default(),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, ServerState> {
        self.state.lock().unwrap()
    }

    /// The number of the current window since 1970, and the seconds until it ends.
    fn window(&self) -> (u64, u64) {
        let now = (Duration::from_secs(START_TIME) + self.clock.elapsed()).as_secs();
        (now / 60, 60 - now % 60)
    }

    fn process(&self, method: &Method, path: &str, body: &Bytes) -> Response<String> {
        let (window, left) = self.window();
        let now = self.clock.now();
        let mut state = self.state();
        state.requests += 1;
        let count = state.windows.entry(window).or_default();
        *count += 1;
        let count = *count;
        let is_over = self.limit.is_some_and(|limit| count > limit);
        let (status, body) = if is_over {
            state.rejected += 1;
            (429, json!({ "code": "rate" }))
        } else {
            self.respond(&mut state, method, path, body, now)
        };
        let mut response = Response::builder().status(status);
        response = response.header("content-type", "application/json");
        if let Some(limit) = self.limit {
            response = response
                .header("x-ratelimit-limit", limit)
                .header("x-ratelimit-remaining", limit.saturating_sub(count))
                .header("x-ratelimit-reset", left);
        }
        response.body(body.to_string()).unwrap()
    }

    fn respond(
        &self,
        state: &mut ServerState,
        method: &Method,
        path: &str,
        body: &Bytes,
        now: Instant,
    ) -> (u16, Value) {
        if method == Method::PUT {
            let items: Vec<Value> = serde_json::from_slice(body).unwrap();
            state.jobs.push(ServerJob { items, finished: now + self.job_time });
            let open = state.jobs.iter().rev().take_while(|job| job.finished > now).count();
            state.most_open = state.most_open.max(open);
            let id = (state.jobs.len() - 1).to_string();
            return (200, json!({ "id": id, "state": "queued" }));
        }
        let rest = path.split_once("/bulk/").unwrap().1;
        let id = rest.split('/').next().unwrap();
        let job = &state.jobs[id.parse::<usize>().unwrap()];
        let is_done = job.finished <= now;
        if !rest.ends_with("/results") {
            let state = if is_done { "done" } else { "running" };
            return (200, json!({ "state": state }));
        }
        let results = job.items.iter().filter(|_| is_done);
        let results = results
            .map(|item| json!({ "ref": item["ref"], "id": item["id"], "status": "updated" }));
        (200, json!({ "results": results.collect::<Vec<_>>() }))
    }
}

impl Transport for BulkServer {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(async move {
            self.clock.sleep(self.latency / 2).await;
            let body = request.body().as_bytes().cloned().unwrap_or_default();
            let response = self.process(request.method(), request.uri().path(), &body);
            self.clock.sleep(self.latency / 2).await;
            Ok(response.map(|text| Box::new(Whole(Some(text.into()))) as Box<dyn ResponseBody>))
        })
    }
}

/// A body in one chunk.
pub(crate) struct Whole(pub(crate) Option<Bytes>);

impl ResponseBody for Whole {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Ok(self.0.take())))
    }
}
