//! The names of the members that a type declares, and where a name is among them.
//!
//! Invariant: the time to find a name grows with the logarithm of their number at most, so that
//! reading an object takes linear time whatever its members are.

use std::sync::OnceLock;

/// The number of names up to which all are compared.
const FEW: usize = 24;

/// The declared names of a type, which has one static value of it.
#[derive(Debug)]
pub(crate) struct Names {
    declared: &'static [&'static str],
    /// The positions of the names in alphabetical order.
    sorted: OnceLock<Vec<usize>>,
}

impl Names {
    pub(crate) const fn new(declared: &'static [&'static str]) -> Self {
        Self { declared, sorted: OnceLock::new() }
    }

    /// The number of names.
    pub(crate) fn count(&self) -> usize {
        self.declared.len()
    }

    /// Whether the name at a position is this one.
    fn is_at(&self, position: usize, name: &str) -> bool {
        self.declared.get(position).is_some_and(|declared| *declared == name)
    }

    /// The position of a name, which is most likely `expected`, or else soon after it.
    pub(crate) fn position(&self, name: &str, expected: usize) -> Option<usize> {
        if self.is_at(expected, name) {
            return Some(expected);
        }
        if self.declared.len() <= FEW {
            let is_same = |declared: &&str| *declared == name;
            let (before, after) = self.declared.split_at_checked(expected)?;
            let found = after.iter().position(is_same).map(|distance| expected + distance);
            return found.or_else(|| before.iter().position(is_same));
        }
        let sorted = self.sorted.get_or_init(|| {
            let mut positions: Vec<usize> = (0..self.declared.len()).collect();
            positions.sort_by_key(|position| self.declared.get(*position));
            positions
        });
        let found =
            sorted.binary_search_by(|position| self.declared.get(*position).cmp(&Some(&name)));
        found.ok().and_then(|index| sorted.get(index).copied())
    }
}
