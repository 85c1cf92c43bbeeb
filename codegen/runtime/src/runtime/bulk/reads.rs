//! Reads the states and results of open jobs, and settles their items.
//!
//! Invariant: a job is open until the result of each of its items is known, or it is finished, or its
//! deadline has passed. A read that fails is repeated.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::bulk_request::{BulkRequest, ItemResults, JobState};
use super::driver::Driver;
use super::outcome::{ItemResult, UnknownReason};
use super::requests::Answer;
use super::settlement::{self, Settlement};
use crate::runtime::defaults::{
    MAX_CONCURRENT_READS, MAX_LATE_RESULTS, MAX_REJECTED_READS, MAX_RETRY_AFTER,
};
use crate::runtime::response::{Error, FailureClass, Response, retry_after};

impl<R: BulkRequest, D: Send + Unpin + 'static> Driver<R, D> {
    /// Reads the jobs whose time has come.
    pub(super) fn start_reads(&mut self, now: Instant) -> bool {
        self.jobs.plan(&self.duration, self.context.policy.initial_interval);
        let mut has_started = false;
        while self.can_read() {
            let Some((number, job, read)) = self.jobs.take_due(now, &self.duration) else { break };
            self.requests.read(number, &job, read, now);
            has_started = true;
        }
        has_started
    }

    /// Whether another job may be read now.
    pub(super) fn can_read(&self) -> bool {
        self.jobs.reading() < MAX_CONCURRENT_READS
    }

    /// Handles the state of a job.
    pub(super) fn on_state(&mut self, number: u64, sent: Instant, answer: Answer<JobState, R>) {
        let Some(response) = self.begin(number, answer) else { return };
        let now = self.context.clock.now();
        let not_before = self.not_before(&response, now);
        let state = response.into_body();
        let Some(job) = self.jobs.get_mut(number) else { return };
        job.reads += 1;
        let (accepted, is_resumed) = (job.accepted, job.is_resumed);
        if state.is_finished {
            job.is_finished = true;
            // Without a known duration, this is the first job that has finished.
            if self.duration.estimate().is_none() && !is_resumed {
                self.duration.finished(now.saturating_duration_since(accepted));
            }
            self.jobs.schedule_read(number, not_before);
            return;
        }
        let fraction = state.progress.and_then(|progress| {
            let total = u32::try_from(progress.total?).ok()?;
            Some((u32::try_from(progress.complete).ok()?, total))
        });
        self.read_later(number, sent, fraction, not_before);
    }

    /// Handles the results of a job.
    pub(super) fn on_results(
        &mut self,
        number: u64,
        sent: Instant,
        answer: Answer<ItemResults<R::ItemResult>, R>,
    ) {
        let Some(response) = self.begin(number, answer) else { return };
        let now = self.context.clock.now();
        let not_before = self.not_before(&response, now);
        let nonce = Arc::clone(self.intake.nonce());
        let Some(job) = self.jobs.get_mut(number) else { return };
        job.reads += 1;
        let is_first = job.reads == 1 && !job.is_resumed;
        let accepted = job.accepted;
        let settlement = settlement::settle::<R, D>(&nonce, &job.items, response.into_body());
        if settlement.is_complete() {
            if is_first {
                self.duration.finished(now.saturating_duration_since(accepted));
            }
            self.close(number, settlement);
        } else if job.is_finished {
            job.late_results += 1;
            if job.late_results > MAX_LATE_RESULTS {
                self.close(number, settlement);
            } else {
                let wait = self.context.policy.initial_interval;
                self.jobs.schedule_read(number, not_before.max(now + wait));
            }
        } else {
            if is_first {
                self.duration.running(sent.saturating_duration_since(accepted));
            }
            let known = u32::try_from(settlement.known()).unwrap_or(u32::MAX);
            let total = u32::try_from(job.items.len()).unwrap_or(u32::MAX);
            self.read_later(number, sent, Some((known, total)), not_before);
        }
    }

    /// Ends a read. Returns the response, if there is one.
    fn begin<T>(&mut self, number: u64, answer: Answer<T, R>) -> Option<Response<T>> {
        self.jobs.end_read();
        self.count_requests(&answer);
        match answer {
            Ok(response) => {
                if let Some(job) = self.jobs.get_mut(number) {
                    job.rejections = 0;
                }
                Some(response)
            }
            Err(error) => {
                self.on_read_failure(number, error);
                None
            }
        }
    }

    /// Repeats a read that has failed, unless it fails for good.
    fn on_read_failure(&mut self, number: u64, error: Error<R::ApiError>) {
        let now = self.context.clock.now();
        let policy = self.context.policy;
        let Some(job) = self.jobs.get_mut(number) else { return };
        let age = now.saturating_duration_since(job.accepted);
        let is_early = error.is_not_found() && age < policy.not_found_grace;
        let is_rejected = error.failure_class() == FailureClass::Rejected && !is_early;
        job.rejections = if is_rejected { job.rejections + 1 } else { 0 };
        if job.rejections >= MAX_REJECTED_READS || age >= policy.deadline {
            self.give_up(number, Some(error));
            return;
        }
        let asked = error.retry_after().unwrap_or_default().min(MAX_RETRY_AFTER);
        let backoff = (age / 8).clamp(policy.initial_interval, policy.max_interval);
        self.jobs.schedule_read(number, now + asked.max(backoff));
    }

    /// Schedules the next read of a running job: when it is expected to be finished by its progress,
    /// or else after a wait that grows with its age.
    fn read_later(
        &mut self,
        number: u64,
        sent: Instant,
        progress: Option<(u32, u32)>,
        not_before: Instant,
    ) {
        let now = self.context.clock.now();
        let policy = self.context.policy;
        let Some(job) = self.jobs.get_mut(number) else { return };
        let age = sent.saturating_duration_since(job.accepted);
        if age >= policy.deadline {
            self.give_up(number, None);
            return;
        }
        let by_age = match self.duration.estimate() {
            Some(_) => (age / 8).clamp(policy.initial_interval / 4, policy.max_interval),
            None => (age / 4).clamp(policy.initial_interval, policy.max_interval),
        };
        let by_progress = progress.and_then(|(complete, total)| {
            let left = total.checked_sub(complete)?;
            age.saturating_mul(left).checked_div(complete).filter(|wait| !wait.is_zero())
        });
        let wait = by_progress.map_or(by_age, |wait| wait.clamp(by_age, policy.max_interval));
        let wait = wait + self.jitter(wait);
        self.jobs.schedule_read(number, not_before.max(now + wait));
    }

    /// The time before which the server asks not to read again.
    fn not_before<T>(&self, response: &Response<T>, now: Instant) -> Instant {
        let asked = retry_after::find(response.headers(), self.context.clock.system_time());
        now + asked.map_or(Duration::ZERO, |asked| asked.min(MAX_RETRY_AFTER))
    }

    /// Closes a job by the results that are known.
    fn close(&mut self, number: u64, settlement: Settlement<R::ItemResult>) {
        let Some(job) = self.jobs.close(number) else { return };
        let now = self.context.clock.now();
        if let Some(duration) = self.duration.estimate() {
            self.window.finished(job.open, self.rate(), duration, now);
        }
        self.settle_by(job.items, Some(&job.id), settlement);
    }

    /// Closes a job whose results could not be read.
    fn give_up(&mut self, number: u64, error: Option<Error<R::ApiError>>) {
        let Some(job) = self.jobs.close(number) else { return };
        let error = error.map(Arc::new);
        self.settle_all(job.items, Some(&job.id), || {
            ItemResult::Unknown(match &error {
                Some(error) => UnknownReason::Job(Arc::clone(error)),
                None => UnknownReason::JobTimeout,
            })
        });
    }
}
