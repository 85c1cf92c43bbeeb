//! The limits and choices of a run.
//!
//! Invariant: a limit is at most that of the description, and at least one.

use std::sync::Arc;
use std::time::Duration;

use super::bulk_request::BulkRequest;
use crate::runtime::defaults::{BULK_LINGER, MAX_OPEN_JOBS, MAX_PARKED_ITEMS};

/// The limits and choices of a run.
pub(super) struct Config<R: BulkRequest> {
    pub(super) max_items: usize,
    pub(super) max_bytes: usize,
    pub(super) linger: Duration,
    pub(super) max_open_jobs: usize,
    pub(super) max_parked_items: usize,
    /// The number of requests that may be used to find the item for which a request is refused.
    pub(super) bisection_requests: u32,
    pub(super) ambiguous: Ambiguous,
    pub(super) retry: Option<ItemRetry<R>>,
}

/// What is done with a request that may have been processed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ambiguous {
    /// Its items are reported as unknown.
    Report,
    /// It is submitted once more.
    ResubmitOnce,
}

/// Which items are tried again that the server has refused within a job.
pub(super) struct ItemRetry<R: BulkRequest> {
    pub(super) max_attempts: u32,
    /// The number of retries that the run has left.
    pub(super) budget: u64,
    pub(super) is_transient: Predicate<R>,
}

/// Whether an item that was refused may be accepted later.
pub(super) type Predicate<R> = Arc<dyn Fn(&<R as BulkRequest>::ItemResult) -> bool + Send + Sync>;

impl<R: BulkRequest> Default for Config<R> {
    fn default() -> Self {
        Self {
            max_items: R::MAX_ITEMS.max(1),
            max_bytes: R::MAX_BYTES.max(1),
            linger: BULK_LINGER,
            max_open_jobs: MAX_OPEN_JOBS,
            max_parked_items: MAX_PARKED_ITEMS,
            bisection_requests: 0,
            ambiguous: Ambiguous::Report,
            retry: None,
        }
    }
}
