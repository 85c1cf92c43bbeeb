//! Parses JSON and explains the errors of `serde_json`.
//!
//! Invariant: every error is located at a character of the text.

use serde::de::DeserializeSeed;

use super::build::Build;
use super::state::{Path, State};
use super::{Parsed, TOO_DEEP};
use crate::diagnostics::Diagnostic;
use crate::source::Source;

/// Parses the value in `source`.
///
/// # Errors
///
/// If `source` is not JSON.
pub(super) fn parse(source: &Source, state: &mut State) -> Parsed {
    let mut deserializer = serde_json::Deserializer::from_str(source.body());
    Build { path: Path::ROOT, state }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| explain(&error, source).into())
}

fn explain(error: &serde_json::Error, source: &Source) -> Diagnostic {
    let reason = error.to_string();
    let reason = reason.rsplit_once(" at line ").map_or(&*reason, |(reason, _)| reason);
    let offset = source.body_offset() + offset(source.body(), error);
    if reason.starts_with("recursion limit") {
        return TOO_DEEP.at_offset(offset);
    }
    let diagnostic = Diagnostic::error_at("json-syntax", offset, format!("not JSON: {reason}"));
    match help(reason) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn help(reason: &str) -> Option<&'static str> {
    Some(match reason {
        "trailing comma" => "remove the comma before the closing bracket",
        "key must be a string" => {
            "put keys in double quotes; a file that starts with `{` is parsed as JSON, not as YAML"
        }
        "trailing characters" => "remove the text after the closing bracket",
        "expected `:`" => "add a colon between the key and the value",
        "expected `,` or `}`" | "expected `,` or `]`" => {
            "add a comma between two members, or escape a quote in a string with a backslash"
        }
        "expected value" => "put strings in double quotes; JSON has no comments",
        _ if reason.starts_with("EOF while parsing a string") => "add the closing quote",
        _ if reason.starts_with("EOF") => {
            "the file ends unexpectedly; add the missing closing brackets"
        }
        _ if reason.starts_with("control character") => {
            "escape line breaks in strings as `\\n` and tabs as `\\t`"
        }
        _ => return None,
    })
}

/// The offset of the error. `serde_json` counts columns in bytes and reports the last byte it read; at
/// the end of the text, the last non-blank character is more useful.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines_before = error.line().saturating_sub(1);
    let line_start: usize = text.split_inclusive('\n').take(lines_before).map(str::len).sum();
    let offset = line_start + error.column().saturating_sub(1);
    let last = text.trim_end().char_indices().next_back().map_or(0, |(offset, _)| offset);
    offset.min(last)
}
