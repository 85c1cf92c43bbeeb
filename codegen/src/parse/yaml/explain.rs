//! Converts errors of `serde_yaml` to diagnostics.
//!
//! Its errors differ in their messages only. 0.9.34 is its last version, so the messages are stable.
//!
//! Invariant: every error has a location, unless it concerns the whole text.

use super::error_offset::error_offset;
use super::reason::reason;
use super::second_document::SecondDocument;
use crate::diagnostics::Diagnostic;
use crate::limits::Exceeded;
use crate::parse::TOO_DEEP;
use crate::parse::state::TOO_MANY_ALIASES;
use crate::source::Source;

/// The diagnostic for an error.
pub(super) fn explain(error: &serde_yaml::Error, source: &Source) -> Diagnostic {
    let message = error.to_string();
    let offset = error_offset(error, &message, source.body());
    let about = |code, text: &str| match offset {
        Some(offset) => Diagnostic::error_at(code, offset + source.body_offset(), text),
        None => Diagnostic::error_without_location(code, text),
    };
    if message.contains("more than one document") {
        return several_documents(source);
    }
    let exceeded = |limit: Exceeded| match offset {
        Some(offset) => limit.at_offset(offset + source.body_offset()),
        None => limit.without_location(),
    };
    if message.contains("repetition limit exceeded") {
        return exceeded(TOO_MANY_ALIASES);
    }
    if message.contains("recursion limit exceeded") {
        return exceeded(TOO_DEEP);
    }
    let rest = offset.and_then(|offset| source.body().get(offset..)).unwrap_or_default();
    let (reason, help) = reason(&message, rest);
    let diagnostic = about("yaml-syntax", &format!("not YAML: {reason}"));
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn several_documents(source: &Source) -> Diagnostic {
    let at =
        |code, offset, message| Diagnostic::error_at(code, offset + source.body_offset(), message);
    match SecondDocument::find(source.body()) {
        SecondDocument::Marked(offset) => {
            at("several-documents", offset, "this file contains more than one document")
                .help("keep one document; a line `---` starts the next one, and `...` ends one")
        }
        SecondDocument::Unmarked(offset) => {
            at("yaml-syntax", offset, "not YAML: this does not belong to the preceding lines")
                .help("check the indentation; items of the same level start in the same column")
        }
    }
}
