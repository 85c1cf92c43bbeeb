//! Finds values of `enum` and `const` that have another type than the schema, and values of an `enum`
//! that stand there twice.

use std::collections::HashMap;

use super::Report;
use super::keywords::types;
use crate::diagnostics::Diagnostic;
use crate::members::Found;
use crate::value::Value;

const TYPE: &str = "enum-value-of-another-type";
const TWICE: &str = "duplicate-enum-value";

/// Reports the first value of each kind only: a list has up to
/// [`ENUM_VALUES`](crate::limits::ENUM_VALUES).
pub(super) fn check(found: &Found<'_, '_>, report: &mut Report) {
    let values = found.get("enum").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if !report.is_allowed(TYPE) {
        report_type(found, values, report);
    }
    if !report.is_allowed(TWICE) {
        report_twice(found, values, report);
    }
}

fn report_type(found: &Found<'_, '_>, values: &[Value], report: &mut Report) {
    if !found.has("type") {
        return;
    }
    // Null is listed where a schema allows null in another way.
    let fits = |value: &Value| value.is_null() || types(found).any(|name| is_of(value, name));
    let listed = values.iter().enumerate().find(|(_, value)| !fits(value));
    let listed =
        listed.map(|(position, value)| (found.pointer().child("enum").index(position), value));
    let fixed = || found.get("const").filter(|value| !fits(value));
    let fixed = || fixed().map(|value| (found.pointer().child("const"), value));
    let Some((pointer, value)) = listed.or_else(fixed) else { return };
    let expected: Vec<String> = types(found).map(|name| format!("`{name}`")).collect();
    let kind = value.kind();
    let message = format!("the value {value} is {kind}, but the type is {}", expected.join(" or "));
    let diagnostic = Diagnostic::of_code(TYPE, &pointer, message)
        .label(format!("this is {kind}"))
        .related_to(&found.pointer().child("type"), "the type");
    let is_meant_as_text =
        types(found).any(|name| name == "string") && !value.is_object() && !value.is_array();
    report.push(if is_meant_as_text {
        diagnostic.help(format!("quote it: `'{value}'`"))
    } else {
        diagnostic.help("correct the value or the `type`")
    });
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        // An unknown type is reported as such.
        _ => true,
    }
}

fn report_twice(found: &Found<'_, '_>, values: &[Value], report: &mut Report) {
    let mut known = HashMap::with_capacity(values.len());
    for (position, value) in values.iter().enumerate() {
        if let Some(first) = known.insert(value, position) {
            let list = found.pointer().child("enum");
            let message = format!("the value {value} is in the list twice");
            report.push(
                Diagnostic::of_code(TWICE, &list.index(position), message)
                    .label("the same value again")
                    .related_to(&list.index(first), "the first one")
                    .help("remove one of them, or correct it"),
            );
            return;
        }
    }
}
