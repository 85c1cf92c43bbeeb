//! An item of a run: serialized once, and sent as often as needed.
//!
//! Invariant: the text is dropped as soon as it is not sent again.

use std::sync::Arc;

use super::bulk_request::BulkRequest;
use super::outcome::{ItemResult, Outcome, UnknownReason};

/// An item that was taken from the input.
pub(super) struct Item<D> {
    pub(super) index: u64,
    pub(super) id: Arc<str>,
    pub(super) data: D,
    /// The JSON text, with the reference of the item.
    pub(super) json: Vec<u8>,
    /// The number of requests that had the item.
    pub(super) attempts: u32,
    /// The number of jobs that have refused the item.
    pub(super) refusals: u32,
    /// Whether an earlier request may have been processed whose response is not known.
    pub(super) may_be_applied: bool,
}

impl<D> Item<D> {
    /// Serializes an item. Without text if that fails.
    pub(super) fn new<R: BulkRequest>(
        index: u64,
        value: &R::Item,
        data: D,
    ) -> (Self, Option<serde_json::Error>) {
        let (json, error) = match serde_json::to_vec(value) {
            Ok(json) => (json, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let id = R::id(value).into();
        let item = Self { index, id, data, json, attempts: 0, refusals: 0, may_be_applied: false };
        (item, error)
    }

    /// The outcome of the item. A failure says nothing about earlier requests.
    pub(super) fn settle<R: BulkRequest>(
        self,
        job: Option<Arc<str>>,
        result: ItemResult<R>,
    ) -> Outcome<R, D> {
        let Self { index, id, data, attempts, may_be_applied, .. } = self;
        let result = match result {
            ItemResult::Failed(failure) if may_be_applied => {
                ItemResult::Unknown(UnknownReason::Resubmitted(failure))
            }
            result => result,
        };
        Outcome { index, id, data, job, attempts, result }
    }
}
