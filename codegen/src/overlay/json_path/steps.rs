//! The steps that are left to the actions of a run.
//!
//! Invariant: all actions together take no more steps than there are.

use std::cell::Cell;

use crate::limits::{self, Exceeded};

const TOO_MANY_STEPS: Exceeded = Exceeded {
    most: limits::OVERLAY_STEPS,
    what: "steps to find what overlays change, beyond 4 times the text",
    help: "write JSONPaths that lead to the values, with fewer `..` and filters",
};

/// How many steps there are for each byte of the description.
const FACTOR: usize = 4;

/// The steps that are left to the actions of a run.
#[derive(Debug)]
pub(in crate::overlay) struct Steps(Cell<usize>);

impl Steps {
    /// The steps for a description of this length.
    pub(in crate::overlay) fn for_text(bytes: usize) -> Self {
        Self(Cell::new(bytes.saturating_mul(FACTOR).saturating_add(limits::OVERLAY_STEPS)))
    }

    pub(in crate::overlay) fn take(&self, count: usize) -> Result<(), Exceeded> {
        let left = self.0.get().checked_sub(count);
        self.0.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(TOO_MANY_STEPS)
    }
}
