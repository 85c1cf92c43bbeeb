//! The JSON types of the values of each union.
//!
//! Invariant: each union is inspected once, after the unions that are its variants.

use std::collections::BTreeSet;

use crate::ir::{JsonKind, Kind, SchemaId, SchemaMap, Schemas, depth_first, json_kinds};

/// The JSON types of the values of all unions.
pub(super) struct ValueKinds(SchemaMap<Vec<JsonKind>>);

impl ValueKinds {
    /// Inspects all unions.
    pub(super) fn new(schemas: &Schemas) -> Self {
        let nested = |id: SchemaId| match &schemas[id].kind {
            Kind::Union(union) => union.variants.iter().map(|id| schemas.target(*id)).collect(),
            _ => Vec::new(),
        };
        let mut kinds = Self(SchemaMap::default());
        for id in depth_first(schemas.ids(), nested).order {
            if let Kind::Union(union) = &schemas[id].kind {
                let variants = union.variants.iter();
                let found: BTreeSet<_> = variants.flat_map(|id| kinds.of(schemas, *id)).collect();
                kinds.0.insert(id, found.into_iter().collect());
            }
        }
        kinds
    }

    /// The JSON types of the values of a schema.
    pub(super) fn of(&self, schemas: &Schemas, id: SchemaId) -> Vec<JsonKind> {
        let target = schemas.target(id);
        self.0.get(&target).cloned().unwrap_or_else(|| json_kinds(&schemas[target].kind))
    }
}
