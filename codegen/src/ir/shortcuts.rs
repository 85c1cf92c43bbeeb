//! Shortcuts along chains of references, so that following a chain again takes one step.
//!
//! Invariant: a shortcut passes references only, and is forgotten when one of these may have changed.

use std::cell::Cell;

use super::SchemaId;

/// The shortcuts of all schemas.
#[derive(Clone, Debug, Default)]
pub(super) struct Shortcuts {
    all: Vec<Cell<Option<Shortcut>>>,
    /// The number of times that a reference may have changed.
    generation: usize,
}

/// A schema to which a chain of references leads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shortcut {
    pub(super) end: SchemaId,
    /// Whether a reference before the end allows null.
    pub(super) nullable: bool,
    generation: usize,
}

impl Shortcuts {
    /// Adds a schema.
    pub(super) fn add(&mut self) {
        self.all.push(Cell::default());
    }

    /// Forgets all shortcuts.
    pub(super) fn forget(&mut self) {
        self.generation += 1;
    }

    /// The shortcut of the schema at `position`.
    pub(super) fn get(&self, position: usize) -> Option<Shortcut> {
        let found = self.all.get(position)?.get();
        found.filter(|found| found.generation == self.generation)
    }

    /// Records that the references from the schema at `position` lead to `end`.
    pub(super) fn set(&self, position: usize, end: SchemaId, nullable: bool) {
        if let Some(cell) = self.all.get(position) {
            cell.set(Some(Shortcut { end, nullable, generation: self.generation }));
        }
    }
}
