//! Finds the start of the second document of a YAML text, and what starts it.
//!
//! Invariant: the place is in the text, also if the second document is empty or not YAML.

use serde::Deserialize;

/// The start of the second document.
pub(super) enum SecondDocument {
    /// A line `---` starts it, or a line `...` ends the first one. The offset is that of the line `---`
    /// or, without one, of the document.
    Marked(usize),
    /// Nothing marks it, so that it is most likely part of the first one and wrongly indented.
    Unmarked(usize),
}

impl SecondDocument {
    pub(super) fn find(text: &str) -> Self {
        let start = start(text);
        let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let mut lines = lines_up(text, line);
        let marker = lines.find(|(_, line)| is_marker(line, "---") || !is_comment(line));
        match marker {
            Some((offset, line)) if is_marker(line, "---") => Self::Marked(offset),
            Some((_, line)) if is_marker(line, "...") => Self::Marked(start),
            _ => Self::Unmarked(start),
        }
    }
}

/// The line at an offset if it is a marker, and the lines before it, from the last to the first.
fn lines_up(text: &str, offset: usize) -> impl Iterator<Item = (usize, &str)> {
    let own = text.get(offset..).unwrap_or_default().lines().next().unwrap_or_default();
    let own = is_marker(own, "---").then_some((offset, own));
    let mut end = offset;
    let before =
        text.get(..offset).unwrap_or_default().split_inclusive('\n').rev().map(move |line| {
            end -= line.len();
            (end, line)
        });
    own.into_iter().chain(before)
}

/// The offset of the first value of the second document.
fn start(text: &str) -> usize {
    let second = serde_yaml::Deserializer::from_str(text).nth(1);
    // Hardly a description is a boolean, so this is an error with the location of the value.
    let found = second.and_then(|document| bool::deserialize(document).err());
    let index = found.and_then(|error| error.location()).map(|location| location.index());
    let last = text.trim_end().char_indices().next_back().map_or(0, |(offset, _)| offset);
    index.map_or(last, |index| index.min(last))
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

fn is_comment(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#') || line.starts_with('%')
}
