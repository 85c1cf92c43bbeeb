//! Items that a job has refused in passing, and that are tried again.
//!
//! Invariant: an item holds its id while it waits, so that no later item with the id overtakes it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use super::bulk_request::BulkRequest;
use super::config::ItemRetry;
use super::item::Item;
use crate::runtime::defaults::{INITIAL_ITEM_BACKOFF, MAX_ITEM_BACKOFF};
use crate::runtime::resilience::Backoff;

/// The waits before further attempts.
const BACKOFF: Backoff = Backoff { initial: INITIAL_ITEM_BACKOFF, max: MAX_ITEM_BACKOFF };

/// The items that wait, by the time of their next attempt and their index.
pub(super) struct ItemRetries<R: BulkRequest, D> {
    waiting: BTreeMap<(Instant, u64), Refused<R, D>>,
}

/// An item that waits, and the result and the job that refused it.
pub(super) struct Refused<R: BulkRequest, D> {
    pub(super) item: Item<D>,
    pub(super) result: R::ItemResult,
    pub(super) job: Option<Arc<str>>,
}

impl<R: BulkRequest, D> ItemRetries<R, D> {
    pub(super) fn new() -> Self {
        Self { waiting: BTreeMap::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// When the next item is tried again.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.waiting.first_key_value().map(|((due, _), _)| *due)
    }

    /// Lets an item wait for its next attempt.
    pub(super) fn add(&mut self, refused: Refused<R, D>, now: Instant) {
        let due = now + BACKOFF.bound(refused.item.refusals.saturating_sub(1));
        self.waiting.insert((due, refused.item.index), refused);
    }

    /// The items whose time has come.
    pub(super) fn take_due(&mut self, now: Instant) -> Vec<Item<D>> {
        let later = self.waiting.split_off(&(now, u64::MAX));
        let due = std::mem::replace(&mut self.waiting, later);
        due.into_values().map(|refused| refused.item).collect()
    }

    /// All items.
    pub(super) fn take_all(&mut self) -> impl Iterator<Item = Refused<R, D>> + use<R, D> {
        std::mem::take(&mut self.waiting).into_values()
    }
}

impl<R: BulkRequest> ItemRetry<R> {
    /// Takes a retry from the budget, if the item that a job has refused may be tried again.
    pub(super) fn take<D>(&mut self, item: &mut Item<D>, result: &R::ItemResult) -> bool {
        item.refusals = item.refusals.saturating_add(1);
        let may_retry =
            self.budget > 0 && item.refusals < self.max_attempts && (self.is_transient)(result);
        self.budget -= u64::from(may_retry);
        may_retry
    }
}
