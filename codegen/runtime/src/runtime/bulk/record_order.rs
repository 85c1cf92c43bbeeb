//! Keeps the order of the items with one id: a later one is parked until the earlier one is settled.
//!
//! Invariant: of the items with one id, at most one is in flight, and they are released in the order
//! of the input.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::item::Item;

/// The ids whose items are in flight, and the items that wait for them.
pub(super) struct RecordOrder<D> {
    ids: HashMap<Arc<str>, Record<D>>,
    parked_items: usize,
    parked_bytes: usize,
}

struct Record<D> {
    in_flight: u32,
    parked: VecDeque<Item<D>>,
}

impl<D> RecordOrder<D> {
    pub(super) fn new() -> Self {
        Self { ids: HashMap::new(), parked_items: 0, parked_bytes: 0 }
    }

    /// Returns the item if it may be sent now, and parks it otherwise.
    pub(super) fn admit(&mut self, item: Item<D>) -> Option<Item<D>> {
        if let Some(record) = self.ids.get_mut(&item.id) {
            self.parked_items += 1;
            self.parked_bytes = self.parked_bytes.saturating_add(item.json.len());
            record.parked.push_back(item);
            return None;
        }
        self.hold(&item.id);
        Some(item)
    }

    /// Marks an id whose item is in flight already.
    pub(super) fn hold(&mut self, id: &Arc<str>) {
        let new = || Record { in_flight: 0, parked: VecDeque::new() };
        self.ids.entry(Arc::clone(id)).or_insert_with(new).in_flight += 1;
    }

    /// An item with this id is settled. Returns the next one, which is in flight from now on.
    pub(super) fn release(&mut self, id: &Arc<str>) -> Option<Item<D>> {
        let record = self.ids.get_mut(id)?;
        record.in_flight = record.in_flight.saturating_sub(1);
        if record.in_flight > 0 {
            return None;
        }
        let Some(next) = record.parked.pop_front() else {
            self.ids.remove(id);
            return None;
        };
        record.in_flight = 1;
        self.parked_items -= 1;
        self.parked_bytes = self.parked_bytes.saturating_sub(next.json.len());
        Some(next)
    }

    /// The number of parked items, and their size.
    pub(super) fn parked(&self) -> (usize, usize) {
        (self.parked_items, self.parked_bytes)
    }

    /// Takes all parked items, in the order of the input.
    pub(super) fn take_parked(&mut self) -> Vec<Item<D>> {
        let records = self.ids.values_mut();
        let mut items: Vec<_> = records.flat_map(|record| record.parked.drain(..)).collect();
        items.sort_by_key(|item| item.index);
        (self.parked_items, self.parked_bytes) = (0, 0);
        items
    }
}
