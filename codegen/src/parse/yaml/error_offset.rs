//! Computes the byte offset of a YAML error.
//!
//! `serde_yaml` reports the offset of most errors. This module handles the others, and those for which
//! another offset is more useful.

/// The offset of the error, or the start of an unterminated token.
pub(super) fn error_offset(error: &serde_yaml::Error, message: &str, text: &str) -> Option<usize> {
    if message.contains("more than one document") {
        return second_document(text);
    }
    if message.contains("control characters are not allowed") {
        return text.find(is_forbidden);
    }
    let tokens = ["scanning a quoted scalar", "scanning an alias", "scanning an anchor"];
    if tokens.iter().any(|token| message.contains(token)) {
        return start_of_token(message, text);
    }
    let last = text.trim_end().char_indices().next_back().map_or(0, |(offset, _)| offset);
    error.location().map(|location| location.index().min(last))
}

/// The offset of the marker line that starts the second document.
fn second_document(text: &str) -> Option<usize> {
    let mut inside = false;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let marker = line.trim_end() == "---" || line.starts_with("--- ");
        if marker && inside {
            return Some(offset);
        }
        let comment = line.trim().is_empty() || line.starts_with(['#', '%']);
        inside |= marker || !comment;
        offset += line.len();
    }
    None
}

/// Whether `libyaml` rejects the character anywhere in a text.
fn is_forbidden(character: char) -> bool {
    let allowed_control = matches!(character, '\t' | '\n' | '\r' | '\u{85}');
    character.is_control() && !allowed_control || matches!(character, '\u{fffe}' | '\u{ffff}')
}

/// The offset in `..., while scanning a quoted scalar at line 3 column 14`.
fn start_of_token(message: &str, text: &str) -> Option<usize> {
    let (_, location) = message.rsplit_once(" at line ")?;
    let (line, column) = location.split_once(" column ")?;
    let line: usize = line.parse().ok()?;
    let column: usize = column.parse().ok()?;
    let lines = text.split_inclusive('\n').take(line.checked_sub(1)?);
    let start: usize = lines.map(str::len).sum();
    let (offset, _) = text.get(start..)?.char_indices().nth(column.checked_sub(1)?)?;
    Some(start + offset)
}
