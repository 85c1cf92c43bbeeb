//! The events of a parsed text to lines.
//!
//! Invariant: each code block is fenced and has the language `text`, and the fence is longer than any
//! in the code.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::container::{Container, prefixes};
use super::inline::{Content, Context};
use super::wrap::{joined, wrapped};
use super::{is_inline, options};
use crate::limits;
use crate::text::Line;
use crate::text::code_span::longest_run;

/// The lines of a prepared text.
pub(super) fn written(text: &str) -> Vec<Line> {
    let mut writer = Writer { source: text, ..Writer::default() };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        writer.event(event, &range);
    }
    writer.paragraph();
    writer.lines
}

/// The kind of the block before, which decides whether a blank line has to follow.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Block {
    /// Nothing yet, or the start of a container.
    #[default]
    None,
    /// A paragraph, a list, a quotation or a table, which the next line would continue.
    Open,
    /// A heading or a code block.
    Closed,
    /// HTML, which ends a block in the source and is a paragraph now. A list item with a number would
    /// continue it.
    Html,
}

#[derive(Default)]
struct Writer<'t> {
    source: &'t str,
    lines: Vec<Line>,
    containers: Vec<Container>,
    /// The number of the next item of each list; `None` for bullets.
    lists: Vec<Option<u64>>,
    content: Content<'t>,
    /// Where the block that is read starts in the source.
    start: Option<usize>,
    verbatim: Option<String>,
    cells: Vec<String>,
    alignments: Vec<Alignment>,
    before: Block,
}

impl<'t> Writer<'t> {
    fn event(&mut self, event: Event<'t>, range: &Range<usize>) {
        match event {
            Event::Start(tag) if !is_inline(&tag) => self.open(tag, range.start),
            Event::End(tag) if self.verbatim.is_some() => self.close(tag),
            Event::End(tag) if !is_inline_end(tag) => self.close(tag),
            Event::Text(text) | Event::Html(text) if self.verbatim.is_some() => {
                if let Some(verbatim) = &mut self.verbatim {
                    verbatim.push_str(&text);
                }
            }
            Event::Rule => {
                self.paragraph();
                self.before = if self.before == Block::None { Block::None } else { Block::Open };
                self.start = Some(range.start);
                // After the markers of list items, `---` would make a rule of the whole line.
                self.block(Block::Open, |first, _| vec![format!("{first}___")]);
            }
            event => {
                self.start.get_or_insert(range.start);
                self.content.push(event);
            }
        }
    }

    fn open(&mut self, tag: Tag<'t>, start: usize) {
        self.paragraph();
        match tag {
            Tag::Item => {
                let source = self.source.get(start..).unwrap_or_default();
                let number = self.lists.last_mut().and_then(Option::as_mut);
                let item = Container::item(marker(number, source));
                self.open_container(start, item);
            }
            Tag::BlockQuote(_) => self.open_container(start, Container::quotation()),
            Tag::List(first) => self.lists.push(first),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) | Tag::HtmlBlock => {
                self.start = Some(start);
                self.verbatim = Some(String::new());
            }
            Tag::Table(alignments) => {
                self.start = Some(start);
                self.alignments = alignments;
            }
            _ => self.start = Some(start),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::HtmlBlock => self.html(),
            TagEnd::TableCell => {
                let content = std::mem::take(&mut self.content);
                self.cells.push(joined(&content.units(Context::Cell)));
            }
            TagEnd::TableHead => self.table_head(),
            TagEnd::TableRow => self.table_row(),
            TagEnd::Item | TagEnd::BlockQuote(_) => self.close_container(),
            TagEnd::List(_) => {
                self.paragraph();
                self.lists.pop();
            }
            _ => self.paragraph(),
        }
    }

    fn open_container(&mut self, start: usize, container: Container) {
        if self.before == Block::Html || (self.before != Block::None && self.has_blank_line(start))
        {
            self.blank();
        }
        let is_shown = self.containers.len() < limits::MARKDOWN_NESTING;
        self.containers.push(if is_shown { container } else { Container::flat() });
        self.before = Block::None;
    }

    fn close_container(&mut self) {
        self.paragraph();
        if self.containers.last().is_some_and(|container| !container.is_open()) {
            let (first, _) = prefixes(&mut self.containers);
            let markers = first.trim_end();
            // Markers alone would be a rule: a space as their text keeps them.
            let is_rule = ["- - -", "* * *"].iter().any(|rule| markers.ends_with(rule));
            self.lines
                .push(Line::escaped(format!("{markers}{}", if is_rule { " &#32;" } else { "" })));
        }
        self.containers.pop();
        self.before = Block::Open;
    }

    /// Writes the paragraph that has been collected.
    fn paragraph(&mut self) {
        let units = std::mem::take(&mut self.content).units(Context::Paragraph);
        if !units.is_empty() {
            self.separate(Block::Open);
            let (first, rest) = prefixes(&mut self.containers);
            self.lines.extend(wrapped(&units, &first, &rest));
            self.before = Block::Open;
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let content = std::mem::take(&mut self.content);
        let mut text = joined(&content.units(Context::Paragraph));
        if text.ends_with('#') {
            // Such an end belongs to the markup of the heading.
            text.insert(text.len() - 1, '\\');
        }
        let marks = "#".repeat(level as usize);
        self.block(Block::Closed, |first, _| vec![format!("{first}{marks} {text}")]);
    }

    fn code_block(&mut self) {
        let code = self.verbatim.take().unwrap_or_default();
        let fence = "`".repeat(longest_run(&code).max(2) + 1);
        self.block(Block::Closed, |first, rest| {
            let code = code.lines().map(|line| format!("{rest}{line}"));
            let open = format!("{first}{fence}text");
            [open].into_iter().chain(code).chain([format!("{rest}{fence}")]).collect()
        });
    }

    /// HTML as a text in which tags are text. No `<` is left in it, so that it has no HTML, and this
    /// recursion ends after one step.
    fn html(&mut self) {
        let html = self.verbatim.take().unwrap_or_default();
        let text: Vec<&str> = html.lines().map(str::trim).collect();
        let inside = written(&text.join("\n").replace('<', "&lt;"));
        self.block(Block::Html, |first, rest| {
            let prefix = |position| if position == 0 { first } else { rest };
            let lines = inside.iter().enumerate();
            lines.map(|(position, line)| format!("{}{line}", prefix(position))).collect()
        });
    }

    fn table_head(&mut self) {
        let rule = self.alignments.iter().map(|alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        let rule = format!("|{}|", rule.collect::<Vec<_>>().join("|"));
        let head = self.row();
        self.block(Block::Open, |first, rest| {
            vec![format!("{first}{head}"), format!("{rest}{rule}")]
        });
    }

    fn table_row(&mut self) {
        let row = self.row();
        let (first, _) = prefixes(&mut self.containers);
        self.lines.push(Line::escaped(format!("{first}{row}")));
    }

    fn row(&mut self) -> String {
        format!("| {} |", std::mem::take(&mut self.cells).join(" | "))
    }

    /// Writes the lines of a block, from the start of its first line and that of the others.
    fn block(&mut self, kind: Block, lines: impl FnOnce(&str, &str) -> Vec<String>) {
        self.separate(kind);
        let (first, rest) = prefixes(&mut self.containers);
        let lines = lines(&first, &rest).into_iter();
        self.lines.extend(lines.map(|line| Line::escaped(line.trim_end().to_owned())));
        self.before = kind;
    }

    /// Writes a blank line before a block, where the source has one or the block would continue the
    /// one before.
    fn separate(&mut self, kind: Block) {
        let start = self.start.take().unwrap_or_default();
        let continues = self.before == Block::Html
            || (self.before == Block::Open && matches!(kind, Block::Open | Block::Html));
        if self.before != Block::None && (continues || self.has_blank_line(start)) {
            self.blank();
        }
    }

    fn blank(&mut self) {
        let (prefix, _) = prefixes(&mut self.containers);
        self.lines.push(Line::escaped(prefix.trim_end().to_owned()));
    }

    /// Whether the source has a blank line before this position.
    fn has_blank_line(&self, start: usize) -> bool {
        let before = self.source.get(..start).unwrap_or_default();
        let gap = before.trim_end_matches(|letter: char| letter.is_whitespace() || letter == '>');
        before.get(gap.len()..).is_some_and(|gap| gap.matches('\n').count() > 1)
    }
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// The marker of a list item, as the source has it.
fn marker(number: Option<&mut u64>, source: &str) -> String {
    let source = source.trim_start();
    let Some(number) = number else {
        let bullet = source.chars().next().filter(|first| matches!(first, '*' | '+'));
        return format!("{} ", bullet.unwrap_or('-'));
    };
    let digits = source.bytes().take_while(u8::is_ascii_digit).count();
    let delimiter = source.get(digits..).filter(|rest| rest.starts_with(')')).map_or('.', |_| ')');
    let marker = format!("{number}{delimiter} ");
    *number = number.saturating_add(1);
    marker
}
