//! Settles items: each gets its outcome, or is tried again by choice.
//!
//! Invariant: when an item is settled, the next one with its id may be sent, and not before.

use std::sync::Arc;

use super::bulk_request::BulkRequest;
use super::driver::Driver;
use super::item::Item;
use super::item_retries::Refused;
use super::outcome::{Failure, ItemResult, Outcome, UnknownReason};
use super::settlement::{Settlement, Verdict};

impl<R: BulkRequest, D: Send + Unpin + 'static> Driver<R, D> {
    /// Settles items by their results.
    pub(super) fn settle_by(
        &mut self,
        items: Vec<Item<D>>,
        job: Option<&Arc<str>>,
        settlement: Settlement<R::ItemResult>,
    ) {
        self.counts.foreign_results += settlement.foreign;
        for (item, verdict) in items.into_iter().zip(settlement.verdicts) {
            let unknown = match verdict {
                Verdict::Updated => {
                    self.settle(item, job, ItemResult::Updated);
                    continue;
                }
                Verdict::Failed(result) => {
                    self.retry_or_fail(item, job, result);
                    continue;
                }
                Verdict::Missing => UnknownReason::Missing,
                Verdict::Contradictory => UnknownReason::Contradictory,
                Verdict::Undeclared(result) => UnknownReason::Undeclared(result),
            };
            self.settle(item, job, ItemResult::Unknown(unknown));
        }
    }

    fn retry_or_fail(&mut self, mut item: Item<D>, job: Option<&Arc<str>>, result: R::ItemResult) {
        let retry = self.config.retry.as_mut().filter(|_| !self.ending.is_stopping());
        if retry.is_some_and(|retry| retry.take(&mut item, &result)) {
            self.counts.item_retries += 1;
            let refused = Refused { item, result, job: job.cloned() };
            self.retries.add(refused, self.context.clock.now());
        } else {
            self.settle(item, job, ItemResult::Failed(Failure::Item(result)));
        }
    }

    /// Settles items that have the same result.
    pub(super) fn settle_all(
        &mut self,
        items: Vec<Item<D>>,
        job: Option<&Arc<str>>,
        result: impl Fn() -> ItemResult<R>,
    ) {
        for item in items {
            self.settle(item, job, result());
        }
    }

    /// Settles an item. The next one with its id may be sent now.
    pub(super) fn settle(&mut self, item: Item<D>, job: Option<&Arc<str>>, result: ItemResult<R>) {
        let next = self.intake.order.release(&item.id);
        self.intake.add_ready(next);
        self.outcomes.push_back(item.settle(job.cloned(), result));
    }

    /// Counts an outcome.
    pub(super) fn count(&mut self, outcome: &Outcome<R, D>) {
        match &outcome.result {
            ItemResult::Updated => self.counts.updated += 1,
            ItemResult::Failed(failure) => {
                self.counts.failed += 1;
                self.counts.not_sent += u64::from(matches!(failure, Failure::NotSent));
            }
            ItemResult::Unknown(_) => self.counts.unknown += 1,
        }
    }
}
