//! The chunk that is being filled.
//!
//! Invariant: it is within the limits, unless it has one item only.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::chunk::{Chunk, Origin, envelope_bytes};
use super::item::Item;

/// The limits of chunks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) max_items: usize,
    /// The limit of the caller or the API, unless the server accepts less.
    pub(super) max_bytes: usize,
    /// The size of a request with one item, which may be all that the server accepts.
    pub(super) max_item_bytes: usize,
    pub(super) max_parked_items: usize,
    pub(super) linger: Duration,
}

/// The chunk that is being filled.
pub(super) struct Draft<D> {
    items: Vec<Item<D>>,
    /// The size of the body so far.
    bytes: usize,
    envelope: [&'static str; 2],
    started: Option<Instant>,
}

impl Limits {
    /// Lowers the size of requests, because the server has refused one of this size. Chunks get half of
    /// it. A single item is sent up to that size, because the server may accept it.
    pub(super) fn lower(&mut self, refused: usize, items: usize) {
        let less = refused.saturating_sub(1);
        let chunk = if items > 1 { refused / 2 } else { less };
        self.max_bytes = self.max_bytes.min(chunk);
        self.max_item_bytes = self.max_item_bytes.min(less);
    }
}

impl<D> Draft<D> {
    pub(super) fn new(envelope: [&'static str; 2]) -> Self {
        Self { items: Vec::new(), bytes: envelope_bytes(envelope), envelope, started: None }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// When it is submitted although it is not full. Never, if that is too far away.
    pub(super) fn linger_end(&self, linger: Duration) -> Option<Instant> {
        self.started?.checked_add(linger)
    }

    /// Adds the first of the items, as long as they fit. Returns whether it is full.
    pub(super) fn fill(
        &mut self,
        items: &mut VecDeque<Item<D>>,
        limits: &Limits,
        now: Instant,
    ) -> bool {
        while let Some(item) = items.front() {
            let bytes = self.bytes + usize::from(!self.is_empty()) + item.json.len();
            let is_full = self.items.len() >= limits.max_items || bytes > limits.max_bytes;
            if is_full && !self.is_empty() {
                return true;
            }
            self.bytes = bytes;
            self.started.get_or_insert(now);
            self.items.extend(items.pop_front());
        }
        self.items.len() >= limits.max_items
    }

    /// Takes the chunk, unless it is empty.
    pub(super) fn take(&mut self) -> Option<Chunk<D>> {
        let items = std::mem::replace(self, Self::new(self.envelope)).items;
        (!items.is_empty()).then_some(Chunk { items, origin: Origin::Input })
    }
}
