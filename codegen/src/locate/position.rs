//! Converts byte offsets to lines and columns in one pass over the text.
//!
//! Lines end with a line feed; a preceding carriage return has no column. Columns count characters, as
//! in the Rust compiler.
//!
//! Invariant: every location is within the text and within one line.

use super::Location;
use super::trie::Span;

/// The locations of `spans`, in their order.
pub(super) fn locations(text: &str, spans: &[Span]) -> Vec<Location> {
    let mut order: Vec<_> = spans.iter().copied().enumerate().collect();
    order.sort_unstable_by_key(|(_, span)| span.start);
    let mut cursor = Cursor { text, offset: 0, line: 1, column: 1 };
    let mut located: Vec<_> =
        order.into_iter().map(|(index, span)| (index, cursor.location(span))).collect();
    located.sort_unstable_by_key(|(index, _)| *index);
    located.into_iter().map(|(_, location)| location).collect()
}

/// A position in the text that only moves forward.
struct Cursor<'text> {
    text: &'text str,
    offset: usize,
    line: usize,
    column: usize,
}

impl Cursor<'_> {
    fn location(&mut self, span: Span) -> Location {
        self.advance(character_start(self.text, span.start));
        let end = character_start(self.text, self.offset + span.length);
        let stretch = self.text.get(self.offset..end).unwrap_or_default();
        let length = stretch.lines().next().unwrap_or_default().chars().count().max(1);
        Location { line: self.line, column: self.column, length, offset: self.offset }
    }

    fn advance(&mut self, offset: usize) {
        let passed = self.text.get(self.offset..offset).unwrap_or_default();
        match passed.rsplit_once('\n') {
            Some((before, last)) => {
                self.line += before.matches('\n').count() + 1;
                self.column = last.chars().count() + 1;
            }
            None => self.column += passed.chars().count(),
        }
        self.offset = offset;
    }
}

/// The start of the character that contains the byte at `offset`, or the end of the text.
fn character_start(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}
