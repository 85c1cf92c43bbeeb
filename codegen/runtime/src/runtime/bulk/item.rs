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
