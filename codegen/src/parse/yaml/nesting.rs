//! Refuses brackets that are nested absurdly deep, before `libyaml` reads them.
//!
//! `libyaml` takes time by the square of that depth, so that a megabyte of `[` would keep it busy
//! for an hour. Within brackets YAML can be read character by character; outside it cannot, as
//! texts may contain brackets. Therefore every bracket is tried as the start of a nest.
//!
//! Invariant: the depth that is found is never less than the true one, because the nest that really
//! is there is among those that are tried.

/// Far deeper than any description, and shallow enough to be read in time. It has to leave room for
/// brackets in texts, which are no nests.
const DEEPEST: usize = 1_000;

/// Where in a nest a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Where a token may begin.
    Gap,
    Comment,
    /// A text without quotes, behind any character but those of the next two.
    Plain,
    PlainBlank,
    PlainColon,
    SingleQuoted,
    /// Behind a quote that ends the text, unless another one follows.
    SingleQuote,
    DoubleQuoted,
    DoubleEscape,
    /// A name behind `&` or `*`.
    Anchor,
    TagStart,
    Tag,
    /// A tag as in `!<tag:yaml.org,2002:str>`.
    VerbatimTag,
}

const STATES: [Inside; 13] = [
    Inside::Gap,
    Inside::Comment,
    Inside::Plain,
    Inside::PlainBlank,
    Inside::PlainColon,
    Inside::SingleQuoted,
    Inside::SingleQuote,
    Inside::DoubleQuoted,
    Inside::DoubleEscape,
    Inside::Anchor,
    Inside::TagStart,
    Inside::Tag,
    Inside::VerbatimTag,
];

/// The place at which brackets are nested too deep, if there is one.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    // For each state the deepest of all nests that are in it; two nests in the same state stay
    // together, so that the others need not be kept.
    let mut depths = [0_usize; STATES.len()];
    let mut previous = '\n';
    for (offset, character) in text.char_indices() {
        let opens = matches!(character, '[' | '{');
        if opens || depths.iter().any(|depth| *depth > 0) {
            depths = step(&depths, character, is_break(previous));
        }
        if opens {
            raise(&mut depths, Inside::Gap, 1);
        }
        if depths.iter().any(|depth| *depth > DEEPEST) {
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
            (None, '[' | '{') => (Inside::Gap, depth + 1),
            (None, ']' | '}') => (Inside::Gap, depth - 1),
            (None, _) => (Inside::Gap, *depth),
            (Some(state), _) => (state, *depth),
        };
        raise(&mut after, state, depth);
    }
    after
}

fn raise(depths: &mut [usize; STATES.len()], state: Inside, depth: usize) {
    if let Some(deepest) = depths.get_mut(state as usize) {
        *deepest = depth.max(*deepest);
    }
}

/// The state behind a character; none behind an indicator, which is `[]{},?:` where it counts.
fn next(inside: Inside, character: char, line_start: bool) -> Option<Inside> {
    Some(match (inside, character) {
        (Inside::Comment, other) if is_break(other) => Inside::Gap,
        (Inside::Comment, _) => Inside::Comment,
        (Inside::DoubleQuoted, '"') | (Inside::VerbatimTag, '>') => Inside::Gap,
        (Inside::DoubleQuoted, '\\') => Inside::DoubleEscape,
        (Inside::DoubleQuoted | Inside::DoubleEscape, _) => Inside::DoubleQuoted,
        (Inside::SingleQuoted, '\'') => Inside::SingleQuote,
        (Inside::SingleQuoted, _) | (Inside::SingleQuote, '\'') => Inside::SingleQuoted,
        (Inside::VerbatimTag, _) | (Inside::TagStart, '<') => Inside::VerbatimTag,
        (Inside::TagStart | Inside::Tag, other) if other != ',' && !is_blank(other) => Inside::Tag,
        (Inside::Anchor, 'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-') => Inside::Anchor,
        (Inside::Plain | Inside::PlainBlank | Inside::PlainColon, other) => {
            return next_in_plain(inside, other);
        }
        (_, other) => return next_in_gap(other, line_start),
    })
}

fn next_in_plain(inside: Inside, character: char) -> Option<Inside> {
    Some(match (inside, character) {
        (_, '[' | ']' | '{' | '}' | ',') => return None,
        (Inside::PlainBlank, '#') => Inside::Comment,
        (Inside::PlainColon, other) if is_blank(other) => Inside::Gap,
        (_, ':') => Inside::PlainColon,
        (_, other) if is_blank(other) => Inside::PlainBlank,
        _ => Inside::Plain,
    })
}

fn next_in_gap(character: char, line_start: bool) -> Option<Inside> {
    Some(match character {
        '[' | ']' | '{' | '}' | ',' | '?' | ':' => return None,
        '#' => Inside::Comment,
        '"' => Inside::DoubleQuoted,
        '\'' => Inside::SingleQuoted,
        '&' | '*' => Inside::Anchor,
        '!' => Inside::TagStart,
        '\u{feff}' if line_start => Inside::Gap,
        other if is_blank(other) => Inside::Gap,
        _ => Inside::Plain,
    })
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t') || is_break(character)
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
