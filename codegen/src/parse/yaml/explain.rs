//! Errors of `serde_yaml` to diagnostics.
//!
//! It tells its errors apart by their texts only; 0.9.34 is its last version, so they will not
//! change.
//!
//! Invariant: every error has a place, unless it is about the text as a whole.

use super::error_offset::error_offset;
use super::reason::reason;
use crate::diagnostics::Diagnostic;
use crate::parse::NESTING_TOO_DEEP;
use crate::parse::build::TOO_LARGE;
use crate::source::Source;

/// What to say about a text that is not YAML.
pub(super) fn explain(error: &serde_yaml::Error, source: &Source) -> Diagnostic {
    let message = error.to_string();
    let offset = error_offset(error, &message, source.body());
    let about = |code, text: &str| match offset {
        Some(offset) => Diagnostic::error_at(code, offset + source.body_offset(), text),
        None => Diagnostic::error_nowhere(code, text),
    };
    if message.contains("more than one document") {
        return about("several-documents", "there is more than one document in this file")
            .help("keep one document in a file; a line `---` begins the next one");
    }
    if message.contains(TOO_LARGE) || message.contains("repetition limit exceeded") {
        return about("description-too-large", TOO_LARGE)
            .note("a few aliases of aliases are enough to fill any memory, so there is a limit")
            .help("write what is shared as a component and refer to it with `$ref`");
    }
    if message.contains("recursion limit exceeded") {
        return about("nesting-too-deep", NESTING_TOO_DEEP);
    }
    let rest = offset.and_then(|offset| source.body().get(offset..)).unwrap_or_default();
    let (reason, help) = reason(&message, rest);
    let diagnostic = about("yaml-syntax", &format!("not YAML: {reason}"));
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}
