//! JSON to a value tree, and the reasons of `serde_json` in plain words.
//!
//! Invariant: every error points at a character of the text.

use serde::de::DeserializeSeed;

use super::build::Build;
use super::state::{State, Way};
use super::{NESTING_TOO_DEEP, Parsed};
use crate::diagnostics::Diagnostic;
use crate::source::Source;

/// The value that `source` holds.
///
/// # Errors
///
/// If it is not JSON.
pub(super) fn parse(source: &Source, state: &mut State) -> Parsed {
    let mut deserializer = serde_json::Deserializer::from_str(source.body());
    Build { way: Way::Root, state }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| explain(&error, source).into())
}

fn explain(error: &serde_json::Error, source: &Source) -> Diagnostic {
    let reason = error.to_string();
    let reason = reason.rsplit_once(" at line ").map_or(&*reason, |(reason, _)| reason);
    let offset = source.body_offset() + offset(source.body(), error);
    if reason.starts_with("recursion limit") {
        return Diagnostic::error_at("nesting-too-deep", offset, NESTING_TOO_DEEP);
    }
    let diagnostic = Diagnostic::error_at("json-syntax", offset, format!("not JSON: {reason}"));
    match help(reason) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn help(reason: &str) -> Option<&'static str> {
    Some(match reason {
        "trailing comma" => "remove the comma in front of the closing bracket",
        "key must be a string" => {
            "write names in double quotes; a text that begins with `{` is read as JSON, not as YAML"
        }
        "trailing characters" => "there must be nothing behind the closing bracket",
        "expected `:`" => "write a colon between the name and the value",
        "expected `,` or `}`" | "expected `,` or `]`" => {
            "write a comma between two members, or a backslash in front of a quote within a text"
        }
        "expected value" => "texts stand in double quotes, and there are no comments in JSON",
        _ if reason.starts_with("EOF while parsing a string") => "close the text with a quote",
        _ if reason.starts_with("EOF") => "the text ends too early; close what is still open",
        _ if reason.starts_with("control character") => {
            "write line breaks in texts as `\\n` and tabs as `\\t`"
        }
        _ => return None,
    })
}

/// Where it went wrong. `serde_json` counts bytes in columns and points at the last byte it read;
/// at the end of the text the last character that is not blank tells more.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines_before = error.line().saturating_sub(1);
    let line_start: usize = text.split_inclusive('\n').take(lines_before).map(str::len).sum();
    let offset = line_start + error.column().saturating_sub(1);
    let last = text.trim_end().char_indices().next_back().map_or(0, |(offset, _)| offset);
    offset.min(last)
}
