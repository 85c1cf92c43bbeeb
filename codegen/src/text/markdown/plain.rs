//! Text without markup to lines, which takes less time than parsing it.
//!
//! Invariant: the lines are those that the parser would lead to.

use super::wrap::{Unit, starts_block, wrapped};
use crate::text::Line;

/// The lines of a prepared text, if it consists of paragraphs without anything that may be markup.
pub(super) fn lines(text: &str) -> Option<Vec<Line>> {
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || !byte.is_ascii() || b" \n,.;()'\"/-%?{}$@".contains(&byte)
    };
    if !text.bytes().all(is_plain) || !text.lines().all(is_plain_line) {
        return None;
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    for line in text.lines().chain([""]) {
        let words = line.split_ascii_whitespace().map(|word| Unit::Word(word.to_owned()));
        units.extend(words);
        if line.trim_ascii().is_empty() && !units.is_empty() {
            lines.extend((!lines.is_empty()).then(Line::default));
            lines.extend(wrapped(&units, "", ""));
            units.clear();
        }
    }
    Some(lines)
}

/// Whether a line starts no block and ends with no line break.
fn is_plain_line(line: &str) -> bool {
    let first = line.split_ascii_whitespace().next();
    let is_hard_break = line.ends_with("  ");
    !line.starts_with(' ') && !is_hard_break && first.is_none_or(|word| !starts_block(word))
}
