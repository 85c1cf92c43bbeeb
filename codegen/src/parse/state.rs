//! The state of the parser: warnings, the current path and the remaining size budget.
//!
//! Invariant: the size of the tree is bounded by the length of the text, even with aliases.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::limits;
use crate::pointer::Pointer;
use crate::source::{Format, Source};

pub(super) struct State {
    pub(super) format: Format,
    pub(super) warnings: Diagnostics,
    budget: usize,
}

impl State {
    pub(super) fn new(source: &Source) -> Self {
        // A node takes at least one byte of the text, and so does each byte of a scalar.
        let budget = source.text.len().saturating_mul(2).saturating_add(limits::ALIASES);
        Self { format: source.format(), warnings: Diagnostics::new(), budget }
    }

    pub(super) fn warn(&mut self, warning: Diagnostic) {
        self.warnings.push(warning);
    }

    /// Consumes budget for a node with a string of this length. Returns `false` if it is exhausted.
    pub(super) fn consume(&mut self, length: usize) -> bool {
        let left = self.budget.checked_sub(length.saturating_add(1));
        self.budget = left.unwrap_or(0);
        left.is_some()
    }
}

/// The path to the current value. It is converted to a pointer only for a warning.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Root,
    Member(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl Path<'_> {
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Member(parent, name) => parent.pointer().child(name),
            Self::Item(parent, position) => parent.pointer().index(*position),
        }
    }
}
