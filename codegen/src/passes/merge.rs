//! Merges the members of `allOf` into one schema.
//!
//! A single member is used as it is; objects are merged into one object; of two scalar schemas the
//! narrower one is used; a union is joined with the other members variant by variant. What the
//! members have in common below, such as a property that two of them declare, becomes an `allOf` of
//! its own, which is merged later ([`deferred`]). So nothing recurses, and a recursive schema is merged
//! to a recursive one. Invariant afterwards: no `AllOf` is left.

mod contradiction;
mod deferred;
mod distribute;
mod join;
mod scalars;
mod sum;
mod variant_count;

use self::deferred::{Deferred, Role};
use self::sum::Sum;
use self::variant_count::VariantCount;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Kind, Schema, SchemaId, Schemas};
use crate::limits;
use crate::pointer::Pointer;

/// Replaces every `AllOf`. Members of `allOf` must not be cyclic.
pub(super) fn run(schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let variant_count = VariantCount::new(schemas);
    let mut merge = Merge {
        schemas,
        diagnostics,
        deferred: Deferred::default(),
        variant_count,
        open_object: None,
        work: 0,
    };
    for id in merge.schemas.ids() {
        merge.schema(id);
        while let Some(added) = merge.deferred.pending.pop() {
            merge.schema(added);
        }
    }
    merge.deferred.remove_references(merge.schemas);
}

struct Merge<'s, 'd> {
    schemas: &'s mut Schemas,
    diagnostics: &'d mut Diagnostics,
    deferred: Deferred,
    variant_count: VariantCount,
    open_object: Option<SchemaId>,
    /// Properties, variants and schemas that merging has added.
    work: usize,
}

impl Merge<'_, '_> {
    /// Merges the target of `id` if it is an `AllOf`, and its members before it.
    ///
    /// Terminates, because the members of a deferred schema were added before it, and those of the
    /// others are not cyclic.
    fn schema(&mut self, id: SchemaId) {
        let mut path = vec![self.schemas.target(id)];
        while let Some(id) = path.pop() {
            let Kind::AllOf(members) = &self.schemas[id].kind else { continue };
            let is_all_of = |id: &SchemaId| matches!(self.schemas[*id].kind, Kind::AllOf(_));
            let members = members.clone();
            let targets = members.iter().rev().map(|member| self.schemas.target(*member));
            let before: Vec<SchemaId> = targets.filter(is_all_of).collect();
            if before.is_empty() {
                self.merged(id, &members);
            } else {
                path.push(id);
                path.extend(before);
            }
        }
    }

    /// Merges members that are merged themselves.
    fn merged(&mut self, id: SchemaId, members: &[SchemaId]) {
        let (role, place) = match self.deferred.joins.get(&id) {
            Some(join) => (join.role, join.place.clone()),
            None => (Role::Written, self.schemas[id].pointer.clone()),
        };
        if self.work > limits::MERGED_PROPERTIES {
            self.diagnostics.push(too_much(&place));
            self.schemas[id].kind = Kind::Any;
            return;
        }
        if role == Role::Written {
            let nullable = members.iter().all(|member| self.schemas.nullable(*member));
            self.schemas[id].nullable |= nullable && !members.is_empty();
        }
        let sum = self.all_of(members, role, &place);
        let Some(Sum { partial, template, nullable, .. }) = sum else {
            self.schemas[id].kind = Kind::Any;
            return;
        };
        let kind = self.kind(partial, &place);
        match (role, &kind) {
            (Role::Property | Role::Variant, Kind::Reference(same)) => {
                self.deferred.same.insert(id, *same);
            }
            (Role::Property, _) => {
                let Schema { pointer, docs, .. } = self.schemas[template].clone();
                let schema = &mut self.schemas[id];
                *schema = Schema { docs, nullable, ..Schema::new(pointer, Kind::Any) };
            }
            (Role::Written | Role::Variant, _) => {}
        }
        self.schemas[id].kind = kind;
    }
}

fn too_much(place: &Pointer) -> Diagnostic {
    let message =
        format!("merging `allOf` adds more than {} properties", limits::MERGED_PROPERTIES);
    Diagnostic::warning("large-all-of", place, message)
        .at_key()
        .label("the type is a JSON value")
        .help("extend fewer schemas, or in fewer steps")
}
