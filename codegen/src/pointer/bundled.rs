//! Pointers into the other files of a bundled description.
//!
//! [`bundle`](crate::bundle) stores every other file under one member of the root, so that a pointer
//! below that member identifies a location in such a file.

use std::borrow::Cow;

use super::Pointer;

/// The member of the root that holds the other files, by path.
pub(crate) const FILES: &str = "x-codegen-files";

/// The path of the file that contains the location, and the pointer within that file; `None` for a
/// location in the root file.
pub(crate) fn split(pointer: &Pointer) -> Option<(String, Pointer)> {
    let mut tokens = pointer.tokens();
    tokens.next().filter(|token| token == FILES)?;
    let path = tokens.next()?.into_owned();
    Some((path, tokens.fold(Pointer::root(), |pointer, token| pointer.child(&token))))
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
    let mut tokens = pointer.tokens();
    tokens.next().filter(|token| token == FILES)?;
    let path = tokens.next()?;
    let file = path.rsplit('/').next().unwrap_or(&path);
    let stem = file.split('.').next().unwrap_or(file);
    Some(tokens.last().map_or_else(|| stem.to_owned(), Cow::into_owned))
}
