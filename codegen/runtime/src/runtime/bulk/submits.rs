//! Submits chunks, and handles what the server says to them.
//!
//! Invariant: the items of a chunk are settled, part of a job, or submitted again only if that is safe
//! or the caller has chosen it.

use std::sync::Arc;
use std::time::Instant;

use super::bulk_request::{BulkRequest, ItemResults, Submission};
use super::chunk::Chunk;
use super::driver::Driver;
use super::job_window::Rate;
use super::open_jobs::OpenJob;
use super::requests::Answer;
use super::settlement;
use crate::runtime::defaults::{MAX_CONCURRENT_SUBMITS, MAX_RETAINED_BYTES};

impl<R: BulkRequest, D: Send + Unpin + 'static> Driver<R, D> {
    /// Submits waiting chunks.
    pub(super) fn start_submits(&mut self, now: Instant) -> bool {
        let mut has_started = false;
        while !self.ending.is_stopping() && self.can_submit(now) {
            let Some(mut chunk) = self.waiting.pop_front() else { break };
            let number = self.next_number;
            self.next_number += 1;
            let indexes: Vec<_> = chunk.items.iter().map(|item| item.index).collect();
            let (pulled, digest) = (self.intake.pulled(), self.intake.digest());
            self.record(|journal| journal.submit(number, &indexes, pulled, digest));
            if self.ending.is_stopping() {
                self.waiting.push_front(chunk);
                return true;
            }
            for item in &mut chunk.items {
                item.attempts += 1;
            }
            self.requests.submit(number, chunk.body(R::ENVELOPE));
            self.submitting.insert(number, chunk);
            has_started = true;
        }
        has_started
    }

    /// Whether a chunk may be submitted now.
    pub(super) fn can_submit(&self, now: Instant) -> bool {
        // Until the first request is accepted, and after a refusal, one at a time finds out.
        let is_certain = self.counts.jobs > 0 && self.outage.is_over() && self.refusals.is_empty();
        let most = if is_certain { MAX_CONCURRENT_SUBMITS } else { 1 };
        let open = self.jobs.len() + self.submitting.len();
        self.submitting.len() < most
            && self.outage.until(now).is_none()
            && self.jobs.retained_bytes() < MAX_RETAINED_BYTES
            && open < self.window.limit(self.rate(), self.duration.estimate())
    }

    /// The rate that the limiter of the client leaves, and the requests that a job needs.
    pub(super) fn rate(&self) -> Option<Rate> {
        let client = self.requests.request().client();
        let usable = client.rate_limiter()?.usable_rate(R::OPERATION.id)?;
        let finished = self.counts.jobs.saturating_sub(self.jobs.len() as u64);
        #[expect(clippy::cast_precision_loss, reason = "an approximation suffices")]
        let requests_per_job = self.counts.requests as f64 / finished.max(1) as f64;
        Some(Rate {
            requests_per_second: usable,
            requests_per_job: requests_per_job.clamp(2.0, 8.0),
        })
    }

    /// Handles the response to a submit.
    pub(super) fn on_submitted(
        &mut self,
        number: u64,
        answer: Answer<Submission<R::ItemResult>, R>,
    ) {
        self.count_requests(&answer);
        let Some(chunk) = self.submitting.remove(&number) else { return };
        match answer {
            Ok(response) => {
                self.outage.end();
                self.refusals.clear();
                self.lost_submits = 0;
                self.counts.jobs += 1;
                match response.into_body() {
                    Submission::Job { id, state } => {
                        self.open_job(number, chunk, id, state.is_finished);
                    }
                    Submission::Settled(results) => self.settle_at_once(chunk, results),
                }
            }
            Err(error) => self.on_submit_failure(number, chunk, error),
        }
    }

    fn open_job(&mut self, number: u64, chunk: Chunk<D>, id: String, is_finished: bool) {
        self.record(|journal| journal.accept(number, &id));
        let mut items = chunk.items;
        if self.config.retry.is_none() {
            for item in &mut items {
                item.json = Vec::new();
            }
        }
        let open = self.jobs.len() + self.submitting.len() + 1;
        let job = OpenJob::new(Arc::from(id), items, self.context.clock.now());
        self.jobs.open(number, OpenJob { open, is_finished, ..job }, &self.duration);
    }

    /// Settles the items of a response that has their results.
    fn settle_at_once(&mut self, chunk: Chunk<D>, results: ItemResults<R::ItemResult>) {
        let nonce = Arc::clone(self.intake.nonce());
        let settlement = settlement::settle::<R, D>(&nonce, &chunk.items, results);
        self.settle_by(chunk.items, None, settlement);
    }

    /// Counts the requests of a call.
    pub(super) fn count_requests<T>(&mut self, answer: &Answer<T, R>) {
        let attempts = match answer {
            Ok(response) => response.attempts(),
            Err(error) => error.attempts(),
        };
        self.counts.requests += u64::from(attempts);
        self.counts.retries += u64::from(attempts.saturating_sub(1));
    }
}
