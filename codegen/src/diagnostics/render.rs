//! Renders diagnostics as text, in the style of the Rust compiler.
//!
//! Invariant: the text contains no control characters of the description.

use std::fmt::Write;

use super::excerpt::Excerpt;
use super::selection::Selection;
use super::width::printable;
use super::{Diagnostic, Located};
use crate::locate::Location;
use crate::source::Source;

/// Renders the diagnostics, separated by empty lines, and the number of those that are left out.
pub(super) fn render(located: &[Located<'_>]) -> String {
    let Selection { printed, left_out } = Selection::of(located);
    let texts = printed.iter().map(|it| render_one(it.diagnostic, it.location, it.source));
    texts.chain(left_out).collect::<Vec<_>>().join("\n")
}

fn render_one(found: &Diagnostic, location: Option<Location>, source: &Source) -> String {
    let gutter = location.map_or(0, |location| location.line.to_string().len());
    let mut text = format!(
        "{}[{}]: {}\n",
        found.severity().as_str(),
        found.code(),
        indented(found.message(), gutter)
    );
    let snippet =
        location.map_or_else(String::new, |location| snippet(found, location, source, gutter));
    text.push_str(&snippet);
    for (kind, remarks) in [("note", found.notes()), ("help", found.helps())] {
        for remark in remarks {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{:gutter$} = {kind}: {}", "", indented(remark, gutter + 9));
        }
    }
    text
}

fn snippet(found: &Diagnostic, location: Location, source: &Source, gutter: usize) -> String {
    let Excerpt { line, carets } = Excerpt::new(&source.text, location);
    let label = printable(found.label_text().unwrap_or_default());
    let pointed = format!("{carets} {label}");
    format!(
        "{:gutter$}--> {}:{}:{}\n{:gutter$} |\n{} | {}\n{:gutter$} | {}\n",
        "",
        printable(&source.name),
        location.line,
        location.column,
        "",
        location.line,
        line.trim_end(),
        "",
        pointed.trim_end()
    )
}

/// Indents the lines after the first one.
fn indented(text: &str, columns: usize) -> String {
    let lines: Vec<_> = text.lines().map(printable).collect();
    lines.join(&format!("\n{:columns$}", ""))
}
