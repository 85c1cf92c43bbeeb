//! What one run of the parser keeps: its warnings, its place, and how much it may still build.
//!
//! Invariant: the size of what is built is bounded by the length of the text, whatever aliases do.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::{Format, Source};

/// How much larger than its text a tree may become, in nodes and bytes of text.
const ROOM_FOR_ALIASES: usize = 1_000_000;

pub(super) struct State {
    pub(super) format: Format,
    pub(super) warnings: Diagnostics,
    room: usize,
}

impl State {
    pub(super) fn new(source: &Source) -> Self {
        // A node takes at least one byte of the text, and so does each byte of a scalar.
        let room = source.text.len().saturating_mul(2).saturating_add(ROOM_FOR_ALIASES);
        Self { format: source.format(), warnings: Diagnostics::new(), room }
    }

    pub(super) fn warn(&mut self, warning: Diagnostic) {
        self.warnings.push(warning);
    }

    /// Makes room for one node with a text of this length; false if there is none left.
    pub(super) fn take_room(&mut self, length: usize) -> bool {
        let left = self.room.checked_sub(length.saturating_add(1));
        self.room = left.unwrap_or(0);
        left.is_some()
    }
}

/// The way to the value that is being built; it becomes a pointer only if there is a warning.
#[derive(Clone, Copy)]
pub(super) enum Way<'way> {
    Root,
    Member(&'way Way<'way>, &'way str),
    Item(&'way Way<'way>, usize),
}

impl Way<'_> {
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Member(parent, name) => parent.pointer().child(name),
            Self::Item(parent, position) => parent.pointer().index(*position),
        }
    }
}
