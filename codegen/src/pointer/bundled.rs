//! Pointers that say in which file they are.
//!
//! A pointer without such a start is a location in the description that is generated. Invariant: no
//! pointer that is made from tokens has one of these starts, whatever the members of the description are
//! called.

use std::borrow::Cow;

use super::Pointer;

/// The start of a pointer into another file; the escaped path of the file follows. It is no JSON
/// Pointer, because `~` stands only before `0` and `1`, so that no member has a pointer like it.
const FILES: &str = "/~files/";

/// The start of a pointer into an overlay; its number follows.
const OVERLAYS: &str = "/~overlays/";

/// The start of a pointer into the description as it was before overlays.
const DESCRIPTION: &str = "/~description";

/// A file of a run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum File {
    /// The description.
    Description,
    /// An overlay, by its number.
    Overlay(usize),
    /// Another file of the description, by its path.
    Part(String),
}

/// The root of the file at `path`.
pub(crate) fn file(path: &str) -> Pointer {
    let escaped = Pointer::root().child(path);
    Pointer(format!("{FILES}{}", escaped.as_str().trim_start_matches('/')).into())
}

/// The root of an overlay.
pub(crate) fn overlay(number: usize) -> Pointer {
    Pointer(format!("{OVERLAYS}{number}").into())
}

/// The root of the description as it was before overlays.
pub(crate) fn description() -> Pointer {
    Pointer(DESCRIPTION.into())
}

/// The text of a pointer below the map of other files, by path; `None` for a location in the root
/// file.
pub(crate) fn within_files(pointer: &Pointer) -> Option<Pointer> {
    let rest = pointer.as_str().strip_prefix(FILES)?;
    Some(Pointer(format!("/{rest}").into()))
}

/// The path of the file that contains the location, and the pointer within that file; `None` for a
/// location in the root file.
pub(crate) fn split(pointer: &Pointer) -> Option<(String, Pointer)> {
    let inside = within_files(pointer)?;
    let mut tokens = inside.tokens();
    let path = tokens.next()?.into_owned();
    Some((path, tokens.fold(Pointer::root(), |pointer, token| pointer.child(&token))))
}

/// The file that a pointer names, and the pointer within it; `None` for a location in the description
/// that is generated.
pub(crate) fn named_file(pointer: &Pointer) -> Option<(File, Pointer)> {
    let text = pointer.as_str();
    if let Some(rest) = text.strip_prefix(DESCRIPTION) {
        return Some((File::Description, Pointer(rest.into())));
    }
    if let Some(rest) = text.strip_prefix(OVERLAYS) {
        let end = rest.find('/').unwrap_or(rest.len());
        let (number, inside) = rest.split_at(end);
        return Some((File::Overlay(number.parse().ok()?), Pointer(inside.into())));
    }
    split(pointer).map(|(path, inside)| (File::Part(path), inside))
}

/// A reference as its author would write it relative to the root file.
pub(crate) fn display(reference: &str) -> String {
    match Pointer::from_fragment(reference).as_ref().and_then(split) {
        Some((path, pointer)) => format!("{path}{pointer}"),
        None => reference.to_owned(),
    }
}

/// The name of a schema in another file: the last token of its pointer there, or the stem of the file
/// name if the file as a whole is the schema.
pub(crate) fn name(pointer: &Pointer) -> Option<String> {
    let inside = within_files(pointer)?;
    let mut tokens = inside.tokens();
    let path = tokens.next()?;
    let file = path.rsplit('/').next().unwrap_or(&path);
    let stem = file.split('.').next().unwrap_or(file);
    Some(tokens.last().map_or_else(|| stem.to_owned(), Cow::into_owned))
}
