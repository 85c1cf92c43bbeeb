//! The paths of the crate and of `uuid` that the code of a file has.
//!
//! Invariant: comments and literals, which may have text of the description, have none. Both end with
//! their line, because literals are written with escapes, except for examples, which are no part of
//! the library.

/// The paths of a file, such as `crate::Client` and `crate::runtime::json::{Decode, Node}`.
pub(super) fn of(code: &str) -> impl Iterator<Item = String> {
    let starts = code.match_indices("crate::").chain(code.match_indices("uuid::"));
    let starts = starts.map(|(start, _)| start).filter(|start| is_code(code, *start));
    starts.map(|start| path(code.get(start..).unwrap_or_default()))
}

/// Whether a place in a file is neither in a comment nor in a literal.
fn is_code(code: &str, place: usize) -> bool {
    let before = code.get(..place).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut letters = line.chars();
    let mut is_literal = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_literal = !is_literal,
            '\\' if is_literal => drop(letters.next()),
            '/' if !is_literal && letters.as_str().starts_with('/') => return false,
            _ => {}
        }
    }
    !is_literal
}

/// The path at the start of a code.
fn path(code: &str) -> String {
    let is_path = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':');
    let end = code.find(|letter| !is_path(letter)).unwrap_or(code.len());
    let (path, rest) = code.split_at(end);
    match rest.split_once('}') {
        Some((names, _)) if rest.starts_with('{') => format!("{path}{names}}}"),
        _ => path.to_owned(),
    }
}
