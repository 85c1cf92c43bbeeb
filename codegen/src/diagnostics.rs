//! What there is to say about a description: problems collected on the way, and their rendering.
//!
//! Stages push what they find and go on, so that all problems of one run are reported at once.
//! Lines and columns are looked up for all diagnostics in one pass, and only when there is something
//! to render.
//!
//! Invariant: what is rendered depends on the diagnostics and the text only, not on the order in
//! which stages found them.

mod diagnostic;
mod excerpt;
mod render;
mod width;

use std::collections::BTreeSet;

pub use self::diagnostic::{Diagnostic, Severity};
pub use crate::locate::Location;
use crate::locate::locate;
use crate::source::Source;

/// All that was found in one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many were found, duplicates included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether something prevents the output.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many of one severity were found, duplicates included.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity() == severity).count()
    }

    /// All of them in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// Makes an error of every warning.
    pub fn escalate(&mut self) {
        self.found.iter_mut().for_each(Diagnostic::escalate);
    }

    /// The errors alone, if there are any.
    #[must_use]
    pub fn into_errors(self) -> Self {
        self.into_iter().filter(|found| found.severity() == Severity::Error).collect()
    }

    /// All of them, each once, with their places in `source`: first those without a place, then
    /// from top to bottom.
    #[must_use]
    pub fn located(&self, source: &Source) -> Vec<(Option<Location>, &Diagnostic)> {
        let places: Vec<_> = self.iter().filter_map(Diagnostic::place).collect();
        let mut locations = locate(source, &places).into_iter();
        let mut located: Vec<_> = self
            .iter()
            .map(|found| (found.place().and_then(|_| locations.next()), found))
            .collect();
        located.sort_by_key(|(location, found)| (*location, found.code(), found.message()));
        let mut seen = BTreeSet::new();
        located.retain(|(location, found)| seen.insert((*location, found.code(), found.message())));
        located
    }

    /// The text that a person reads about all of them, in the style of the Rust compiler.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        render::render(&self.located(source), source)
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<Found: IntoIterator<Item = Diagnostic>>(&mut self, found: Found) {
        self.found.extend(found);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<Found: IntoIterator<Item = Diagnostic>>(found: Found) -> Self {
        Self { found: found.into_iter().collect() }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

impl<'found> IntoIterator for &'found Diagnostics {
    type Item = &'found Diagnostic;
    type IntoIter = std::slice::Iter<'found, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests;
