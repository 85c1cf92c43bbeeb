//! Finds members that are valid where they stand, but change nothing in the client: those beside a
//! `$ref`, and those of which the client has no use.

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::{Found, Object};
use crate::value::Value;

const SIBLING: &str = "member-beside-reference";
const UNUSED: &str = "member-without-effect";

pub(super) fn check(found: &Found<'_, '_>, report: &mut Report) {
    if found.object != Object::Schema && found.members.get("$ref").is_some_and(Value::is_string) {
        return siblings(found, report);
    }
    let unused = match found.object {
        Object::Schema => ("contentSchema", "the value is a string, which is not decoded"),
        Object::Parameter if found.get("in").is_some_and(|place| place != "query") => {
            ("allowReserved", "only parameters in the query are sent so")
        }
        Object::Operation if is_received(found) => {
            ("security", "what the sender proves is not checked")
        }
        Object::Response if is_received(found) => {
            ("links", "there is no request that would follow them")
        }
        _ => return,
    };
    let (name, reason) = unused;
    if found.has(name) && !report.is_allowed(UNUSED) {
        let message = format!("`{name}` has no effect here");
        let place = found.pointer().child(name);
        report.push(Diagnostic::of_code(UNUSED, &place, message).at_key().label(reason));
    }
}

/// Reports what stands beside a reference. Schemas are joined with their target, and texts replace
/// those of it, except for path items, whose own members are undefined (OpenAPI 3.1.1, section 4.8.9).
fn siblings(found: &Found<'_, '_>, report: &mut Report) {
    let is_read = |name: &str| {
        name == "$ref"
            || name.starts_with("x-")
            || (found.object != Object::PathItem && matches!(name, "summary" | "description"))
    };
    if report.is_allowed(SIBLING) {
        return;
    }
    for name in found.members.keys().filter(|name| !is_read(name)) {
        let message = format!("`{name}` beside a `$ref` has no effect");
        report.push(
            Diagnostic::of_code(SIBLING, &found.pointer().child(name), message)
                .at_key()
                .label("ignored: the reference stands for the whole object")
                .help("move it to the target, or copy the target here"),
        );
    }
}

/// Whether the object belongs to a request that the API sends.
fn is_received(found: &Found<'_, '_>) -> bool {
    let mut current = Some(found);
    while let Some(object) = current {
        if matches!(object.role, "webhooks" | "callbacks") {
            return true;
        }
        current = object.outer;
    }
    false
}
