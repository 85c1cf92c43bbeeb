//! Checks that each value of an `enum` has its name.
//!
//! The names belong to the values by their positions, so that a missing one gives the others to the
//! wrong values.

use crate::diagnostics::Diagnostic;
use crate::lower::Lowering;
use crate::node::Node;
use crate::value::Value;

pub(super) fn check(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) {
    let values = node.raw("enum").and_then(Value::as_array);
    let Some(values) = values else { return };
    if let Some(names) = node.get("x-ms-enum") {
        names.object(lowering.diagnostics);
    }
    for extension in ["x-enum-varnames", "x-enumNames"] {
        let Some(names) = node.get(extension) else { continue };
        let Some(names) = names.value.as_array().map(Vec::len) else {
            lowering.report(names.wrong_type("an array of strings"));
            continue;
        };
        // Null is no value of the enum in Rust; at the end, it needs no name.
        let most = values.len();
        let least = values.len() - usize::from(values.last() == Some(&Value::Null));
        if !(least..=most).contains(&names) {
            let message = format!("there are {names} names for {most} values");
            let list = node.pointer.child(extension);
            let (place, label) = if names > most {
                (list.index(most), "there is no value for this name")
            } else {
                (list, "some values would get the name of another one")
            };
            lowering.report(
                Diagnostic::error("mismatched-enum-names", &place, message)
                    .at_key()
                    .label(label)
                    .otherwise("the names are given by position")
                    .related_to(&node.pointer.child("enum"), "these are the values")
                    .help("write one name for each value, in the same order"),
            );
        }
    }
}
