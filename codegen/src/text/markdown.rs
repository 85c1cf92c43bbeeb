//! Markdown of a description to Markdown that rustdoc and other readers take as text.
//!
//! The text is parsed by `pulldown-cmark`, which is the parser of rustdoc, and written again.
//! Invariant: the lines have no code block that rustdoc compiles, no HTML, no link except to the web,
//! and no link to an item of the crate. Paragraphs, lists, tables, quotations, code and emphasis stay
//! what they are.

mod blocks;
#[cfg(any(test, fuzzing))]
pub(crate) mod check;
mod container;
mod escape;
mod inline;
mod plain;
mod url;
mod wrap;

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use self::inline::{Content, Context};
use self::wrap::{Unit, joined};
use super::characters::are_visible;
use super::line::Line;

/// The lines of a text.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let text = prepared(text);
    plain::lines(&text).unwrap_or_else(|| blocks::written(&text))
}

/// The first paragraph in one line.
pub(crate) fn summary(text: &str) -> Line {
    first_block(text, Context::Paragraph)
}

/// The first paragraph in one line, for a cell of a table.
pub(crate) fn cell(text: &str) -> Line {
    first_block(text, Context::Cell)
}

/// A list item of a term and its text, if the text is one paragraph at most.
pub(crate) fn item(term: &Line, text: &str) -> Option<Vec<Line>> {
    let text = prepared(text);
    let mut content = Content::default();
    for event in Parser::new_ext(&text, options()) {
        match event {
            Event::Start(Tag::Paragraph) if content.is_empty() => {}
            Event::End(TagEnd::Paragraph) => {}
            Event::Start(tag) if !is_inline(&tag) => return None,
            Event::Rule => return None,
            event => content.push(event),
        }
    }
    let mut words = vec![Unit::Word(term.to_string())];
    words.extend(content.units(Context::Paragraph));
    Some(wrap::wrapped(&words, "- ", "  "))
}

/// What rustdoc understands, except for what is no prose: footnotes and check boxes stay text.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

fn first_block(text: &str, context: Context) -> Line {
    let text = prepared(text);
    let mut first = Content::default();
    for event in Parser::new_ext(&text, options()) {
        match event {
            Event::Start(tag) if !is_inline(&tag) && first.is_empty() => {}
            Event::Start(tag) if !is_inline(&tag) => break,
            Event::End(_) if first.is_closed() && !first.is_empty() => break,
            Event::End(_) if first.is_closed() => {}
            Event::Rule => {}
            event => first.push(event),
        }
    }
    Line::escaped(joined(&first.units(context)))
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// The text without tabs and without characters that are not visible.
fn prepared(text: &str) -> Cow<'_, str> {
    if text.split('\n').all(are_visible) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(super::without_controls).collect();
    Cow::Owned(lines.join("\n"))
}

#[cfg(test)]
mod tests;
