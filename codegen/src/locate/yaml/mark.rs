//! Turns the places that `serde_yaml` tells in its errors into spans of the text.
//!
//! Invariant: what counts as the end of a line here is what counts as one in `libyaml`.

use std::fmt::Display;

use super::STOP;
use crate::locate::trie::Span;

/// Where the lines of a text begin.
pub(super) struct Marks<'text> {
    text: &'text str,
    lines: Vec<usize>,
}

impl<'text> Marks<'text> {
    pub(super) fn of(text: &'text str) -> Self {
        let breaks = text.match_indices(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
        let ends = breaks.map(|(start, found)| start + found.len());
        // A carriage return and a line feed are one break, which ends with the latter.
        let inside = |end: usize| text.get(end - 1..=end) == Some("\r\n");
        let starts = ends.filter(|end| !inside(*end));
        Self { text, lines: std::iter::once(0).chain(starts).collect() }
    }

    /// The token at which a visitor failed on purpose; there is none in any other error. `value`
    /// is what the token stands for, if that is a text.
    pub(super) fn token(&self, failure: &impl Display, value: Option<&str>) -> Option<Span> {
        let message = failure.to_string();
        let (_, place) = message.rsplit_once(STOP)?;
        let offset = self.offset(place)?;
        let rest = self.text.get(offset..)?;
        let token = without_properties(rest);
        let start = offset + rest.len() - token.len();
        Some(Span { start, length: token_length(token, value) })
    }

    /// Reads ` at line 3 column 14`, which is missing at the very start of the text.
    fn offset(&self, place: &str) -> Option<usize> {
        if place.is_empty() {
            return Some(0);
        }
        let (line, column) = place.strip_prefix(" at line ")?.split_once(" column ")?;
        let line: usize = line.parse().ok()?;
        let column: usize = column.parse().ok()?;
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let in_line = self.text.get(start..)?.char_indices().nth(column.checked_sub(1)?);
        Some(in_line.map_or(self.text.len(), |(offset, _)| start + offset))
    }
}

/// Skips the anchor and the tag in front of a scalar.
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
        // A block of text is told by its header, as is a plain text of several lines by its first.
        (_, Some(_)) => token.lines().next().unwrap_or_default().trim_end().len(),
        (_, None) => token
            .find(|character: char| character.is_whitespace() || ",]}".contains(character))
            .unwrap_or(token.len()),
    }
}

/// The length with both quotes; that of a text of several lines ends with its first.
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
