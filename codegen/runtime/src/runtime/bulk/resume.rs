//! Reads the part of the input that an earlier run of the journal has read, before anything is sent.
//!
//! Invariant: this part has the digest of the journal, or the run ends without a request.

use std::collections::HashMap;

use super::item::Item;
use super::journal_replay::{Recorded, RecordedChunk};

/// The part of the input that an earlier run has read.
pub(super) struct Resume<D> {
    recorded: Recorded,
    /// The position of the request that has an item, by the index of the item.
    chunks: HashMap<u64, usize>,
    /// The items of each request.
    items: Vec<Vec<Item<D>>>,
}

/// What became of an item in an earlier run.
pub(super) enum Known<D> {
    /// It is part of a request.
    Submitted,
    /// It was not sent, or surely not processed.
    Pending(Item<D>),
}

impl<D> Resume<D> {
    pub(super) fn new(recorded: Recorded) -> Self {
        let mut chunks = HashMap::new();
        for (position, chunk) in recorded.chunks.iter().enumerate() {
            chunks.extend(chunk.items.iter().map(|index| (*index, position)));
        }
        let items = recorded.chunks.iter().map(|_| Vec::new()).collect();
        Self { recorded, chunks, items }
    }

    /// The number of items that the earlier runs have read.
    pub(super) fn pulled(&self) -> u64 {
        self.recorded.pulled
    }

    /// The digest of these items.
    pub(super) fn digest(&self) -> u64 {
        self.recorded.digest
    }

    /// Classifies an item, and keeps it if it is part of a request.
    pub(super) fn add(&mut self, mut item: Item<D>) -> Known<D> {
        let Some(items) =
            self.chunks.get(&item.index).and_then(|position| self.items.get_mut(*position))
        else {
            return Known::Pending(item);
        };
        item.attempts = 1;
        item.may_be_applied = self.recorded.doubtful.contains(&item.index);
        items.push(item);
        Known::Submitted
    }

    /// The requests whose items are not settled, with these items.
    pub(super) fn into_chunks(self) -> impl Iterator<Item = (RecordedChunk, Vec<Item<D>>)> {
        let chunks = self.recorded.chunks.into_iter().zip(self.items);
        chunks.filter(|(_, items)| !items.is_empty())
    }
}
