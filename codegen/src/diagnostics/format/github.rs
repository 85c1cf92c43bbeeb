//! A diagnostic as a workflow command of GitHub Actions, which becomes an annotation.
//!
//! Invariant: text of a description cannot start another command, because line breaks are escaped.

use std::fmt::Write;

use crate::diagnostics::{Located, Severity};

/// `::error file=…,line=…,col=…,endColumn=…,title=…::…` and a line feed.
pub(super) fn command(it: &Located<'_>) -> String {
    let found = it.diagnostic;
    let command = match found.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut text = format!("::{command} file={}", property(&it.source.name));
    if let Some(at) = it.location {
        let end = at.column + at.length;
        // Writing to a String cannot fail.
        let _ = write!(text, ",line={},col={},endColumn={end}", at.line, at.column);
    }
    let remarks = found.notes().iter().chain(found.helps());
    let lines = [found.message()].into_iter().chain(remarks.map(String::as_str));
    let message = data(&lines.collect::<Vec<_>>().join("\n"));
    let _ = writeln!(text, ",title={}::{message}", found.code());
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
