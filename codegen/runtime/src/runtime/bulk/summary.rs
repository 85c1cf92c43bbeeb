//! What a run has done so far.
//!
//! Invariant: each item counts once, however often it was sent.

use std::time::Duration;

/// What a run has done so far. [`Run::summary`](super::Run::summary) returns it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The number of items that were taken from the input.
    pub pulled: u64,
    /// The number of records that were changed.
    pub updated: u64,
    /// The number of records that were not changed.
    pub failed: u64,
    /// The number of failed items that were not sent because the run ended before.
    pub not_sent: u64,
    /// The number of items of which it is not known whether they were applied.
    pub unknown: u64,
    /// The number of items that earlier runs of the journal have settled.
    pub settled_before: u64,
    /// The number of requests, including those that were repeated.
    pub requests: u64,
    /// The number of requests that were repeated because they failed in passing.
    pub retries: u64,
    /// The number of jobs that were started.
    pub jobs: u64,
    /// The number of jobs that are open.
    pub open_jobs: u64,
    /// The number of items that were submitted again because a job refused them in passing.
    pub item_retries: u64,
    /// The number of results that belong to no item of their job.
    pub foreign_results: u64,
    /// The time for which nothing was submitted because the server was unavailable.
    pub paused: Duration,
    /// Whether the input has ended. If not, the rest of it was not read.
    pub is_input_complete: bool,
}

impl Summary {
    /// Whether every item of the input was applied.
    #[must_use]
    pub fn all_updated(&self) -> bool {
        self.is_input_complete && self.failed == 0 && self.unknown == 0
    }
}
