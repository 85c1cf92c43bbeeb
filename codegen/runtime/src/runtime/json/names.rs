//! The names of the members that a type declares, and where a name is among them.
//!
//! Invariant: the time to find a name grows with the logarithm of their number at most, so that
//! reading an object takes linear time whatever its members are.

use std::sync::OnceLock;

/// The number of names up to which all are compared.
const FEW: usize = 8;

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

    /// The position of a name, which is most likely `expected`.
    pub(crate) fn position(&self, name: &str, expected: usize) -> Option<usize> {
        // The names that a type reads are mostly the declared ones themselves.
        let is_same = |declared: &&str| std::ptr::eq(*declared, name) || *declared == name;
        if self.declared.get(expected).is_some_and(is_same) {
            return Some(expected);
        }
        if self.declared.len() <= FEW {
            return self.declared.iter().position(|declared| *declared == name);
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
