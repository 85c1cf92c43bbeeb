//! Names and values of a description to code spans of Markdown.

use super::characters::without_controls;
use super::line::Line;

/// A code span (`CommonMark` 0.31, section 6.1). An empty text is a space.
pub(crate) fn code_span(text: &str) -> Line {
    Line::escaped(written(&without_controls(text)))
}

/// A code span in a cell of a table, which `|` ends (GitHub Flavored Markdown 0.29, section 4.10).
pub(crate) fn cell(text: &str) -> Line {
    Line::escaped(written(&without_controls(text)).replace('|', "\\|"))
}

/// The code span of a text in one line: with a fence that does not occur in the text.
pub(super) fn written(text: &str) -> String {
    let fence = "`".repeat(missing_run(text));
    // A parser removes one space from each side.
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = if text.is_empty() { " " } else { text };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The smallest number of backticks such that no run in the text has it.
fn missing_run(text: &str) -> usize {
    let mut lengths: Vec<usize> =
        text.split(|letter| letter != '`').map(str::len).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    lengths.iter().fold(1, |free, length| if *length == free { free + 1 } else { free })
}

/// The longest run of backticks in a text.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}
