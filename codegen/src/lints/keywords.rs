//! Finds keywords of a schema that mean nothing without another one.

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::{Found, Version};
use crate::value::Value;

const ARRAY: &str = "array-without-items";
const NULLABLE: &str = "nullable-without-type";
const REQUIRED: &str = "boolean-required";

pub(super) fn check(found: &Found<'_, '_>, version: Version, report: &mut Report) {
    if types(found).any(|name| name == "array") {
        array(found, report);
    }
    if version == Version::V30 && found.get("nullable") == Some(&Value::Bool(true)) {
        nullable(found, report);
    }
    if found.get("required") == Some(&Value::Bool(true)) {
        required(found, report);
    }
}

/// The names in `type`.
pub(super) fn types<'v>(found: &Found<'v, '_>) -> impl Iterator<Item = &'v str> {
    let (one, several) = match found.get("type") {
        Some(Value::Array(names)) => (None, Some(names)),
        other => (other, None),
    };
    one.into_iter()
        .chain(several.into_iter().flat_map(|names| names.iter()))
        .filter_map(Value::as_str)
}

fn array(found: &Found<'_, '_>, report: &mut Report) {
    const OTHERS: [&str; 8] =
        ["items", "prefixItems", "allOf", "oneOf", "anyOf", "enum", "const", "$ref"];
    if report.is_allowed(ARRAY) || OTHERS.into_iter().any(|name| found.has(name)) {
        return;
    }
    report.push(
        Diagnostic::of_code(ARRAY, &found.pointer().child("type"), "this array has no `items`")
            .label("its items are JSON values")
            .help("add `items` with the schema of an item"),
    );
}

/// `nullable` has an effect next to `type` only (OpenAPI 3.0.4, section 4.7.24.3).
fn nullable(found: &Found<'_, '_>, report: &mut Report) {
    if report.is_allowed(NULLABLE) || found.has("type") {
        return;
    }
    let message = "`nullable` without `type` has no effect in OpenAPI";
    report.push(
        Diagnostic::of_code(NULLABLE, &found.pointer().child("nullable"), message)
            .at_key()
            .label("the client allows null all the same")
            .help("add `type`, or use `oneOf` with a schema that allows null"),
    );
}

fn required(found: &Found<'_, '_>, report: &mut Report) {
    if report.is_allowed(REQUIRED) {
        return;
    }
    let message = "`required` of a schema is a list of names";
    let diagnostic = Diagnostic::of_code(REQUIRED, &found.pointer().child("required"), message);
    let name = found.path.last().filter(|_| found.role == "properties");
    report.push(match name {
        Some(name) => diagnostic
            .label("ignored: the property is optional")
            .help(format!("write `required: [{name}]` next to `properties`")),
        None => diagnostic
            .label("this is ignored")
            .help("list the names of the properties that are required"),
    });
}
