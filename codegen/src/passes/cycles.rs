//! Breaks cycles of references.
//!
//! A reference to a reference that finally refers back to the first describes no values. Invariant
//! afterwards: [`Schemas::target`] returns a schema that is not a reference.

use std::collections::HashSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Kind, SchemaId, Schemas};

/// Replaces one reference of each cycle by a JSON value, with a warning.
pub(super) fn break_cycles(schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let mut done: HashSet<SchemaId> = HashSet::new();
    for start in schemas.ids() {
        let mut chain = HashSet::new();
        let mut current = start;
        while let Kind::Reference(next) = schemas[current].kind {
            if done.contains(&current) {
                break;
            }
            if !chain.insert(current) {
                diagnostics.push(cyclic(schemas, current));
                schemas[current].kind = Kind::Any;
                break;
            }
            current = next;
        }
        done.extend(chain);
    }
}

fn cyclic(schemas: &Schemas, id: SchemaId) -> Diagnostic {
    let message = "this schema only refers to itself";
    Diagnostic::warning("endless-reference", &schemas[id].pointer, message)
        .at_key()
        .label("the type is a JSON value")
        .help("describe the values, or remove the schema")
}
