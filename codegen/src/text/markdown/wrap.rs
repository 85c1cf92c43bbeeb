//! Words to lines of a readable width.
//!
//! Invariant: no line begins with a word that would start a block.

use crate::text::Line;

/// The width of a line of documentation, without its indentation and slashes.
const WIDTH: usize = 92;

/// What stays in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Text without spaces, or a code span.
    Word(String),
    /// A hard line break.
    Break,
}

/// The words in lines, the first of which starts with `first`, the others with `rest`.
pub(super) fn wrapped(units: &[Unit], first: &str, rest: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut width = first.len();
    let mut is_empty = true;
    for unit in units {
        let Unit::Word(word) = unit else {
            if !is_empty {
                line.push('\\');
                lines.push(Line::escaped(std::mem::replace(&mut line, rest.to_owned())));
                (width, is_empty) = (rest.len(), true);
            }
            continue;
        };
        let length = if word.is_ascii() { word.len() } else { word.chars().count() };
        if !is_empty && width + 1 + length > WIDTH && !starts_block(word) {
            lines.push(Line::escaped(std::mem::replace(&mut line, rest.to_owned())));
            (width, is_empty) = (rest.len(), true);
        }
        if is_empty {
            line.push_str(&at_start(word));
        } else {
            line.push(' ');
            width += 1;
            line.push_str(word);
        }
        width += length;
        is_empty = false;
    }
    if !is_empty {
        lines.push(Line::escaped(line));
    }
    lines
}

/// The words in one line.
pub(super) fn joined(units: &[Unit]) -> String {
    let mut line = String::new();
    for unit in units {
        let Unit::Word(word) = unit else { continue };
        if line.is_empty() {
            line.push_str(&at_start(word));
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    line
}

/// Whether a line that begins with this word could start a block: a list item, a heading, a
/// quotation, a table, a rule or a code block (`CommonMark` 0.31, sections 4 and 5).
pub(super) fn starts_block(word: &str) -> bool {
    let is_only = |letters: &str| word.chars().all(|letter| letters.contains(letter));
    word.starts_with(['#', '>', '|'])
        || ["```", "~~~"].iter().any(|fence| word.starts_with(fence))
        || is_only("-+*_=:|")
        || ordinal(word).is_some()
}

/// The number of digits in front of the `.` or `)` of an ordered list item.
fn ordinal(word: &str) -> Option<usize> {
    let digits = word.strip_suffix(['.', ')'])?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits.len())
}

/// The word at the start of a line, where it is text.
fn at_start(word: &str) -> String {
    match ordinal(word) {
        Some(digits) => {
            let (number, delimiter) = word.split_at(digits);
            format!("{number}\\{delimiter}")
        }
        // A code span of three backticks is no fence, because its line has more backticks.
        None if starts_block(word) && !word.starts_with('`') => format!("\\{word}"),
        None => word.to_owned(),
    }
}
