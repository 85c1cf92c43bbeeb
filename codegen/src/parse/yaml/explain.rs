//! Converts errors of `serde_yaml` to diagnostics.
//!
//! Its errors differ in their messages only. 0.9.34 is its last version, so the messages are stable.
//!
//! Invariant: every error has a location.

use super::cause::{Cause, cause};
use super::error_offset::{context_offset, error_offset};
use super::quotes::Unclosed;
use super::reason::reason;
use super::second_document::SecondDocument;
use crate::diagnostics::Diagnostic;
use crate::parse::TOO_DEEP;
use crate::parse::state::TOO_MANY_ALIASES;
use crate::source::Source;

/// The diagnostic for an error, or for a quote before it that is not closed.
pub(super) fn explain(
    error: &serde_yaml::Error,
    unclosed: Option<Unclosed>,
    source: &Source,
) -> Diagnostic {
    let message = error.to_string();
    let offset = error_offset(error, &message, source.body()).unwrap_or(0);
    let place = offset + source.body_offset();
    if let Some(unclosed) = unclosed.filter(|unclosed| unclosed.opened <= offset) {
        return unclosed.diagnostic(source.body_offset());
    }
    if message.contains("more than one document") {
        return several_documents(source);
    }
    if message.contains("repetition limit exceeded") {
        return TOO_MANY_ALIASES.at_offset(place);
    }
    if message.contains("recursion limit exceeded") {
        return TOO_DEEP.at_offset(place);
    }
    let context = context_offset(&message, source.body());
    let cause = cause(&message, source.body(), offset, context);
    if let Some(Cause { offset, reason, help }) = cause {
        let message = format!("not YAML: {reason}");
        let offset = offset + source.body_offset();
        return Diagnostic::error_at("yaml-syntax", offset, message).help(help);
    }
    let rest = source.body().get(offset..).unwrap_or_default();
    let (reason, help) = reason(&message, rest);
    let diagnostic = Diagnostic::error_at("yaml-syntax", place, format!("not YAML: {reason}"));
    let diagnostic = match (context, opened(&message)) {
        (Some(context), Some(label)) if context != offset => {
            diagnostic.related_at(context + source.body_offset(), label)
        }
        _ => diagnostic,
    };
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// What the context of an error is, if its start helps to find the mistake.
fn opened(message: &str) -> Option<&'static str> {
    let contexts = [
        ("while parsing a block mapping", "the object to which this would belong begins here"),
        ("while parsing a block collection", "the list to which this would belong begins here"),
        ("while parsing a flow", "the bracket is opened here"),
    ];
    contexts.into_iter().find(|(context, _)| message.contains(context)).map(|(_, label)| label)
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
