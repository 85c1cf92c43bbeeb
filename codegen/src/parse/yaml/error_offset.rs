//! Computes the byte offset of a YAML error.
//!
//! `serde_yaml` reports the offset of most errors. This module handles the others, and those for which
//! another offset is more useful.

/// The offset of the error, or the start of an unterminated token.
pub(super) fn error_offset(error: &serde_yaml::Error, message: &str, text: &str) -> Option<usize> {
    if message.contains("control characters are not allowed") {
        return text.find(is_forbidden);
    }
    let tokens = ["scanning a quoted scalar", "scanning an alias", "scanning an anchor"];
    if let Some((_, place)) = tokens.iter().find_map(|token| message.split_once(token)) {
        return start_of_token(place, text);
    }
    let last = text.trim_end().char_indices().next_back().map_or(0, |(offset, _)| offset);
    // A location that is left out is the start of the text.
    Some(error.location().map_or(0, |location| location.index()).min(last))
}

/// The offset of what was being parsed, if the message states it.
pub(super) fn context_offset(message: &str, text: &str) -> Option<usize> {
    let (_, context) = message.split_once(", while ")?;
    let (_, place) = context.split_once(" at line ")?;
    start_of_token(&format!(" at line {place}"), text)
}

/// Whether `libyaml` rejects the character anywhere in a text.
fn is_forbidden(character: char) -> bool {
    let allowed_control = matches!(character, '\t' | '\n' | '\r' | '\u{85}');
    character.is_control() && !allowed_control || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// The offset of a token, from ` at line 3 column 14`. The start of the text is left out.
fn start_of_token(place: &str, text: &str) -> Option<usize> {
    let Some(location) = place.strip_prefix(" at line ") else { return Some(0) };
    let (line, column) = location.split_once(" column ")?;
    let line: usize = line.parse().ok()?;
    let column: usize = column.parse().ok()?;
    let lines = text.split_inclusive('\n').take(line.checked_sub(1)?);
    let start: usize = lines.map(str::len).sum();
    let (offset, _) = text.get(start..)?.char_indices().nth(column.checked_sub(1)?)?;
    Some(start + offset)
}
