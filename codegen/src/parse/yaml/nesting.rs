//! Rejects excessively nested brackets before `libyaml` parses them.
//!
//! `libyaml` takes quadratic time in the depth: an hour for a megabyte of `[`. Flow collections can be
//! scanned character by character, but block text may contain brackets as well. So every bracket is
//! tried as the start of a flow collection.
//!
//! Invariant: the computed depth is never less than the true one, because the true start is among
//! those tried.

use crate::limits;

/// The state of the scanner within a flow collection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ScanState {
    /// Between tokens.
    Gap,
    Comment,
    /// In a plain scalar, after any character except those of the next two states.
    Plain,
    PlainBlank,
    PlainColon,
    SingleQuoted,
    /// After a quote that ends the scalar, unless another quote follows.
    SingleQuote,
    DoubleQuoted,
    DoubleEscape,
    /// In a name after `&` or `*`.
    Anchor,
    TagStart,
    Tag,
    /// In a tag such as `!<tag:yaml.org,2002:str>`.
    VerbatimTag,
}

const STATES: [ScanState; 13] = [
    ScanState::Gap,
    ScanState::Comment,
    ScanState::Plain,
    ScanState::PlainBlank,
    ScanState::PlainColon,
    ScanState::SingleQuoted,
    ScanState::SingleQuote,
    ScanState::DoubleQuoted,
    ScanState::DoubleEscape,
    ScanState::Anchor,
    ScanState::TagStart,
    ScanState::Tag,
    ScanState::VerbatimTag,
];

/// The offset at which brackets are nested too deep, if there is one.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    // The depth of the deepest candidate in each state. Candidates in the same state behave equally,
    // so only the deepest one is kept.
    let mut depths = [0_usize; STATES.len()];
    let mut previous = '\n';
    for (offset, character) in text.char_indices() {
        let opens = matches!(character, '[' | '{');
        if opens || depths.iter().any(|depth| *depth > 0) {
            depths = step(&depths, character, is_break(previous));
        }
        if opens {
            raise(&mut depths, ScanState::Gap, 1);
        }
        if depths.iter().any(|depth| *depth > limits::YAML_BRACKETS) {
            return Some(offset);
        }
        previous = character;
    }
    None
}

fn step(
    depths: &[usize; STATES.len()],
    character: char,
    line_start: bool,
) -> [usize; STATES.len()] {
    let mut after = [0; STATES.len()];
    for (depth, inside) in depths.iter().zip(STATES).filter(|(depth, _)| **depth > 0) {
        let (state, depth) = match (next(inside, character, line_start), character) {
            (None, '[' | '{') => (ScanState::Gap, depth + 1),
            (None, ']' | '}') => (ScanState::Gap, depth - 1),
            (None, _) => (ScanState::Gap, *depth),
            (Some(state), _) => (state, *depth),
        };
        raise(&mut after, state, depth);
    }
    after
}

fn raise(depths: &mut [usize; STATES.len()], state: ScanState, depth: usize) {
    if let Some(deepest) = depths.get_mut(state as usize) {
        *deepest = depth.max(*deepest);
    }
}

/// The state after a character; `None` after one of the indicators `[]{},?:`.
fn next(inside: ScanState, character: char, line_start: bool) -> Option<ScanState> {
    Some(match (inside, character) {
        (ScanState::Comment, other) if is_break(other) => ScanState::Gap,
        (ScanState::Comment, _) => ScanState::Comment,
        (ScanState::DoubleQuoted, '"') | (ScanState::VerbatimTag, '>') => ScanState::Gap,
        (ScanState::DoubleQuoted, '\\') => ScanState::DoubleEscape,
        (ScanState::DoubleQuoted | ScanState::DoubleEscape, _) => ScanState::DoubleQuoted,
        (ScanState::SingleQuoted, '\'') => ScanState::SingleQuote,
        (ScanState::SingleQuoted, _) | (ScanState::SingleQuote, '\'') => ScanState::SingleQuoted,
        (ScanState::VerbatimTag, _) | (ScanState::TagStart, '<') => ScanState::VerbatimTag,
        (ScanState::TagStart | ScanState::Tag, other) if other != ',' && !is_blank(other) => {
            ScanState::Tag
        }
        (ScanState::Anchor, 'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-') => ScanState::Anchor,
        (ScanState::Plain | ScanState::PlainBlank | ScanState::PlainColon, other) => {
            return next_in_plain(inside, other);
        }
        (_, other) => return next_in_gap(other, line_start),
    })
}

fn next_in_plain(inside: ScanState, character: char) -> Option<ScanState> {
    Some(match (inside, character) {
        (_, '[' | ']' | '{' | '}' | ',') => return None,
        (ScanState::PlainBlank, '#') => ScanState::Comment,
        (ScanState::PlainColon, other) if is_blank(other) => ScanState::Gap,
        (_, ':') => ScanState::PlainColon,
        (_, other) if is_blank(other) => ScanState::PlainBlank,
        _ => ScanState::Plain,
    })
}

fn next_in_gap(character: char, line_start: bool) -> Option<ScanState> {
    Some(match character {
        '[' | ']' | '{' | '}' | ',' | '?' | ':' => return None,
        '#' => ScanState::Comment,
        '"' => ScanState::DoubleQuoted,
        '\'' => ScanState::SingleQuoted,
        '&' | '*' => ScanState::Anchor,
        '!' => ScanState::TagStart,
        '\u{feff}' if line_start => ScanState::Gap,
        other if is_blank(other) => ScanState::Gap,
        _ => ScanState::Plain,
    })
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t') || is_break(character)
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
