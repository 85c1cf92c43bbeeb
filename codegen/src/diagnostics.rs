//! Diagnostics: errors, warnings and notes about a description, and their rendering.
//!
//! Stages push diagnostics and continue, so that a run reports all problems at once. Lines and columns
//! are computed for all diagnostics in one pass, when they are rendered.
//!
//! Invariant: the rendered text depends on the diagnostics and the source only, not on the order in
//! which stages reported them.

pub mod codes;
mod consequences;
mod diagnostic;
mod excerpt;
mod format;
mod levels;
mod located;
mod place;
mod selection;
mod severity;
mod sources;

use std::collections::HashMap;

pub use self::diagnostic::Diagnostic;
pub use self::format::Format;
pub use self::levels::{Level, LevelError, Levels};
pub use self::located::{Correction, Located, Spot};
pub use self::severity::Severity;
use self::sources::Sources;
use crate::limits::Exceeded;
pub use crate::locate::Location;
use crate::pointer::origins::Origins;
use crate::source::Source;

/// The diagnostics of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// The files that they refer to, apart from the description.
    sources: Box<Sources>,
}

impl Diagnostics {
    /// Creates an empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Removes the last diagnostic if the predicate holds for it.
    pub(crate) fn pop_if(
        &mut self,
        predicate: impl FnOnce(&Diagnostic) -> bool,
    ) -> Option<Diagnostic> {
        self.found.pop_if(|last| predicate(last))
    }

    /// Whether there are no diagnostics.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The number of diagnostics, including duplicates.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether the description exceeds a limit on its size.
    pub(crate) fn exceed_a_limit(&self) -> bool {
        self.found.iter().any(|found| found.code() == Exceeded::CODE)
    }

    /// The number of diagnostics with a severity, including duplicates.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity() == severity).count()
    }

    /// Iterates over the diagnostics in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// Turns every warning into an error.
    pub fn escalate(&mut self) {
        self.found.iter_mut().for_each(Diagnostic::escalate);
    }

    /// Keeps only the errors.
    #[must_use]
    pub fn into_errors(self) -> Self {
        let is_error = |found: &Diagnostic| found.severity() == Severity::Error;
        Self { found: self.found.into_iter().filter(is_error).collect(), sources: self.sources }
    }

    /// Adds another file of the description, which diagnostics may refer to.
    pub(crate) fn add_file(&mut self, path: &str, source: Source) {
        self.sources.add_part(path, source);
    }

    /// Adds the overlays, and where the values of the description come from since.
    pub(crate) fn add_overlays(&mut self, overlays: &[Source], origins: Origins) {
        self.sources.add_overlays(overlays, origins);
    }

    /// Gives each diagnostic the severity of its level, and removes those that are allowed and those that
    /// only follow from an error.
    pub fn apply(&mut self, levels: &Levels) {
        self.found.retain_mut(|found| match levels.severity_of(found) {
            Some(severity) => {
                found.set_severity(severity);
                true
            }
            None => false,
        });
        self.found = consequences::removed(std::mem::take(&mut self.found));
    }

    /// Locates the diagnostics in `source` and the other files, without duplicates: first those of the
    /// description, then those of overlays and of other files, each in the order of the text.
    #[must_use]
    pub fn located<'d>(&'d self, source: &'d Source) -> Vec<Located<'d>> {
        located::located(&self.found, source, &self.sources)
    }

    /// The lines and columns of references to places, such as `#/paths/~1orders/get`, as
    /// `spec/api.yaml:12:5`. A place that is not there any more has the position of what was around it.
    #[must_use]
    pub fn positions<'p>(
        &self,
        source: &Source,
        places: impl IntoIterator<Item = &'p str>,
    ) -> HashMap<String, String> {
        located::positions(source, &self.sources, places)
    }

    /// Renders the diagnostics as plain text in the style of the Rust compiler, up to
    /// [`DIAGNOSTICS`](crate::limits::DIAGNOSTICS) of them.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        Format::Plain.render(&self.located(source))
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<Found: IntoIterator<Item = Diagnostic>>(&mut self, found: Found) {
        self.found.extend(found);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<Found: IntoIterator<Item = Diagnostic>>(found: Found) -> Self {
        Self { found: found.into_iter().collect(), ..Self::default() }
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
