//! What documentation must not have, for tests and for the fuzz target `markdown`.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::{cell, item, lines};
use crate::text::{Line, line};

/// Checks a text in each place where documentation has it.
///
/// # Panics
/// rustdoc would compile, run or link to a part of it.
pub fn harmless(text: &str) {
    let joined = |lines: Vec<Line>| lines.iter().map(Line::as_str).collect::<Vec<_>>().join("\n");
    let in_item = item(&line!["`a`:"], text).unwrap_or_default();
    let in_cell = format!("| a |\n|---|\n| {} |", cell(text));
    for written in [joined(lines(text)), joined(in_item), in_cell] {
        assert_eq!(danger(&written), None, "{text:?} is written as {written:?}");
    }
}

/// What rustdoc would compile, run or link to.
fn danger(text: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(text, options).find_map(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) if &*language == "text" => {
            None
        }
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
            if dest_url.starts_with("http") =>
        {
            None
        }
        Event::Start(Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock)
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::TaskListMarker(_) => Some(format!("{event:?}")),
        _ => None,
    })
}
