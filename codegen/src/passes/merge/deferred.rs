//! Joins that are made later: schemas of the kind `AllOf` that merging itself adds.
//!
//! Invariant: schemas that consist of the same parts in the same role are joined once, so that joining
//! recursive schemas ends at the first join again. The number of joins is limited by
//! [`MERGED_PROPERTIES`](crate::limits::MERGED_PROPERTIES).

use std::collections::HashMap;

use indexmap::IndexSet;

use super::Merge;
use crate::ir::{Additional, Kind, Schema, SchemaId, SchemaMap, Schemas};
use crate::pointer::Pointer;

/// What an `AllOf` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// A schema of the description.
    Written,
    /// A property or the items that several members declare.
    Property,
    /// A variant of a union with the other members.
    Variant,
}

/// A join that is made later.
pub(super) struct Join {
    pub(super) role: Role,
    /// The schemas of the description that it consists of.
    parts: Vec<SchemaId>,
    /// The `allOf` from which it results.
    pub(super) place: Pointer,
}

/// All joins that merging adds.
#[derive(Default)]
pub(super) struct Deferred {
    pub(super) joins: SchemaMap<Join>,
    known: HashMap<(Role, Vec<SchemaId>), SchemaId>,
    pub(super) pending: Vec<SchemaId>,
    /// The joins that are the same as one of their members.
    pub(super) same: SchemaMap<SchemaId>,
}

impl Merge<'_, '_> {
    /// The schema that consists of `members`. The last one provides pointer and documentation.
    pub(super) fn deferred(
        &mut self,
        role: Role,
        members: Vec<SchemaId>,
        place: &Pointer,
    ) -> SchemaId {
        let parts: IndexSet<SchemaId> = members.iter().flat_map(|id| self.parts(*id)).collect();
        let parts: Vec<SchemaId> = parts.into_iter().collect();
        if let Some(known) = self.deferred.known.get(&(role, parts.clone())) {
            return *known;
        }
        self.work += parts.len();
        let count = self.variant_count.product(&members);
        let last = members.last().copied();
        let described = last.map(|last| &self.schemas[last]);
        let pointer = described.map_or_else(|| place.clone(), |schema| schema.pointer.clone());
        let docs = last.map(|last| self.schemas[self.schemas.target(last)].docs.clone());
        let schema = Schema::new(pointer, Kind::AllOf(members));
        let id = self.schemas.add(Schema { docs: docs.unwrap_or_default(), ..schema });
        self.variant_count.set(id, count);
        self.deferred.known.insert((role, parts.clone()), id);
        self.deferred.joins.insert(id, Join { role, parts, place: place.clone() });
        self.deferred.pending.push(id);
        id
    }

    /// The schemas of the description that a schema consists of.
    fn parts(&self, id: SchemaId) -> Vec<SchemaId> {
        self.deferred.joins.get(&id).map_or_else(|| vec![id], |join| join.parts.clone())
    }
}

impl Deferred {
    /// Replaces the joins that are the same as one of their members by that member.
    pub(super) fn remove_references(&self, schemas: &mut Schemas) {
        if self.same.is_empty() {
            return;
        }
        // Terminates, because the members of a join were added before it.
        let replace = |id: &mut SchemaId| {
            while let Some(same) = self.same.get(id) {
                *id = *same;
            }
        };
        for id in schemas.ids() {
            match &mut schemas[id].kind {
                Kind::Reference(target) | Kind::Array(Some(target)) => replace(target),
                Kind::Object(object) => {
                    object.properties.values_mut().for_each(replace);
                    if let Additional::Schema(values) = &mut object.additional {
                        replace(values);
                    }
                }
                Kind::Union(union) => union.variants.iter_mut().for_each(replace),
                _ => {}
            }
        }
    }
}
