//! Finds the lines and columns of all places of the diagnostics, in one pass over each file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Diagnostic;
use super::place::Place;
use super::sources::Sources;
use crate::locate::{Location, locate};
use crate::pointer::Pointer;
use crate::pointer::bundled::{self, File};
use crate::source::Source;

/// A location in a file.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'d> {
    /// The file.
    pub source: &'d Source,
    /// The location in it.
    pub location: Location,
}

/// A replacement of the text at a location that corrects the problem.
#[derive(Clone, Debug)]
pub struct Correction<'d> {
    /// What is replaced.
    pub spot: Spot<'d>,
    /// The text in its place, with quotes if they are needed.
    pub replacement: Cow<'d, str>,
}

impl<'d> Correction<'d> {
    /// Writes a text as a key or a scalar in the place of another one.
    fn new(spot: Spot<'d>, text: &'d str) -> Self {
        let rest = spot.source.text.get(spot.location.offset..).unwrap_or_default();
        let quote = match rest.chars().next() {
            Some('"') => "\"",
            Some('\'') => "'",
            // Where there are no quotes, the text is YAML.
            _ if is_plain(text) => "",
            _ => "'",
        };
        let replacement = match quote {
            "" => Cow::Borrowed(text),
            "'" => format!("'{}'", text.replace('\'', "''")).into(),
            _ => serde_json::Value::from(text).to_string().into(),
        };
        Self { spot, replacement }
    }
}

/// Whether a text means the same without quotes, for the names and references that are suggested.
fn is_plain(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || "$_-./".contains(letter);
    text.starts_with(|first: char| first.is_alphabetic() || matches!(first, '$' | '_' | '/'))
        && text.chars().all(is_letter)
}

/// A diagnostic with its locations.
#[derive(Clone, Debug)]
pub struct Located<'d> {
    /// The source that it refers to.
    pub source: &'d Source,
    /// The location in the source, unless it refers to the description as a whole.
    pub location: Option<Location>,
    /// The diagnostic.
    pub diagnostic: &'d Diagnostic,
    /// Other places that it refers to, with their labels.
    pub related: Vec<(Spot<'d>, &'d str)>,
    /// The suggested correction.
    pub correction: Option<Correction<'d>>,
}

/// The diagnostics in the order of the files and of their texts, without duplicates.
pub(super) fn located<'d>(
    found: &'d [Diagnostic],
    root: &'d Source,
    sources: &'d Sources,
) -> Vec<Located<'d>> {
    let mut places = Places { root, sources, by_file: BTreeMap::new(), count: 0 };
    for diagnostic in found {
        let (file, place) = diagnostic.place(sources.origins());
        places.add(file, place);
        let related = diagnostic.related().iter().map(|related| &related.place);
        for place in related.chain(diagnostic.suggestion().map(|it| &it.place)) {
            let (file, place) = diagnostic.resolve(place, sources.origins());
            places.add(file, place);
        }
    }
    let mut spots = places.spots().into_iter();
    let mut take = move || spots.next().flatten();
    let mut located: Vec<(File, Located<'d>)> = found
        .iter()
        .map(|diagnostic| {
            let (file, _) = diagnostic.place(sources.origins());
            let spot = take();
            let source = sources.get(&file, root);
            let related = diagnostic.related().iter();
            let related = related.filter_map(|it| Some((take()?, it.label.as_str()))).collect();
            let correction = diagnostic
                .suggestion()
                .and_then(|it| Some(Correction::new(take()?, &it.replacement)));
            let location = spot.map(|spot| spot.location);
            (file, Located { source, location, diagnostic, related, correction })
        })
        .collect();
    sort(&mut located);
    located.into_iter().map(|(_, located)| located).collect()
}

/// The positions of references to places, in one pass over each file.
pub(super) fn positions<'p>(
    root: &Source,
    sources: &Sources,
    references: impl IntoIterator<Item = &'p str>,
) -> HashMap<String, String> {
    let mut places = Places { root, sources, by_file: BTreeMap::new(), count: 0 };
    let mut known = Vec::new();
    for reference in references {
        if let Some(pointer) = pointer(reference) {
            let (file, place) = Place::key_of(&pointer).in_its_file(None, sources.origins());
            places.add(file, place);
            known.push(reference);
        }
    }
    let spots = places.spots();
    let found = known.into_iter().zip(spots).filter_map(|(reference, spot)| {
        let Spot { source, location: Location { line, column, .. } } = spot?;
        Some((reference.to_owned(), format!("{}:{line}:{column}", source.name)))
    });
    found.collect()
}

/// The pointer in a reference, which may begin with the path of a file.
fn pointer(reference: &str) -> Option<Pointer> {
    let (file, fragment) = reference.split_at(reference.find('#')?);
    let inside = Pointer::from_fragment(fragment)?;
    if file.is_empty() {
        return Some(inside);
    }
    Some(inside.tokens().fold(bundled::file(file), |pointer, token| pointer.child(&token)))
}

fn sort(located: &mut Vec<(File, Located<'_>)>) {
    fn key<'k>(
        (file, it): &'k (File, Located<'_>),
    ) -> (&'k File, Option<Location>, &'static str, &'k str) {
        (file, it.location, it.diagnostic.code(), it.diagnostic.message())
    }
    located.sort_by(|left, right| key(left).cmp(&key(right)));
    let mut seen = BTreeSet::new();
    located.retain(|it| {
        let (file, location, code, message) = key(it);
        seen.insert((file.clone(), location, code, message.to_owned()))
    });
}

/// All places, by file.
struct Places<'d> {
    root: &'d Source,
    sources: &'d Sources,
    by_file: BTreeMap<File, Vec<(usize, Place)>>,
    count: usize,
}

impl<'d> Places<'d> {
    fn add(&mut self, file: File, place: Place) {
        self.by_file.entry(file).or_default().push((self.count, place));
        self.count += 1;
    }

    /// The spots of the places, in the order in which they were added.
    fn spots(self) -> Vec<Option<Spot<'d>>> {
        let mut spots = vec![None; self.count];
        for (file, places) in self.by_file {
            let source = self.sources.get(&file, self.root);
            let located: Vec<_> = places
                .iter()
                .filter_map(|(number, place)| Some((*number, place.as_locate_target()?)))
                .collect();
            let targets: Vec<_> = located.iter().map(|(_, target)| *target).collect();
            for ((number, _), location) in located.iter().zip(locate(source, &targets)) {
                if let Some(spot) = spots.get_mut(*number) {
                    *spot = Some(Spot { source, location });
                }
            }
        }
        spots
    }
}
