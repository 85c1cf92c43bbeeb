//! Converts the locations in errors of `serde_yaml` to spans of the text.
//!
//! Invariant: line breaks are the same as in `libyaml`.

use std::fmt::Display;

use super::STOP;
use crate::locate::trie::Span;

/// The starts of the lines of a text.
pub(super) struct Marks<'text> {
    text: &'text str,
    lines: Vec<usize>,
}

impl<'text> Marks<'text> {
    pub(super) fn of(text: &'text str) -> Self {
        let breaks = text.match_indices(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
        let ends = breaks.map(|(start, found)| start + found.len());
        // A carriage return and a line feed are one line break.
        let inside = |end: usize| text.get(end - 1..=end) == Some("\r\n");
        let starts = ends.filter(|end| !inside(*end));
        Self { text, lines: std::iter::once(0).chain(starts).collect() }
    }

    /// The token at which a visitor returned an intentional error; `None` for other errors. `value` is
    /// the value of the token, if it is a string.
    pub(super) fn token(&self, failure: &impl Display, value: Option<&str>) -> Option<Span> {
        let message = failure.to_string();
        let (_, location) = message.rsplit_once(STOP)?;
        let offset = self.offset(location)?;
        let rest = self.text.get(offset..)?;
        let token = without_properties(rest);
        let start = offset + rest.len() - token.len();
        Some(Span { start, length: token_length(token, value) })
    }

    /// Parses ` at line 3 column 14`, which is missing at the start of the text.
    fn offset(&self, location: &str) -> Option<usize> {
        if location.is_empty() {
            return Some(0);
        }
        let (line, column) = location.strip_prefix(" at line ")?.split_once(" column ")?;
        let line: usize = line.parse().ok()?;
        let column: usize = column.parse().ok()?;
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let in_line = self.text.get(start..)?.char_indices().nth(column.checked_sub(1)?);
        Some(in_line.map_or(self.text.len(), |(offset, _)| start + offset))
    }
}

/// Skips the anchor and the tag before a scalar.
fn without_properties(token: &str) -> &str {
    let mut token = token;
    while token.starts_with(['&', '!']) {
        let Some((_, rest)) = token.split_once(char::is_whitespace) else { break };
        token = rest.trim_start();
    }
    token
}

fn token_length(token: &str, value: Option<&str>) -> usize {
    match (token.chars().next(), value) {
        (Some(quote @ ('"' | '\'')), _) => quoted_length(token, quote),
        (_, Some(value)) if token.starts_with(value) => value.len(),
        // Of a block scalar, the header is underlined; of a plain multi-line scalar, the first line.
        (_, Some(_)) => token.lines().next().unwrap_or_default().trim_end().len(),
        (_, None) => token
            .find(|character: char| character.is_whitespace() || ",]}".contains(character))
            .unwrap_or(token.len()),
    }
}

/// The length including both quotes, or that of the first line for a multi-line scalar.
fn quoted_length(token: &str, quote: char) -> usize {
    let line = token.lines().next().unwrap_or_default();
    let mut characters = line.char_indices().skip(1).peekable();
    while let Some((offset, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            match characters.peek() {
                Some((_, '\'')) if quote == '\'' => characters.next(),
                _ => return offset + 1,
            };
        }
    }
    line.len()
}
