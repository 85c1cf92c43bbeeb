//! Which characters of a description may stand in a line of a file.

use std::borrow::Cow;

/// Whether a character is shown where it stands: no control, line break or bidirectional control.
///
/// A line break ends a comment, rustc rejects a carriage return in documentation, and bidirectional
/// controls make code look like other code (CVE-2021-42574).
pub(crate) fn is_visible(character: char) -> bool {
    !character.is_control() && !is_line_break(character) && !is_bidirectional_control(character)
}

/// U+2028 and U+2029. The others (line feed, carriage return, U+0085 and so on) are controls.
fn is_line_break(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
}

/// The characters with the property `Bidi_Control` (Unicode Standard Annex 9, section 2).
fn is_bidirectional_control(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// Whether all characters of a text are visible.
pub(crate) fn are_visible(text: &str) -> bool {
    let is_printable = |byte: u8| (b' '..=b'~').contains(&byte);
    text.bytes().all(is_printable) || text.chars().all(is_visible)
}

/// The text in one line: white space and line breaks become spaces, and other characters that are
/// not visible are removed.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    if are_visible(text) {
        return Cow::Borrowed(text);
    }
    let shown = |character: char| match character {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => Some(' '),
        character if is_line_break(character) => Some(' '),
        character => is_visible(character).then_some(character),
    };
    Cow::Owned(text.chars().filter_map(shown).collect())
}
