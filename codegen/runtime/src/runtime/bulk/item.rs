//! An item of a run: serialized once, and sent as often as needed.
//!
//! Invariant: the text is dropped as soon as it is not sent again.

use std::sync::Arc;

use super::bulk_request::BulkRequest;
use super::outcome::{ItemResult, Outcome};

/// An item that was taken from the input.
pub(super) struct Item<D> {
    pub(super) index: u64,
    pub(super) id: Arc<str>,
    pub(super) data: D,
    /// The JSON text, with the reference of the item.
    pub(super) json: Vec<u8>,
    /// The number of requests that had the item.
    pub(super) attempts: u32,
}

impl<D> Item<D> {
    /// The outcome of the item.
    pub(super) fn settle<R: BulkRequest>(
        self,
        job: Option<Arc<str>>,
        result: ItemResult<R>,
    ) -> Outcome<R, D> {
        let Self { index, id, data, attempts, .. } = self;
        Outcome { index, id, data, job, attempts, result }
    }
}
