//! The names of the members that a type declares, and where a name is among them.
//!
//! Invariant: the time to find a name grows with the logarithm of their number at most, so that
//! reading an object takes linear time whatever its members are.

use std::sync::OnceLock;

/// The positions of many names in alphabetical order, of which a type has one static value.
pub(crate) type Sorted = OnceLock<Vec<usize>>;

/// The declared names of a type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names {
    declared: &'static [&'static str],
    sorted: Option<&'static Sorted>,
}

impl Names {
    /// Names that are compared one by one: those of `json_struct!`, which are not many. A static value
    /// for each type would cost the compiler as much as a function.
    pub(crate) const fn few(declared: &'static [&'static str]) -> Self {
        Self { declared, sorted: None }
    }

    /// Names that are sorted when the first of them is not where it is expected.
    pub(crate) const fn many(declared: &'static [&'static str], sorted: &'static Sorted) -> Self {
        Self { declared, sorted: Some(sorted) }
    }

    /// The number of names.
    pub(crate) fn count(self) -> usize {
        self.declared.len()
    }

    /// Whether the name at a position is this one.
    fn is_at(self, position: usize, name: &str) -> bool {
        self.declared.get(position).is_some_and(|declared| *declared == name)
    }

    /// The position of a name, which is most likely `expected`, or else soon after it.
    pub(crate) fn position(self, name: &str, expected: usize) -> Option<usize> {
        if self.is_at(expected, name) {
            return Some(expected);
        }
        let Some(sorted) = self.sorted else {
            let is_same = |declared: &&str| *declared == name;
            let (before, after) = self.declared.split_at_checked(expected)?;
            let found = after.iter().position(is_same).map(|distance| expected + distance);
            return found.or_else(|| before.iter().position(is_same));
        };
        let sorted = sorted.get_or_init(|| {
            let mut positions: Vec<usize> = (0..self.declared.len()).collect();
            positions.sort_by_key(|position| self.declared.get(*position));
            positions
        });
        let found =
            sorted.binary_search_by(|position| self.declared.get(*position).cmp(&Some(&name)));
        found.ok().and_then(|index| sorted.get(index).copied())
    }
}
