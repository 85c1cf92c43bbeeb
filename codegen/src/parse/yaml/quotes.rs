//! Finds a quote that is not closed where its author meant to.
//!
//! The next quote closes the string, so that members in between become text, and `libyaml` notices it
//! far below or not at all. It accepts a string whose lines are not indented, which YAML forbids (1.2.2,
//! section 6.3). Invariant: only a string that YAML forbids is found. The time is linear.

use crate::diagnostics::Diagnostic;

/// A quoted string that has swallowed a member.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unclosed {
    /// The offset of the quote that opens it.
    pub(super) opened: usize,
    /// The offset of the quote that closes it.
    closed: Option<usize>,
}

impl Unclosed {
    /// The diagnostic; the offsets are those of a text with `before` more bytes at its start.
    pub(super) fn diagnostic(self, before: usize) -> Diagnostic {
        let message = "not YAML: this quoted string is not closed on its line";
        let diagnostic = Diagnostic::error_at("yaml-syntax", self.opened + before, message)
            .label("the quote is opened here")
            .help("add the closing quote; within single quotes, a quote is written twice");
        match self.closed {
            Some(closed) => diagnostic.related_at(closed + before, "this quote would close it"),
            None => diagnostic,
        }
    }
}

/// The first such string of a text.
pub(super) fn unclosed(text: &str) -> Option<Unclosed> {
    let mut start = 0;
    // Lines that are indented more than this continue a block scalar or a plain scalar.
    let mut continued = None;
    while let Some(line) = line_at(text, start) {
        let after = start + line.len() + 1;
        let indent = indentation(line);
        let is_continued = continued.is_some_and(|column| indent > column);
        if is_continued || is_blank(line) {
            start = after;
            continue;
        }
        let Entry { column, value } = Entry::of(line);
        let rest = line.get(value..).unwrap_or_default();
        let is_flow = rest.starts_with(['[', '{']) || is_blank(rest);
        continued = (!is_flow).then_some(column);
        start = after;
        if let Some(quote @ ('"' | '\'')) = rest.chars().next() {
            let opened = after - line.len() - 1 + value;
            let closed = closing(text, opened, quote);
            let inside = text.get(after..closed.unwrap_or(text.len())).unwrap_or_default();
            let mut lines = inside.lines().filter(|line| !is_blank(line));
            if lines.any(|line| indentation(line) <= column && is_member(line)) {
                return Some(Unclosed { opened, closed });
            }
            continued = None;
            let rest = text.get(closed?..).unwrap_or_default();
            start = closed? + rest.find('\n').map_or(rest.len(), |end| end + 1);
        }
    }
    None
}

/// What stands in a line.
struct Entry {
    /// The column of the innermost dash or key.
    column: usize,
    /// Where the value begins.
    value: usize,
}

impl Entry {
    fn of(line: &str) -> Self {
        let mut column = indentation(line);
        let mut value = column;
        while line.get(value..).is_some_and(|rest| rest.starts_with("- ")) {
            column = value;
            value = skip_blanks(line, value + 1);
        }
        if let Some(length) = key_length(line.get(value..).unwrap_or_default()) {
            column = value;
            value = skip_blanks(line, value + length + 1);
        }
        // An anchor or a tag stands before the value.
        while let Some(rest) = line.get(value..).filter(|rest| rest.starts_with(['&', '!'])) {
            let length = rest.find(' ').unwrap_or(rest.len());
            value = skip_blanks(line, value + length);
        }
        Self { column, value }
    }
}

/// The bytes of the key with which a text starts, without the colon.
fn key_length(text: &str) -> Option<usize> {
    let quoted = match text.chars().next()? {
        quote @ ('"' | '\'') => {
            let line = text.lines().next().unwrap_or_default();
            closing(line, 0, quote)? + 1
        }
        '[' | '{' | '#' => return None,
        _ => 0,
    };
    let rest = text.get(quoted..)?;
    let colon = rest.match_indices(':').find(|(at, _)| {
        let next = rest.get(at + 1..).unwrap_or_default();
        next.is_empty() || next.starts_with([' ', '\r'])
    });
    let (colon, _) = colon?;
    (quoted == 0 || is_blank(rest.get(..colon)?)).then_some(quoted + colon)
}

/// The offset of the quote that closes the string opened at `opened`.
fn closing(text: &str, opened: usize, quote: char) -> Option<usize> {
    let mut characters = text.get(opened + 1..)?.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == quote) {
                characters.next();
            } else {
                return Some(opened + 1 + at);
            }
        }
    }
    None
}

/// Whether a line looks like a member or an item.
fn is_member(line: &str) -> bool {
    let line = line.trim_start();
    let is_name = |letter: char| letter.is_alphanumeric() || "_-$./{}'\"".contains(letter);
    let is_key = |length: usize| line.get(..length).is_some_and(|key| key.chars().all(is_name));
    line.starts_with("- ") || key_length(line).is_some_and(is_key)
}

fn line_at(text: &str, start: usize) -> Option<&str> {
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    rest.split('\n').next()
}

fn indentation(line: &str) -> usize {
    skip_blanks(line, 0)
}

fn skip_blanks(line: &str, from: usize) -> usize {
    let rest = line.get(from..).unwrap_or_default();
    from + rest.len() - rest.trim_start_matches(' ').len()
}

/// Whether there is nothing but a comment.
fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}
