//! Leaves out the unions of an `allOf` that have the `allOf` itself as a variant.
//!
//! A union often describes what its variants have in common, and its variants extend it by `allOf`. So
//! if `Cat` is a variant of `Pet` and extends it, the union is left out in `Cat`, and everything else
//! that `Pet` consists of is kept.

use super::{members, variants};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Kind, SchemaId, SchemaMap, SchemaSet, Schemas, cyclic, strongly_connected};
use crate::limits;

/// Leaves out these unions. Only an `allOf` on a cycle with a union can have one.
pub(super) fn leave_out(schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let edges = |id: SchemaId| {
        let kind = &schemas[id].kind;
        if matches!(kind, Kind::Union(_)) { variants(kind) } else { members(kind) }.to_vec()
    };
    let found = strongly_connected(schemas.ids(), edges).into_iter();
    let cycles: Vec<_> = found.filter(|component| cyclic(component, edges)).collect();
    let mut search = Search { schemas, variants: SchemaMap::default(), steps: 0 };
    let mut changes = Vec::new();
    for cycle in cycles {
        let inside: SchemaSet = cycle.iter().copied().collect();
        for id in cycle {
            let Kind::AllOf(members) = &schemas[id].kind else { continue };
            let parts = search.parts(id);
            let (mut left, mut kept): (Vec<_>, Vec<_>) =
                parts.iter().partition(|part| search.has_variant(**part, id));
            if search.steps > limits::COMPOSITION_STEPS {
                (left, kept) = members.iter().partition(|member| inside.contains(*member));
            }
            if !left.is_empty() {
                if !left.iter().all(|part| is_discriminated(schemas, *part)) {
                    diagnostics.push(left_out(schemas, id));
                }
                changes.push((id, kept));
            }
        }
    }
    for (id, kept) in changes {
        schemas[id].kind = Kind::AllOf(kept);
    }
}

/// Whether a union has a discriminator, so that its variants may extend it (OpenAPI 3.1.1, Composition
/// and Inheritance).
fn is_discriminated(schemas: &Schemas, id: SchemaId) -> bool {
    let kind = &schemas[schemas.target(id)].kind;
    matches!(kind, Kind::Union(union) if union.discriminator.is_some())
}

fn left_out(schemas: &Schemas, id: SchemaId) -> Diagnostic {
    let message = "a union in this `allOf` has the schema itself as a variant";
    Diagnostic::warning("endless-all-of", &schemas[id].pointer, message)
        .at_key()
        .label("the union is ignored here")
        .help("move the common properties to a schema of their own")
}

/// A search with a limit, because each `allOf` may consist of all others. Beyond the limit, all that
/// is on a cycle with an `allOf` is left out of it.
struct Search<'s> {
    schemas: &'s Schemas,
    /// The direct and indirect variants of unions.
    variants: SchemaMap<SchemaSet>,
    steps: usize,
}

impl Search<'_> {
    /// The schemas other than `allOf` that the schema consists of, in document order.
    fn parts(&mut self, id: SchemaId) -> Vec<SchemaId> {
        let mut parts = Vec::new();
        let mut seen = SchemaSet::default();
        let mut pending = vec![id];
        while let Some(current) = pending.pop().filter(|_| self.step()) {
            if !seen.insert(current) {
                continue;
            }
            match &self.schemas[self.schemas.target(current)].kind {
                Kind::AllOf(members) => pending.extend(members.iter().rev()),
                _ => parts.push(current),
            }
        }
        parts
    }

    /// Whether `part` is a union with the variant `id`.
    fn has_variant(&mut self, part: SchemaId, id: SchemaId) -> bool {
        let union = self.schemas.target(part);
        if !matches!(self.schemas[union].kind, Kind::Union(_)) {
            return false;
        }
        if !self.variants.contains_key(&union) {
            let found = self.variants(union);
            self.variants.insert(union, found);
        }
        self.variants.get(&union).is_some_and(|found| found.contains(&id))
    }

    fn variants(&mut self, union: SchemaId) -> SchemaSet {
        let mut found = SchemaSet::default();
        let mut pending = vec![union];
        while let Some(current) = pending.pop().filter(|_| self.step()) {
            if found.insert(current) {
                pending.extend(variants(&self.schemas[current].kind));
            }
        }
        found
    }

    fn step(&mut self) -> bool {
        self.steps += 1;
        self.steps <= limits::COMPOSITION_STEPS
    }
}
