//! Finds formats that are unknown, and those that are nearly a known one.
//!
//! Known are the formats of the OpenAPI Format Registry and of JSON Schema 2020-12, and a few that many
//! descriptions use. An unknown format is valid, and the value has the type that `type` says.

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::Found;
use crate::similar;

const MISSPELT: &str = "misspelt-format";
const UNKNOWN: &str = "unknown-format";

const KNOWN: [&str; 59] = [
    "base64",
    "base64url",
    "binary",
    "byte",
    "char",
    "commonmark",
    "currency",
    "date",
    "date-time",
    "date-time-local",
    "decimal",
    "decimal128",
    "double",
    "double-int",
    "duration",
    "email",
    "float",
    "guid",
    "hostname",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "integer",
    "ip",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json",
    "json-pointer",
    "media-range",
    "number",
    "password",
    "phone",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-boolean",
    "sf-decimal",
    "sf-integer",
    "sf-string",
    "sf-token",
    "string",
    "time",
    "time-local",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "unixtime",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

pub(super) fn check(found: &Found<'_, '_>, report: &mut Report) {
    let Some(format) = found.text("format") else { return };
    if KNOWN.binary_search(&format).is_ok() {
        return;
    }
    let near = near(format);
    let code = if near.is_some() { MISSPELT } else { UNKNOWN };
    if report.is_allowed(code) {
        return;
    }
    let pointer = found.pointer().child("format");
    let message = format!("the format `{format}` is not known");
    let diagnostic = Diagnostic::of_code(code, &pointer, message);
    report.push(match near {
        Some(near) => {
            diagnostic.label("this has no influence on the type of the value").replace_by(near)
        }
        None => diagnostic.label("the type of the value is that without a format"),
    });
}

/// The format that was most likely meant. Numbers are not misspelt: `int24` is not `int64`.
fn near(format: &str) -> Option<&'static str> {
    if let Some(same) = KNOWN.into_iter().find(|known| letters(known).eq(letters(format))) {
        return Some(same);
    }
    let most = match letters(format).count() {
        0..=4 => return None,
        5..=7 => 1,
        _ => 2,
    };
    let candidates = KNOWN.into_iter().filter(|known| digits(known).eq(digits(format)));
    similar::within(candidates, format, most)
}

/// What remains of a name without case and separators.
fn letters(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase())
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}
