//! What is done with a chunk that the server has not accepted.
//!
//! Invariant: its items fail, are unknown, or are submitted again if that is safe or the caller has
//! chosen it.

use std::sync::Arc;

use super::bulk_error::BulkError;
use super::bulk_request::BulkRequest;
use super::chunk::{Chunk, Origin};
use super::config::Ambiguous;
use super::driver::Driver;
use super::item::Item;
use super::outcome::{Failure, ItemResult, UnknownReason};
use super::submit_failure::SubmitFailure;
use crate::runtime::defaults::{MAX_LOST_SUBMITS, MAX_SAME_ITEM_REFUSALS, MAX_SAME_REFUSALS};
use crate::runtime::response::Error;

impl<R: BulkRequest, D: Send + Unpin + 'static> Driver<R, D> {
    /// Handles a submit that has failed.
    pub(super) fn on_submit_failure(
        &mut self,
        number: u64,
        chunk: Chunk<D>,
        error: Error<R::ApiError>,
    ) {
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

    /// Submits items again that were submitted once, if the caller has chosen it. Returns the others.
    pub(super) fn resubmit_once(&mut self, items: Vec<Item<D>>, origin: Origin) -> Vec<Item<D>> {
        let may_resubmit = self.config.ambiguous == Ambiguous::ResubmitOnce;
        let (mut again, lost): (Vec<_>, Vec<_>) =
            items.into_iter().partition(|item| may_resubmit && !item.may_be_applied);
        for item in &mut again {
            item.may_be_applied = true;
        }
        self.submit_next([Chunk { items: again, origin }]);
        lost
    }

    /// Handles a submit that may have been processed.
    fn on_ambiguous(&mut self, chunk: Chunk<D>, error: Error<R::ApiError>) {
        // The next request waits, because it may be lost as well.
        self.outage.fail(error.retry_after(), self.context.clock.now());
        let lost = self.resubmit_once(chunk.items, chunk.origin);
        let error = Arc::new(error);
        self.settle_all(lost, None, || {
            ItemResult::Unknown(UnknownReason::Submit(Arc::clone(&error)))
        });
        self.lost_submits += 1;
        if self.lost_submits >= MAX_LOST_SUBMITS {
            self.stop(BulkError::Unavailable(error));
        }
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
}
