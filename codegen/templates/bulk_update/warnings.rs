//! What is odd about items, without a message for each of them.
//!
//! Invariant: nothing is left out in silence. Each kind of warning is shown once, and then counted.

use std::collections::BTreeMap;

use crate::record::Place;
use crate::screen::Screen;

/// The number of warnings that are distinguished.
const KINDS: usize = 50;

/// The number of invalid records that are shown.
const INVALID: u64 = 20;

/// The warnings so far.
pub struct Warnings {
    screen: Screen,
    counts: BTreeMap<String, u64>,
    /// Warnings beyond those that are distinguished.
    others: u64,
    invalid: u64,
}

impl Warnings {
    /// No warnings.
    pub fn new(screen: &Screen) -> Self {
        Self { screen: screen.clone(), counts: BTreeMap::new(), others: 0, invalid: 0 }
    }

    /// Shows a warning, unless it was shown before.
    pub fn add(&mut self, place: Place, warning: String) {
        if let Some(count) = self.counts.get_mut(&warning) {
            *count += 1;
        } else if self.counts.len() < KINDS {
            self.screen.message(&format!("warning: line {}: {warning}", place.line));
            self.counts.insert(warning, 1);
        } else {
            self.others += 1;
        }
    }

    /// Shows why a record is invalid, unless many are.
    pub fn invalid(&mut self, place: Place, reason: &str) {
        self.invalid += 1;
        if self.invalid <= INVALID {
            self.screen.message(&format!("line {}: {reason}", place.line));
        }
        if self.invalid == INVALID {
            self.screen.message("more invalid lines are in the outcomes only");
        }
    }

    /// Shows how often each warning applied that was shown once.
    pub fn finish(self) {
        for (warning, count) in self.counts.into_iter().filter(|(_, count)| *count > 1) {
            self.screen.message(&format!("warning: in {count} items: {warning}"));
        }
        if self.others > 0 {
            self.screen.message(&format!("warning: {} other warnings", self.others));
        }
    }
}
