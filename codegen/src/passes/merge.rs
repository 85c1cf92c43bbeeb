//! Merges the members of `allOf` into one schema.
//!
//! A single member is used as it is; objects are merged into one object; of two scalar schemas the
//! narrower one is used; a union is joined with the other members variant by variant. Invariant
//! afterwards: no `AllOf` is left.

mod join;

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Kind, Schema, SchemaId, Schemas};
use crate::limits;
use crate::pointer::Pointer;

/// Replaces every `AllOf`.
pub(super) fn run(schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let mut merge = Merge { schemas, diagnostics, states: HashMap::new(), depth: 0 };
    for id in merge.schemas.ids() {
        merge.schema(id);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Busy,
    Done,
}

struct Merge<'s, 'd> {
    schemas: &'s mut Schemas,
    diagnostics: &'d mut Diagnostics,
    states: HashMap<SchemaId, State>,
    depth: usize,
}

impl Merge<'_, '_> {
    /// Merges the target of `id` if it is an `AllOf`. Returns `false` if that would not terminate.
    fn schema(&mut self, id: SchemaId) -> bool {
        let id = self.schemas.target(id);
        let Kind::AllOf(members) = &self.schemas[id].kind else { return true };
        if self.states.get(&id) == Some(&State::Busy) || self.depth >= limits::NESTED_ALL_OF {
            return false;
        }
        let members = members.clone();
        self.states.insert(id, State::Busy);
        self.depth += 1;
        let pointer = self.schemas[id].pointer.clone();
        let kind = self.all_of(&members, &pointer);
        let nullable = members.iter().all(|member| self.schemas.nullable(*member));
        self.depth -= 1;
        self.states.insert(id, State::Done);
        self.schemas[id].nullable |= nullable && !members.is_empty();
        self.schemas[id].kind = kind;
        true
    }

    /// The schema that all members describe together.
    fn all_of(&mut self, members: &[SchemaId], pointer: &Pointer) -> Kind {
        let mut usable = Vec::new();
        for member in members {
            if !self.schema(*member) {
                self.diagnostics.push(recursive(pointer));
            } else if !matches!(self.schemas[self.schemas.target(*member)].kind, Kind::Any) {
                usable.push(*member);
            }
        }
        let mut usable = usable.into_iter();
        let Some(first) = usable.next() else { return Kind::Any };
        usable.fold(Kind::Reference(first), |joined, member| {
            let left = match joined {
                Kind::Reference(id) => id,
                kind => self.schemas.add(Schema::new(pointer.clone(), kind)),
            };
            self.join(left, member, pointer)
        })
    }
}

fn recursive(pointer: &Pointer) -> Diagnostic {
    Diagnostic::warning("endless-all-of", pointer, "this schema contains itself by `allOf`")
        .at_key()
        .label("the recursive member is ignored")
        .help("use a property to refer to it")
}
