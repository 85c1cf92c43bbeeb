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

use std::collections::{BTreeMap, BTreeSet};

use self::diagnostic::Target;

pub use self::diagnostic::{Diagnostic, Severity};
pub use crate::locate::Location;
use crate::locate::locate;
use crate::source::Source;

/// All that was found in one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// The files beside the description, by their paths.
    files: BTreeMap<String, Source>,
}

/// A diagnostic with its place.
#[derive(Clone, Copy, Debug)]
pub struct Located<'d> {
    /// The text that it is about.
    pub source: &'d Source,
    /// Where in the text, unless it is about no place.
    pub location: Option<Location>,
    /// What there is to say.
    pub diagnostic: &'d Diagnostic,
}

/// All of them that are about one text, each once, in the order of the text.
fn within<'d>(source: &'d Source, found: &[(Target, &'d Diagnostic)]) -> Vec<Located<'d>> {
    let places: Vec<_> = found.iter().filter_map(|(target, _)| target.place()).collect();
    let mut locations = locate(source, &places).into_iter();
    let locate = |(target, diagnostic): &(Target, &'d Diagnostic)| {
        let location = target.place().and_then(|_| locations.next());
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
        let is_error = |found: &Diagnostic| found.severity() == Severity::Error;
        Self { found: self.found.into_iter().filter(is_error).collect(), files: self.files }
    }

    /// Adds the text of a file beside the description, in which places may be.
    pub(crate) fn add_file(&mut self, path: &str, source: Source) {
        self.files.insert(path.to_owned(), source);
    }

    /// All of them, each once, with their places in `source` and the files beside it: first those
    /// without a place, then from top to bottom.
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

    /// The text that a person reads about all of them, in the style of the Rust compiler.
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
