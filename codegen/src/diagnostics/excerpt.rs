//! Excerpts of source lines with the range of the underlined part.
//!
//! Invariant: an excerpt reads only the text that it shows, regardless of the length of the line.

use std::ops::Range;

use crate::locate::Location;
use crate::text::is_visible;

/// The number of characters shown before the location and from it on.
const BEFORE: usize = 80;
const AFTER: usize = 100;
/// The replacement for omitted parts of a long line.
const CUT: &str = "...";

/// A printable part of a source line.
pub(super) struct Excerpt {
    /// The text of the line.
    pub(super) line: String,
    /// The bytes of the line that are underlined.
    pub(super) underlined: Range<usize>,
}

impl Excerpt {
    pub(super) fn new(text: &str, location: Location) -> Self {
        let (above, below) = text.split_at_checked(location.offset).unwrap_or((text, ""));
        let before = printable(&end_of_line(above));
        let after = start_of_line(below);
        let underlined = after.get(..width_in_bytes(after, location.length)).unwrap_or(after);
        let underlined = before.len()..before.len() + printable(underlined).len();
        let line = before + printable(after).trim_end() + cut_if_longer(below, after);
        // An empty range at the end is the place after the line.
        let end = underlined.end.min(line.len()).max(underlined.start);
        Self { line, underlined: underlined.start..end }
    }
}

/// Makes text printable: tabs become spaces; control characters and characters that change the text
/// direction become visible.
pub(super) fn printable(text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => printed.push_str("    "),
            other if is_visible(other) => printed.push(other),
            _ => printed.push('\u{fffd}'),
        }
    }
    printed
}

/// The shown part of the line before the location.
fn end_of_line(text: &str) -> String {
    let characters = text.char_indices().rev().take_while(|(_, character)| *character != '\n');
    let start = characters.take(BEFORE).last().map_or(text.len(), |(offset, _)| offset);
    let (above, shown) = text.split_at_checked(start).unwrap_or_default();
    let shown = shown.strip_prefix('\u{feff}').unwrap_or(shown);
    let cut = if above.is_empty() || above.ends_with('\n') { "" } else { CUT };
    format!("{cut}{shown}")
}

/// The shown part of the line from the location on.
fn start_of_line(text: &str) -> &str {
    let line = text.get(..width_in_bytes(text, AFTER)).unwrap_or_default();
    line.split(['\n', '\r']).next().unwrap_or_default()
}

fn cut_if_longer(text: &str, shown: &str) -> &'static str {
    let rest = text.strip_prefix(shown).unwrap_or_default();
    if rest.is_empty() || rest.starts_with(['\n', '\r']) { "" } else { CUT }
}

/// The length in bytes of the first `characters` of a text.
fn width_in_bytes(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(offset, _)| offset)
}
