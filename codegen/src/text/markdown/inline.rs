//! The content of a paragraph, a heading or a cell to words.
//!
//! Invariant: links lead to the web, and HTML is text.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::escape::{Emphasis, is_escaped};
use super::url;
use super::wrap::Unit;
use crate::text::code_span::written;
use crate::text::{are_visible, without_controls};

/// Where words are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Context {
    /// In a paragraph, a heading or a list item.
    #[default]
    Paragraph,
    /// In a cell of a table, which `|` ends.
    Cell,
}

/// The events of a paragraph, while they are collected.
#[derive(Default)]
pub(super) struct Content<'e> {
    events: Vec<Event<'e>>,
    /// Text at the end, of which the parser reports parts.
    text: String,
    /// Emphasis and links without their ends.
    open: usize,
}

impl<'e> Content<'e> {
    pub(super) fn push(&mut self, event: Event<'e>) {
        match event {
            Event::Text(text) => self.text.push_str(&text),
            event => {
                match event {
                    Event::Start(_) => self.open += 1,
                    Event::End(_) => self.open = self.open.saturating_sub(1),
                    _ => {}
                }
                self.end_text();
                self.events.push(event);
            }
        }
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            let text = if are_visible(&text) { text } else { without_controls(&text).into_owned() };
            self.events.push(Event::Text(text.into()));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty() && self.text.is_empty()
    }

    /// Whether each emphasis and each link has its end.
    pub(super) fn is_closed(&self) -> bool {
        self.open == 0
    }

    /// The words.
    pub(super) fn units(mut self, context: Context) -> Vec<Unit> {
        self.end_text();
        let emphasis = Emphasis::of(&self.events);
        let mut words = Words { context, emphasis, ..Words::default() };
        for event in &self.events {
            words.event(event);
        }
        words.end_word();
        words.units
    }
}

/// The words that have been written.
#[derive(Default)]
struct Words {
    context: Context,
    emphasis: Emphasis,
    units: Vec<Unit>,
    word: String,
    /// The ends of the links and images that are open.
    links: Vec<Option<String>>,
    /// How many strikethroughs are open, of which only the outer one is written.
    strikethrough: usize,
}

impl Words {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) => self.text(text),
            Event::Html(html) | Event::InlineHtml(html) => self.text(&without_controls(html)),
            Event::Code(code) => self.code(code),
            Event::SoftBreak => self.end_word(),
            Event::HardBreak => {
                self.end_word();
                self.units.push(Unit::Break);
            }
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => self.word.push('*'),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => self.word.push_str("**"),
            Event::Start(Tag::Strikethrough) => {
                self.strikethrough += 1;
                self.word.push_str(if self.strikethrough == 1 { "~~" } else { "" });
            }
            Event::End(TagEnd::Strikethrough) => {
                self.strikethrough = self.strikethrough.saturating_sub(1);
                self.word.push_str(if self.strikethrough == 0 { "~~" } else { "" });
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                self.start_link("[", dest_url, *link_type);
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                self.start_link("![", dest_url, *link_type);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let end = self.links.pop().flatten();
                self.word.push_str(&end.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.units.push(Unit::Word(std::mem::take(&mut self.word)));
        }
    }

    fn code(&mut self, code: &str) {
        let code = written(&without_controls(code));
        match self.context {
            Context::Paragraph => self.word.push_str(&code),
            Context::Cell => self.word.push_str(&code.replace('|', "\\|")),
        }
    }

    /// A link to the web stays one; others become text.
    fn start_link(&mut self, open: &str, target: &str, link_type: LinkType) {
        let target = without_controls(target);
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            // The text of the link is its address.
            self.links.push(None);
            return;
        }
        let is_nested = self.links.iter().any(Option::is_some) && open == "[";
        if url::is_web(&target) && !is_nested {
            if self.word.ends_with('!') {
                // The link would become an image.
                self.word.insert(self.word.len() - 1, '\\');
            }
            self.word.push_str(open);
            self.links.push(Some(format!("]({})", url::target(&target))));
        } else {
            self.word.push_str(&open.replace('[', "\\["));
            self.links.push(Some(format!("\\]({})", self.escaped(&target))));
        }
    }

    /// Text in words. A bare URL gets the angle brackets that make it a link.
    fn text(&mut self, text: &str) {
        let is_linked = self.links.iter().any(Option::is_some);
        let mut before = None;
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let address = if is_linked { None } else { url::at_start(rest, before) };
            if let Some((address, length)) = address {
                self.word.push_str(&format!("<{address}>"));
                before = address.chars().next_back();
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            let plain = plain_length(rest);
            if plain > 0 {
                let (word, after) = rest.split_at(plain);
                self.word.push_str(word);
                before = word.chars().next_back();
                rest = after;
                continue;
            }
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            if letter.is_ascii_whitespace() {
                self.end_word();
            } else {
                self.letter(letter, before, rest);
            }
            before = Some(letter);
        }
    }

    fn letter(&mut self, letter: char, before: Option<char>, rest: &str) {
        let is_cell_end = letter == '|' && self.context == Context::Cell;
        if is_cell_end || is_escaped(letter, before, rest, self.emphasis) {
            self.word.push('\\');
        }
        self.word.push(letter);
    }

    /// Text that stays in one word.
    fn escaped(&self, text: &str) -> String {
        let mut words = Self { context: self.context, emphasis: self.emphasis, ..Self::default() };
        let (mut before, mut rest) = (None, text);
        while let Some(letter) = rest.chars().next() {
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            words.letter(letter, before, rest);
            before = Some(letter);
        }
        words.word
    }
}

/// The length of what stays as it is at the start of a text: letters up to the next character that
/// may be markup, or the start of an address.
fn plain_length(text: &str) -> usize {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b",.;:()'\"/-%".contains(&byte);
    let length = text.bytes().take_while(|byte| is_plain(*byte)).count();
    let word = text.get(..length).unwrap_or_default();
    word.find("http").unwrap_or(length)
}
