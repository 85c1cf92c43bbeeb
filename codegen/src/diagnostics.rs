//! Diagnostics: errors, warnings and notes about a description, and their rendering.
//!
//! Stages push diagnostics and continue, so that a run reports all problems at once. Lines and columns
//! are computed for all diagnostics in one pass, when they are rendered.
//!
//! Invariant: the rendered text depends on the diagnostics and the source only, not on the order in
//! which stages reported them.

mod diagnostic;
mod excerpt;
mod render;
mod selection;
mod width;

use std::collections::{BTreeMap, BTreeSet};

use self::diagnostic::Target;

pub use self::diagnostic::{Diagnostic, Severity};
use crate::limits::Exceeded;
pub use crate::locate::Location;
use crate::locate::locate;
use crate::source::Source;

/// The diagnostics of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// The other files of the description, by path.
    files: BTreeMap<String, Source>,
}

/// A diagnostic with its location.
#[derive(Clone, Copy, Debug)]
pub struct Located<'d> {
    /// The source that it refers to.
    pub source: &'d Source,
    /// The location in the source, unless it refers to the description as a whole.
    pub location: Option<Location>,
    /// The diagnostic.
    pub diagnostic: &'d Diagnostic,
}

/// Locates the diagnostics of one source, without duplicates, in source order.
fn within<'d>(source: &'d Source, found: &[(Target, &'d Diagnostic)]) -> Vec<Located<'d>> {
    let targets: Vec<_> =
        found.iter().filter_map(|(target, _)| target.as_locate_target()).collect();
    let mut locations = locate(source, &targets).into_iter();
    let locate = |(target, diagnostic): &(Target, &'d Diagnostic)| {
        let location = target.as_locate_target().and_then(|_| locations.next());
        Located { source, location, diagnostic }
    };
    let mut located: Vec<Located<'d>> = found.iter().map(locate).collect();
    let key = |it: &Located<'d>| (it.location, it.diagnostic.code(), it.diagnostic.message());
    located.sort_by(|left, right| key(left).cmp(&key(right)));
    let mut seen = BTreeSet::new();
    located.retain(|it| seen.insert((it.location, it.diagnostic.code(), it.diagnostic.message())));
    located
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
        Self { found: self.found.into_iter().filter(is_error).collect(), files: self.files }
    }

    /// Adds another file of the description, which diagnostics may refer to.
    pub(crate) fn add_file(&mut self, path: &str, source: Source) {
        self.files.insert(path.to_owned(), source);
    }

    /// Locates the diagnostics in `source` and the other files, without duplicates: first those without
    /// a location, then in source order.
    #[must_use]
    pub fn located<'d>(&'d self, source: &'d Source) -> Vec<Located<'d>> {
        let mut groups: BTreeMap<Option<String>, Vec<(Target, &Diagnostic)>> = BTreeMap::new();
        for diagnostic in self {
            let (file, target) = diagnostic.target();
            groups.entry(file).or_default().push((target, diagnostic));
        }
        let mut located = Vec::new();
        for (file, found) in groups {
            let source = file.and_then(|file| self.files.get(&file)).unwrap_or(source);
            located.extend(within(source, &found));
        }
        located
    }

    /// Renders the diagnostics in the style of the Rust compiler, up to
    /// [`DIAGNOSTICS`](crate::limits::DIAGNOSTICS) of them.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        render::render(&self.located(source))
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
