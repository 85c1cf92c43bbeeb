//! From the records of a journal, in order, to what earlier runs have done.
//!
//! Invariant: an item is open in at most one request, the last one that had it, and a request is kept
//! only while it has open items. What is kept does not grow with the number of items.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::journal_digest::Digest;
use super::journal_ranges::Ranges;
use super::journal_record::Record;

/// What a journal has of earlier runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// Distinguishes the references of this journal from those of others.
    pub(crate) nonce: String,
    /// The greatest number of items that the input had when a request was submitted.
    pub(crate) pulled: u64,
    /// The digest of these items.
    pub(crate) digest: u64,
    /// The number of the next request.
    pub(crate) next_chunk: u64,
    /// The requests with items that are not settled, by number.
    pub(crate) chunks: Vec<RecordedChunk>,
    /// The indexes of items that an earlier request had of which it is not known whether it was
    /// processed.
    pub(crate) doubtful: BTreeSet<u64>,
    /// The indexes of settled items.
    pub(crate) settled: Ranges,
}

/// A request of an earlier run, which may have been processed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordedChunk {
    pub(crate) number: u64,
    /// The indexes of the items that are not settled, in order. No later request has them.
    pub(crate) items: Vec<u64>,
    /// The job, if the request was accepted.
    pub(crate) job: Option<String>,
}

/// What the records so far say.
pub(super) struct Replay {
    max_items: usize,
    /// What is complete already: all but the requests and the settled items.
    recorded: Recorded,
    /// The requests with open items, by number.
    chunks: BTreeMap<u64, OpenChunk>,
    /// The requests of open items, by index.
    chunk_of: BTreeMap<u64, u64>,
    /// In the order of the records.
    settled: Vec<RangeInclusive<u64>>,
}

/// A request with items that are neither settled nor in a later request.
#[derive(Default)]
struct OpenChunk {
    items: BTreeSet<u64>,
    job: Option<String>,
}

impl Recorded {
    /// What a new journal has.
    pub(super) fn new(nonce: String) -> Self {
        Self {
            nonce,
            pulled: 0,
            digest: Digest::new().value(),
            next_chunk: 0,
            chunks: Vec::new(),
            doubtful: BTreeSet::new(),
            settled: Ranges::default(),
        }
    }

    /// Whether the outcome of an item was received by an earlier run.
    pub(crate) fn is_settled(&self, index: u64) -> bool {
        self.settled.contains(index)
    }
}

impl Replay {
    /// What a header says of a run whose requests have at most `max_items` items.
    pub(super) fn new(max_items: usize, nonce: String) -> Self {
        Self {
            max_items,
            recorded: Recorded::new(nonce),
            chunks: BTreeMap::new(),
            chunk_of: BTreeMap::new(),
            settled: Vec::new(),
        }
    }

    /// Applies a record, unless no run writes such a record here.
    pub(super) fn apply(&mut self, record: Record) -> Option<()> {
        match record {
            Record::Header { .. } => return None,
            Record::Session => {}
            Record::Submit { chunk, items, pulled, digest } => {
                self.submit(chunk, &items)?;
                // A resumed run may submit before it has pulled as much as the run before it.
                if pulled >= self.recorded.pulled {
                    (self.recorded.pulled, self.recorded.digest) = (pulled, digest);
                }
            }
            Record::Accept { chunk, job } => {
                self.check_submitted(chunk)?;
                if let Some(open) = self.chunks.get_mut(&chunk) {
                    open.job = Some(job);
                }
            }
            Record::Release { chunk } => {
                self.check_submitted(chunk)?;
                let items = self.chunks.remove(&chunk).unwrap_or_default().items;
                for item in items {
                    self.chunk_of.remove(&item);
                }
            }
            Record::Settle { items } => {
                for range in items.iter() {
                    for (item, _) in self.close(range.clone()) {
                        self.recorded.doubtful.remove(&item);
                    }
                    self.settled.push(range);
                }
            }
        }
        Some(())
    }

    /// The number of items is checked before their ranges are expanded: it bounds the memory for a
    /// record, whatever its text says.
    fn submit(&mut self, chunk: u64, items: &Ranges) -> Option<()> {
        let max_items = u64::try_from(self.max_items).unwrap_or(u64::MAX);
        if items.count() > max_items {
            return None;
        }
        self.recorded.next_chunk = self.recorded.next_chunk.max(chunk.checked_add(1)?);
        for range in items.iter() {
            let unknown = self.close(range.clone()).into_iter().filter(|(_, job)| !*job);
            self.recorded.doubtful.extend(unknown.map(|(item, _)| item));
            self.chunk_of.extend(range.map(|item| (item, chunk)));
        }
        let open = self.chunks.entry(chunk).or_default();
        open.items.extend(items.iter().flatten());
        open.job = None;
        Some(())
    }

    fn check_submitted(&self, chunk: u64) -> Option<()> {
        (chunk < self.recorded.next_chunk).then_some(())
    }

    /// Takes items out of their requests. Returns them, each with whether its request was accepted.
    fn close(&mut self, range: RangeInclusive<u64>) -> Vec<(u64, bool)> {
        let open: Vec<_> =
            self.chunk_of.range(range).map(|(item, chunk)| (*item, *chunk)).collect();
        let is_accepted = |chunk| self.chunks.get(chunk).is_some_and(|open| open.job.is_some());
        let closed = open.iter().map(|(item, chunk)| (*item, is_accepted(chunk))).collect();
        for (item, chunk) in open {
            self.chunk_of.remove(&item);
            if let Some(open) = self.chunks.get_mut(&chunk) {
                open.items.remove(&item);
                if open.items.is_empty() {
                    self.chunks.remove(&chunk);
                }
            }
        }
        closed
    }

    /// What all records say. An item that was submitted after it was settled is settled.
    pub(super) fn finish(self) -> Recorded {
        let settled = Ranges::merge(self.settled);
        let chunks = self.chunks.into_iter().map(|(number, open)| {
            let items = open.items.into_iter().filter(|item| !settled.contains(*item)).collect();
            RecordedChunk { number, items, job: open.job }
        });
        let chunks = chunks.filter(|chunk| !chunk.items.is_empty()).collect();
        Recorded { chunks, settled, ..self.recorded }
    }
}
