//! Text to Markdown that is read as this text.

use pulldown_cmark::{Event, Tag};

/// The punctuation that could be markup in a paragraph, apart from what is always escaped.
///
/// A lone `*` or `_` is no emphasis, so that names such as `_id` stay as they are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Emphasis {
    stars: usize,
    underscores: usize,
    tildes: usize,
}

impl Emphasis {
    /// Counts what could open or close emphasis in the text of a paragraph.
    pub(super) fn of(events: &[Event<'_>]) -> Self {
        let mut found = Self::default();
        for event in events {
            match event {
                Event::Start(Tag::Emphasis | Tag::Strong) => {
                    found.stars += 2;
                    found.underscores += 2;
                }
                Event::Start(Tag::Strikethrough) => found.tildes += 2,
                Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => {
                    found.count(text);
                }
                _ => {}
            }
        }
        found
    }

    fn count(&mut self, text: &str) {
        let mut before = None;
        let mut rest = text.chars();
        while let Some(letter) = rest.next() {
            let after = rest.clone().next();
            match letter {
                '*' if !is_between_spaces(before, after) => self.stars += 1,
                '_' if !is_literal_underscore(before, after) => self.underscores += 1,
                '~' => self.tildes += 1,
                _ => {}
            }
            before = Some(letter);
        }
    }
}

/// Whether a letter, which has this text around it, has to be escaped.
pub(super) fn is_escaped(
    letter: char,
    before: Option<char>,
    rest: &str,
    emphasis: Emphasis,
) -> bool {
    let after = rest.chars().next();
    match letter {
        '`' | '[' | ']' => true,
        // At the end of a line, it would be a line break. An address is written after `<`.
        '\\' => {
            after.is_none_or(|next| next.is_ascii_punctuation() || next.is_ascii_whitespace())
                || rest.starts_with("http")
        }
        '<' => {
            after.is_none_or(|next| next.is_alphabetic() || "/!?".contains(next))
                || may_be_address(rest)
        }
        '&' => is_entity(rest),
        '*' => emphasis.stars > 1 && !is_between_spaces(before, after),
        '_' => emphasis.underscores > 1 && !is_literal_underscore(before, after),
        '~' => emphasis.tildes > 1,
        _ => false,
    }
}

/// Whether the text after `<` could be the address of an email (`CommonMark` 0.31, section 6.5). More
/// of it could follow after the end of the text.
fn may_be_address(rest: &str) -> bool {
    let is_end = |letter: char| letter == '<' || letter == '>' || letter.is_whitespace();
    match rest.split_once(is_end) {
        Some((address, _)) => address.contains('@'),
        None => true,
    }
}

/// Whether the text after `&` ends a character reference (`CommonMark` 0.31, section 2.5).
pub(super) fn is_entity(rest: &str) -> bool {
    let length = rest.bytes().take(MAX_ENTITY).take_while(|byte| *byte != b';').count();
    let name = rest.get(..length).unwrap_or_default();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    rest.as_bytes().get(length) == Some(&b';') && !name.is_empty() && name.bytes().all(is_name)
}

/// No name of a character is longer.
const MAX_ENTITY: usize = 40;

fn is_between_spaces(before: Option<char>, after: Option<char>) -> bool {
    let is_space = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_whitespace());
    is_space(before) && is_space(after)
}

/// Whether an underscore is within a word or alone.
fn is_literal_underscore(before: Option<char>, after: Option<char>) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    (is_word(before) && is_word(after)) || is_between_spaces(before, after)
}
