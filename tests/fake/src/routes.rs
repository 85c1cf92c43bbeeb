//! The state of the API, and how it handles each request.

use std::collections::BTreeMap;
use std::time::{Instant, SystemTime};

use bytes::Bytes;
use http::{Method, Request, Response};

use super::Setup;
use super::access::{Access, Role};
use super::api_error::{ApiError, json_response};
use super::job::Job;
use super::log::Entry;
use super::rate_limit::RateLimitState;
use super::updates::Updates;

/// The state of a fake.
#[derive(Debug)]
pub(super) struct State {
    pub(super) setup: Setup,
    pub(super) rate_limit: RateLimitState,
    pub(super) log: Vec<Entry>,
    jobs: BTreeMap<String, Job>,
    started_jobs: u64,
}

impl State {
    pub(super) fn new(setup: Setup, now: Instant) -> Self {
        let rate_limit = RateLimitState::new(setup.rate_limit, now);
        Self { setup, rate_limit, log: Vec::new(), jobs: BTreeMap::new(), started_jobs: 0 }
    }

    /// Processes a request and returns the response.
    pub(super) fn handle(
        &mut self,
        request: &Request<Bytes>,
        now: Instant,
        time: SystemTime,
    ) -> Response<Bytes> {
        let result = if self.rate_limit.try_acquire(now) {
            self.route(request, now, time)
        } else {
            Err(ApiError::new(429, "too_many_requests", "The rate limit is used up."))
        };
        let mut response = result.unwrap_or_else(|error| error.response());
        self.rate_limit.add_headers(now, time, response.headers_mut());
        response
    }

    /// Adds a request to the log.
    pub(super) fn record(&mut self, entry: Entry) {
        self.log.push(entry);
        if let Some(most) = self.setup.history
            && self.log.len() >= most.max(1) * 2
        {
            self.log.drain(..self.log.len() - most.max(1));
        }
    }

    fn route(
        &mut self,
        request: &Request<Bytes>,
        now: Instant,
        time: SystemTime,
    ) -> Result<Response<Bytes>, ApiError> {
        let access = Access::authenticate(request.headers(), &self.setup.keys)?;
        let path: Vec<&str> = request.uri().path().split('/').skip(1).collect();
        match (request.method(), path.as_slice()) {
            (&Method::PUT, ["v1", "messages", "bulk"]) => {
                access.require(Role::UpdateMessages)?;
                let updates = Updates::read(request.uri().query(), request.body())?;
                if updates.need_admin {
                    access.require(Role::Admin)?;
                }
                Ok(json_response(200, &self.start(updates, now, time).document(now)))
            }
            (&Method::GET, ["v1", "bulk", id]) => {
                access.require(Role::ReadJobs)?;
                Ok(json_response(200, &self.job(id, now)?.document(now)))
            }
            (&Method::GET, ["v1", "bulk", id, "batches"]) => {
                access.require(Role::ReadJobs)?;
                let Setup { batches, missing_messages, .. } = &self.setup;
                let batches = self.job(id, now)?.batches(now, *batches, missing_messages);
                Ok(json_response(200, &batches))
            }
            _ => Err(ApiError::new(404, "not_found", "There is no such resource.")),
        }
    }

    /// Creates a job with an id like those of the API: 24 hexadecimal digits.
    fn start(&mut self, updates: Updates, now: Instant, time: SystemTime) -> &Job {
        let id = format!("5b3bddb6{:016x}", self.started_jobs);
        self.started_jobs += 1;
        if self.setup.history.is_some_and(|most| self.jobs.len() >= most.max(1)) {
            // The ids ascend, so that this is the oldest job.
            self.jobs.pop_first();
        }
        let timing = self.setup.job_timing;
        let items = updates.items;
        let job = Job { id: id.clone(), items, created: now, created_at: time, timing };
        self.jobs.entry(id).or_insert(job)
    }

    /// Returns the ids of the messages in each job. Ids of jobs are in the order of their creation.
    pub(super) fn accepted(&self) -> Vec<Vec<String>> {
        let ids = |job: &Job| job.items.iter().map(|item| item.id.clone()).collect();
        self.jobs.values().map(ids).collect()
    }

    fn job(&self, id: &str, now: Instant) -> Result<&Job, ApiError> {
        let job = self.jobs.get(id).filter(|job| job.is_visible(now));
        job.ok_or_else(|| ApiError::new(404, "not_found", "There is no record with this id."))
    }
}
