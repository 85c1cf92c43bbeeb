//! The source line of a location, with carets under what is meant.
//!
//! Invariant: an excerpt reads no more of the text than it shows, however long the line is.

use super::width::{columns, printable};
use crate::locate::Location;

/// How many characters of a line are shown before what is meant, and from there on.
const BEFORE: usize = 80;
const AFTER: usize = 100;
/// What stands in place of the rest of a long line.
const CUT: &str = "...";

/// A part of a source line, ready to be printed.
pub(super) struct Excerpt {
    /// The text of the line.
    pub(super) line: String,
    /// Spaces and carets to be printed below it.
    pub(super) carets: String,
}

impl Excerpt {
    pub(super) fn new(text: &str, location: Location) -> Self {
        let (above, below) = text.split_at_checked(location.offset).unwrap_or((text, ""));
        let before = end_of_line(above);
        let after = start_of_line(below);
        let meant = after.get(..width_in_bytes(after, location.length)).unwrap_or(after);
        Self {
            line: printable(&before) + printable(after).trim_end() + cut_if_longer(below, after),
            carets: " ".repeat(columns(&printable(&before)))
                + &"^".repeat(columns(&printable(meant)).max(1)),
        }
    }
}

/// What stands before the location in its line, as far as it is shown.
fn end_of_line(text: &str) -> String {
    let characters = text.char_indices().rev().take_while(|(_, character)| *character != '\n');
    let start = characters.take(BEFORE).last().map_or(text.len(), |(offset, _)| offset);
    let (above, shown) = text.split_at_checked(start).unwrap_or_default();
    let shown = shown.strip_prefix('\u{feff}').unwrap_or(shown);
    let cut = if above.is_empty() || above.ends_with('\n') { "" } else { CUT };
    format!("{cut}{shown}")
}

/// What stands from the location on in its line, as far as it is shown.
fn start_of_line(text: &str) -> &str {
    let line = text.get(..width_in_bytes(text, AFTER)).unwrap_or_default();
    line.split(['\n', '\r']).next().unwrap_or_default()
}

fn cut_if_longer(text: &str, shown: &str) -> &'static str {
    let rest = text.strip_prefix(shown).unwrap_or_default();
    if rest.is_empty() || rest.starts_with(['\n', '\r']) { "" } else { CUT }
}

/// How many bytes the first `characters` of a text take.
fn width_in_bytes(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(offset, _)| offset)
}
