//! Finds what a client documents, but the description does not.

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::{Found, Object};

const CODE: &str = "missing-description";

pub(super) fn check(found: &Found<'_, '_>, report: &mut Report) {
    if report.is_allowed(CODE) {
        return;
    }
    let Some(members) = documenting(found) else { return };
    let is_empty = |name: &str| found.text(name).is_none_or(|text| text.trim().is_empty());
    if members.iter().all(|name| is_empty(name)) && !found.has("$ref") {
        let message = format!("{} has no description", subject(found));
        report.push(
            Diagnostic::of_code(CODE, &found.pointer(), message)
                .at_key()
                .label("the documentation of the client says nothing about it")
                .help("add a `description`"),
        );
    }
}

/// The members that document an object that becomes public in the client.
fn documenting(found: &Found<'_, '_>) -> Option<&'static [&'static str]> {
    match (found.object, found.role) {
        (Object::Operation, _) => Some(&["summary", "description"]),
        (Object::Schema, "properties" | "schemas") => Some(&["title", "description"]),
        (Object::Parameter | Object::Header | Object::Tag | Object::Info, _) => {
            Some(&["summary", "description"])
        }
        _ => None,
    }
}

fn subject(found: &Found<'_, '_>) -> String {
    match (found.object, found.role, found.path.last()) {
        (Object::Schema, "properties", Some(name)) => format!("the property `{name}`"),
        (Object::Schema, _, Some(name)) => format!("the schema `{name}`"),
        _ => match found.text("name") {
            Some(name) => format!("{} `{name}`", found.object.name()),
            None => found.object.name().to_owned(),
        },
    }
}
