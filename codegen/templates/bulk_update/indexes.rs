//! A set of records, by their indexes.
//!
//! Invariant: it needs a bit or so for each record if they are close to each other.

use std::collections::BTreeMap;

/// A set of records: by the index divided by 64, a bit for each of the 64 records.
#[derive(Default)]
pub struct Indexes(BTreeMap<u64, u64>);

impl Indexes {
    /// Adds a record, and says whether it is new.
    pub fn insert(&mut self, index: u64) -> bool {
        let (bits, bit) = (self.0.entry(index / 64).or_default(), 1 << (index % 64));
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }

    /// Whether the set has a record.
    pub fn contains(&self, index: u64) -> bool {
        self.0.get(&(index / 64)).is_some_and(|bits| bits & (1 << (index % 64)) != 0)
    }
}
