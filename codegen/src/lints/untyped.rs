//! Finds schemas that become JSON values, for which the compiler checks nothing.

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::ir::{Additional, Kind, Object, Schema};

const CODE: &str = "untyped-schema";

pub(super) fn check(schema: &Schema, report: &mut Report) {
    let Some((ty, help)) = untyped(&schema.kind).filter(|_| !report.is_allowed(CODE)) else {
        return;
    };
    report.push(
        Diagnostic::of_code(CODE, &schema.pointer, format!("this schema becomes {ty}"))
            .at_key()
            .help(help),
    );
}

/// The type of a schema that says nothing about its values, and what to add. `additionalProperties: true`
/// says that any are meant.
fn untyped(kind: &Kind) -> Option<(&'static str, &'static str)> {
    match kind {
        Kind::Any => Some(("a JSON value", "add a `type`")),
        Kind::Array(None) => Some(("a list of JSON values", "add `items`")),
        Kind::Object(object) if is_free(object) => Some((
            "an object of JSON values",
            "add `properties`, or `additionalProperties` with a schema or `true`",
        )),
        _ => None,
    }
}

fn is_free(object: &Object) -> bool {
    object.properties.is_empty()
        && object.required.is_empty()
        && object.additional == Additional::Unspecified
}
