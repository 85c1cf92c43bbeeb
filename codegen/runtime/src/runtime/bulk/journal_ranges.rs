//! Sets of item indexes, written as text such as `0-99,105`.
//!
//! Invariant: ranges are in ascending order, and between two of them there is an index that is in
//! neither.

use std::fmt;
use std::ops::RangeInclusive;

/// A set of item indexes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ranges(Vec<RangeInclusive<u64>>);

impl Ranges {
    /// The indexes in any of the ranges, which may be in any order and overlap.
    pub(super) fn merge(mut ranges: Vec<RangeInclusive<u64>>) -> Self {
        ranges.sort_unstable_by_key(|range| *range.start());
        let mut merged: Vec<RangeInclusive<u64>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if *range.start() <= last.end().saturating_add(1) => {
                    *last = *last.start()..=*last.end().max(range.end());
                }
                _ => merged.push(range),
            }
        }
        Self(merged)
    }

    /// These indexes, in any order.
    pub(super) fn of(indexes: &[u64]) -> Self {
        Self::merge(indexes.iter().map(|index| *index..=*index).collect())
    }

    /// Reads what `Display` writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut ranges = Vec::new();
        for part in text.split(',').filter(|_| !text.is_empty()) {
            let (start, end) = part.split_once('-').unwrap_or((part, part));
            let (start, end) = (start.parse().ok()?, end.parse().ok()?);
            if start > end {
                return None;
            }
            ranges.push(start..=end);
        }
        Some(Self::merge(ranges))
    }

    /// Whether an index is in the set, by a binary search.
    pub(crate) fn contains(&self, index: u64) -> bool {
        let after = self.0.partition_point(|range| *range.start() <= index);
        after.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|it| index <= *it.end())
    }

    /// The number of indexes.
    pub(crate) fn count(&self) -> u64 {
        self.0.iter().fold(0, |count: u64, range| {
            count.saturating_add(range.end() - range.start()).saturating_add(1)
        })
    }

    /// The ranges in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = RangeInclusive<u64>> + '_ {
        self.0.iter().cloned()
    }
}

impl fmt::Display for Ranges {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, range) in self.0.iter().enumerate() {
            if position > 0 {
                formatter.write_str(",")?;
            }
            if range.start() == range.end() {
                write!(formatter, "{}", range.start())?;
            } else {
                write!(formatter, "{}-{}", range.start(), range.end())?;
            }
        }
        Ok(())
    }
}
