//! Submits chunks, and handles what the server says to them.
//!
//! Invariant: the items of a chunk are settled, part of a job, or submitted again only if that is safe
//! or the caller has chosen it.

use std::sync::Arc;
use std::time::Instant;

use super::bulk_error::BulkError;
use super::bulk_request::{BulkRequest, ItemResults, Submission};
use super::chunk::{Chunk, Origin};
use super::config::Ambiguous;
use super::driver::Driver;
use super::item::Item;
use super::job_window::Rate;
use super::open_jobs::OpenJob;
use super::outcome::{Failure, ItemResult, UnknownReason};
use super::requests::Answer;
use super::settlement;
use super::submit_failure::SubmitFailure;
use crate::runtime::defaults::{
    MAX_CONCURRENT_SUBMITS, MAX_RETAINED_BYTES, MAX_SAME_ITEM_REFUSALS, MAX_SAME_REFUSALS,
};
use crate::runtime::response::Error;

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

    fn on_submit_failure(&mut self, number: u64, chunk: Chunk<D>, error: Error<R::ApiError>) {
        match SubmitFailure::of(&error, chunk.items.len()) {
            SubmitFailure::Ambiguous => self.on_ambiguous(chunk, error),
            SubmitFailure::Unavailable => {
                self.record_release(number, &chunk);
                let now = self.context.clock.now();
                let down_for = self.outage.fail(error.retry_after(), now);
                self.waiting.push_front(chunk);
                if down_for >= self.context.policy.deadline {
                    self.stop(BulkError::Unavailable(Arc::new(error)));
                }
            }
            SubmitFailure::Unauthorized => {
                self.release(number, chunk);
                self.stop(BulkError::Unauthorized(Arc::new(error)));
            }
            SubmitFailure::Invalid => {
                self.release(number, chunk);
                self.stop(BulkError::Request(Arc::new(error)));
            }
            SubmitFailure::TooLarge => {
                self.record_release(number, &chunk);
                self.on_too_large(chunk, error);
            }
            SubmitFailure::Refused(positions) => {
                self.record_release(number, &chunk);
                self.outage.end();
                if positions.is_empty() {
                    self.on_refused(chunk, error);
                } else {
                    self.on_refused_items(chunk, &positions, error);
                }
            }
        }
    }

    /// Lets a chunk wait that was surely not processed.
    fn release(&mut self, number: u64, chunk: Chunk<D>) {
        self.record_release(number, &chunk);
        self.waiting.push_front(chunk);
    }

    /// Records that the items of a chunk were surely not processed, unless an earlier request that had
    /// one of them may have been.
    fn record_release(&mut self, number: u64, chunk: &Chunk<D>) {
        if !chunk.items.iter().any(|item| item.may_be_applied) {
            self.record(|journal| journal.release(number));
        }
    }

    /// Submits items again that were submitted once, if the caller has chosen it.
    fn on_ambiguous(&mut self, chunk: Chunk<D>, error: Error<R::ApiError>) {
        let may_resubmit = self.config.ambiguous == Ambiguous::ResubmitOnce;
        let (mut again, lost): (Vec<_>, Vec<_>) =
            chunk.items.into_iter().partition(|item| may_resubmit && !item.may_be_applied);
        if !again.is_empty() {
            self.outage.fail(error.retry_after(), self.context.clock.now());
            for item in &mut again {
                item.may_be_applied = true;
            }
        }
        self.submit_next([Chunk { items: again, origin: chunk.origin }]);
        let error = Arc::new(error);
        self.settle_all(lost, None, || {
            ItemResult::Unknown(UnknownReason::Submit(Arc::clone(&error)))
        });
    }

    /// Halves a chunk that is too large for the server, and the size of those to come.
    fn on_too_large(&mut self, chunk: Chunk<D>, error: Error<R::ApiError>) {
        self.outage.end();
        self.intake.lower_max_bytes(chunk.bytes(R::ENVELOPE), chunk.items.len());
        if chunk.items.len() <= 1 {
            self.fail(chunk.items, &Arc::new(error));
            return;
        }
        let origin = chunk.origin;
        self.submit_next(chunk.halves(origin));
    }

    /// Fails the items that a refusal names. The others are submitted again.
    fn on_refused_items(
        &mut self,
        chunk: Chunk<D>,
        positions: &[usize],
        error: Error<R::ApiError>,
    ) {
        let error = Arc::new(error);
        let (mut named, mut others) = (Vec::new(), Vec::new());
        for (position, item) in chunk.items.into_iter().enumerate() {
            let is_named = positions.binary_search(&position).is_ok();
            if is_named { named.push(item) } else { others.push(item) }
        }
        self.fail(named, &error);
        self.submit_next([Chunk { items: others, origin: chunk.origin }]);
        if self.refusals.add(&error) >= MAX_SAME_ITEM_REFUSALS {
            self.stop(BulkError::Refused(error));
        }
    }

    /// Fails the items of a chunk that is refused as a whole, or halves it to find the item.
    fn on_refused(&mut self, chunk: Chunk<D>, error: Error<R::ApiError>) {
        let error = Arc::new(error);
        if chunk.items.len() > 1 && self.config.bisection_requests >= 2 {
            self.config.bisection_requests -= 2;
            self.submit_next(chunk.halves(Origin::Bisection));
            return;
        }
        let most = match chunk.origin {
            Origin::Input => MAX_SAME_REFUSALS,
            Origin::Bisection => MAX_SAME_ITEM_REFUSALS,
        };
        self.fail(chunk.items, &error);
        if self.refusals.add(&error) >= most {
            self.stop(BulkError::Refused(error));
        }
    }

    /// Submits chunks before those that wait.
    fn submit_next(
        &mut self,
        chunks: impl IntoIterator<Item = Chunk<D>, IntoIter: DoubleEndedIterator>,
    ) {
        for chunk in chunks.into_iter().rev().filter(|chunk| !chunk.items.is_empty()) {
            self.waiting.push_front(chunk);
        }
    }

    fn fail(&mut self, items: Vec<Item<D>>, error: &Arc<Error<R::ApiError>>) {
        self.settle_all(items, None, || ItemResult::Failed(Failure::Request(Arc::clone(error))));
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
