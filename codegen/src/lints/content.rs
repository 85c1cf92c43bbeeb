//! Finds parameters, headers and JSON media types without a schema.

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::ir::essence;
use crate::members::{Found, Object};

const PARAMETER: &str = "parameter-without-schema";
const MEDIA_TYPE: &str = "media-type-without-schema";

/// Checks a parameter or a header. One with `type` is reported where it is lowered.
pub(super) fn parameter(found: &Found<'_, '_>, report: &mut Report) {
    let is_described =
        ["schema", "content", "type", "$ref"].into_iter().any(|name| found.has(name));
    // The schema of the whole query is in its media type, which is missed where it is lowered.
    let is_query = found.members.get("in").is_some_and(|location| *location == *"querystring");
    if is_described || is_query || report.is_allowed(PARAMETER) {
        return;
    }
    let kind = if found.object == Object::Header { "header" } else { "parameter" };
    let message = format!("this {kind} has no schema");
    report.push(
        Diagnostic::of_code(PARAMETER, &found.pointer(), message)
            .label("its value is a string")
            .help("add a `schema` with the type of the value"),
    );
}

/// Checks a media type. Only JSON has a type that a schema can tell; other bodies are text or bytes.
pub(super) fn media_type(found: &Found<'_, '_>, report: &mut Report) {
    let is_described = ["schema", "itemSchema", "$ref"].into_iter().any(|name| found.has(name));
    let name = found.path.last().unwrap_or_default();
    if is_described || !is_json(name) || report.is_allowed(MEDIA_TYPE) {
        return;
    }
    let message = format!("the body of type `{name}` has no schema");
    report.push(
        Diagnostic::of_code(MEDIA_TYPE, &found.pointer(), message)
            .at_key()
            .label("the type of the body is a JSON value")
            .help("add a `schema`"),
    );
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence.ends_with("+json")
}
