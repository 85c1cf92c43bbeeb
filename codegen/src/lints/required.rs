//! Finds names in `required` that are no property of the object.
//!
//! The properties are those after the passes, so that they may come from any part of an `allOf`.

use std::collections::{HashMap, HashSet};

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::ir::{Additional, Kind, Object, Schema};
use crate::limits::{NESTED_VARIANTS, SUGGESTIONS};
use crate::pointer::Pointer;
use crate::resolve::Document;
use crate::similar;
use crate::value::Value;

const CODE: &str = "required-without-property";

pub(super) fn check(schema: &Schema, document: Document<'_>, report: &mut Report) {
    let Kind::Object(object) = &schema.kind else { return };
    // The schema of additional properties describes the required one as well.
    if matches!(object.additional, Additional::Schema(_)) || report.is_allowed(CODE) {
        return;
    }
    let missing = object.required.iter().filter(|name| !object.properties.contains_key(*name));
    let mut places: Option<HashMap<&str, Pointer>> = None;
    for name in missing {
        let places = places.get_or_insert_with(|| places_of(document, &schema.pointer));
        let place = places.get(name.as_str()).unwrap_or(&schema.pointer);
        let message = format!("`{name}` is required, but it is no property of the object");
        let diagnostic = Diagnostic::of_code(CODE, place, message)
            .label("the type of this property is a JSON value");
        // Names are compared for the first problems only, because it takes long for many names.
        let near = if report.found.len() < SUGGESTIONS { near(name, object) } else { None };
        report.push(match near {
            Some(near) => diagnostic.replace_by(near),
            None => diagnostic.help(format!("add `{name}` to `properties`, or remove it here")),
        });
    }
}

/// The property that was most likely meant: a similar one that is not required itself.
fn near<'o>(name: &str, object: &'o Object) -> Option<&'o str> {
    let others = object.properties.keys().filter(|known| !object.required.contains(*known));
    similar::nearest(others.map(String::as_str), name)
}

/// Where the names stand in lists of required names: in the schema itself or in its parts. At most
/// [`NESTED_VARIANTS`] parts are searched.
fn places_of<'v>(document: Document<'v>, schema: &Pointer) -> HashMap<&'v str, Pointer> {
    let mut places = HashMap::new();
    let mut pending = vec![schema.clone()];
    let mut seen = HashSet::new();
    while let Some(pointer) = pending.pop().filter(|_| seen.len() < NESTED_VARIANTS) {
        if !seen.insert(pointer.clone()) {
            continue;
        }
        let Some(node) = document.at(&pointer) else { continue };
        let list = |name: &str| node.value.get(name).and_then(Value::as_array);
        let inside = pointer.child("required");
        for (position, name) in list("required").into_iter().flatten().enumerate() {
            let Some(name) = name.as_str() else { continue };
            places.entry(name).or_insert_with(|| inside.index(position));
        }
        for keyword in ["anyOf", "oneOf", "allOf"] {
            let parts = list(keyword).map_or(0, Vec::len).min(NESTED_VARIANTS);
            let inside = pointer.child(keyword);
            pending.extend((0..parts).rev().map(|position| inside.index(position)));
        }
        let reference = node.value.get("$ref").and_then(Value::as_str);
        pending.extend(reference.and_then(Pointer::from_fragment));
    }
    places
}
