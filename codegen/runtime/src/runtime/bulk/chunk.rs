//! The items of one request.
//!
//! Invariant: a chunk has at least one item, and no two items with the same id.

use bytes::Bytes;

use super::item::Item;

/// The items of one request.
pub(super) struct Chunk<D> {
    pub(super) items: Vec<Item<D>>,
    pub(super) origin: Origin,
}

/// Where a chunk comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// From the input.
    Input,
    /// From a chunk that was refused, to find the item for which it was.
    Bisection,
}

impl<D> Chunk<D> {
    /// The body of the request.
    pub(super) fn body(&self, envelope: [&'static str; 2]) -> Bytes {
        let [start, end] = envelope;
        let mut body = Vec::with_capacity(self.bytes(envelope));
        body.extend_from_slice(start.as_bytes());
        for (position, item) in self.items.iter().enumerate() {
            if position > 0 {
                body.push(b',');
            }
            body.extend_from_slice(&item.json);
        }
        body.extend_from_slice(end.as_bytes());
        body.into()
    }

    /// The size of the body.
    pub(super) fn bytes(&self, envelope: [&'static str; 2]) -> usize {
        let items: usize = self.items.iter().map(|item| item.json.len() + 1).sum();
        items.saturating_sub(1) + envelope_bytes(envelope)
    }

    /// Two chunks with half of the items each. The second one may be empty.
    pub(super) fn halves(mut self, origin: Origin) -> [Self; 2] {
        let second = self.items.split_off(self.items.len().div_ceil(2));
        [Self { items: self.items, origin }, Self { items: second, origin }]
    }
}

/// The size of a body without items.
pub(super) fn envelope_bytes(envelope: [&'static str; 2]) -> usize {
    envelope.iter().map(|part| part.len()).sum()
}
