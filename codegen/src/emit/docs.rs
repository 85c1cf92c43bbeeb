//! Text in `CommonMark` to lines of documentation that rustdoc takes as text.
//!
//! In a description, code blocks are not tests, brackets are not links to items, and angle brackets
//! are not HTML. Invariant: the lines contain no doctest, no broken link and no open tag.

mod inline;
mod wrap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Docs, Operation};

/// The attributes that document an item.
pub(super) fn attributes(docs: &Docs) -> TokenStream {
    plain(&lines(&docs.text))
}

/// The attributes for lines that are safe already.
pub(super) fn plain<Line: AsRef<str>>(lines: &[Line]) -> TokenStream {
    let lines = lines.iter().map(|line| match line.as_ref() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// The attributes of a method that only starts an operation, which is deprecated with it.
pub(super) fn deprecated_with(operation: &Operation) -> Option<TokenStream> {
    operation.docs.deprecated.then(|| {
        quote! {
            #[deprecated]
            #[expect(deprecated, reason = "the operation is deprecated as well")]
        }
    })
}

/// Terms with their documentation: a list if all texts are short, otherwise paragraphs.
pub(super) fn entries<'d>(entries: impl IntoIterator<Item = (String, &'d Docs)>) -> Vec<String> {
    let entries: Vec<(String, &str)> =
        entries.into_iter().map(|(term, docs)| (term, docs.text.trim())).collect();
    let is_short =
        |text: &str| ["\n\n", "\n- ", "```"].iter().all(|structure| !text.contains(structure));
    if entries.iter().all(|(_, text)| is_short(text)) {
        let item = |(term, text): &(String, &str)| {
            let text: Vec<&str> = text.lines().map(str::trim).collect();
            lines(&format!("- `{term}`: {}", text.join(" ")))
        };
        return entries.iter().flat_map(item).collect();
    }
    let paragraphs: Vec<Vec<String>> = entries
        .iter()
        .map(|(term, text)| [vec![format!("`{term}`:"), String::new()], lines(text)].concat())
        .collect();
    paragraphs.join(&String::new())
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut writer = Writer::default();
    for line in text.replace('\t', "    ").lines() {
        writer.line(line.trim_end());
    }
    writer.finish()
}

/// The first line alone, for lists and tables.
pub(super) fn summary(text: &str) -> String {
    let paragraph: Vec<&str> = text.lines().take_while(|line| !line.trim().is_empty()).collect();
    inline::escaped(&paragraph.join(" "))
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    paragraph: Vec<String>,
    block: Block,
    in_list: bool,
}

#[derive(Default, PartialEq, Eq)]
enum Block {
    #[default]
    None,
    /// Between fences of this kind.
    Fenced(char),
    /// Lines with four spaces in front, which are code too.
    Indented,
}

impl Writer {
    fn line(&mut self, line: &str) {
        let trimmed = line.trim_start();
        match self.block {
            Block::Fenced(fence) => self.fenced_line(line, fence),
            Block::Indented if line.is_empty() || line.starts_with("    ") => self.code(line),
            _ => self.text_line(line, trimmed),
        }
    }

    fn text_line(&mut self, line: &str, trimmed: &str) {
        if self.block == Block::Indented {
            self.close_indented();
        }
        if let Some(fence) = fence(trimmed) {
            self.flush();
            self.block = Block::Fenced(fence);
            self.lines.push("```text".to_owned());
        } else if trimmed.is_empty() {
            self.flush();
            self.blank();
        } else if line.starts_with("    ") && self.paragraph.is_empty() && !self.in_list {
            self.block = Block::Indented;
            self.lines.push("```text".to_owned());
            self.code(line);
        } else {
            self.prose(trimmed);
        }
    }

    fn prose(&mut self, trimmed: &str) {
        let item = wrap::list_marker(trimmed).is_some();
        let own_line = item || trimmed.starts_with(['#', '|', '>']);
        if own_line || self.paragraph.first().is_some_and(|first| first.starts_with(['#', '|'])) {
            self.flush();
        }
        self.in_list |= item;
        self.paragraph.push(trimmed.to_owned());
    }

    fn fenced_line(&mut self, line: &str, open: char) {
        if fence(line.trim_start()) == Some(open) {
            self.block = Block::None;
            self.lines.push("```".to_owned());
        } else {
            // A line of another fence inside would end the block that we wrote.
            let line = if line.trim_start().starts_with("```") {
                line.replace("```", "'''")
            } else {
                line.to_owned()
            };
            self.lines.push(line);
        }
    }

    fn code(&mut self, line: &str) {
        self.lines.push(line.get(4..).unwrap_or_default().replace("```", "'''"));
    }

    fn close_indented(&mut self) {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines.push("```".to_owned());
        self.lines.push(String::new());
        self.block = Block::None;
    }

    /// Writes the paragraph that has been collected.
    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph).join(" ");
        if !paragraph.is_empty() {
            self.lines.extend(wrap::wrapped(&inline::escaped(&paragraph)));
        }
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.in_list = false;
    }

    fn finish(mut self) -> Vec<String> {
        match self.block {
            Block::Fenced(_) => self.lines.push("```".to_owned()),
            Block::Indented => self.close_indented(),
            Block::None => self.flush(),
        }
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}

fn fence(trimmed: &str) -> Option<char> {
    [('`', "```"), ('~', "~~~")]
        .into_iter()
        .find_map(|(kind, text)| trimmed.starts_with(text).then_some(kind))
}
