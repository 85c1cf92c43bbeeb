//! Cuts chains of references that never reach a schema.
//!
//! A schema that is only a reference, to a schema that is only a reference, and so on back to the
//! first, describes nothing. Invariant afterwards: [`Schemas::target`] ends in a schema.

use std::collections::HashSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Kind, SchemaId, Schemas};

/// Makes one schema of each endless chain a JSON value, and says so.
pub(super) fn cut(schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let mut done: HashSet<SchemaId> = HashSet::new();
    for start in schemas.ids() {
        let mut chain = HashSet::new();
        let mut current = start;
        while let Kind::Reference(next) = schemas[current].kind {
            if done.contains(&current) {
                break;
            }
            if !chain.insert(current) {
                diagnostics.push(endless(schemas, current));
                schemas[current].kind = Kind::Any;
                break;
            }
            current = next;
        }
        done.extend(chain);
    }
}

fn endless(schemas: &Schemas, id: SchemaId) -> Diagnostic {
    let message = "this schema only refers to itself";
    Diagnostic::warning("endless-reference", &schemas[id].pointer, message)
        .at_key()
        .label("becomes a JSON value")
        .help("describe the value, or remove the schema")
}
