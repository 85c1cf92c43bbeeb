//! Determines how the variant of a union is selected when JSON is decoded.
//!
//! The ranking is that of `union_match` in the runtime. A discriminator, fixed values and JSON types
//! become a `match`, and what is left is chosen at run time, by the fit of the value. Invariant: every
//! variant can be selected.

mod leaves;
mod objects;
mod scalars;
mod tags;
mod value_kinds;

use std::collections::BTreeMap;

use self::value_kinds::ValueKinds;
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, JsonKind, Kind, Schema, SchemaId, Schemas, Selection, Union};
use crate::pointer::Pointer;

/// Sets the selection of every union. No union may be a variant of itself.
pub(super) fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    let kinds = ValueKinds::new(&api.schemas);
    for id in api.schemas.ids() {
        let Schema { kind: Kind::Union(union), pointer, .. } = &api.schemas[id] else { continue };
        let mut by_kind: BTreeMap<JsonKind, Vec<usize>> = BTreeMap::new();
        for (position, variant) in union.variants.iter().enumerate() {
            for kind in kinds.of(&api.schemas, *variant) {
                by_kind.entry(kind).or_default().push(position);
            }
        }
        let mut selection = Vec::new();
        for (kind, positions) in by_kind {
            let schemas = &api.schemas;
            let mut candidates =
                Candidates { schemas, kinds: &kinds, union, pointer, positions, diagnostics };
            selection.push((kind, candidates.select(kind)));
        }
        if let Kind::Union(union) = &mut api.schemas[id].kind {
            union.selection = selection;
        }
    }
}

/// The variants of one JSON type.
struct Candidates<'s> {
    schemas: &'s Schemas,
    kinds: &'s ValueKinds,
    union: &'s Union,
    pointer: &'s Pointer,
    positions: Vec<usize>,
    diagnostics: &'s mut Diagnostics,
}

impl<'s> Candidates<'s> {
    fn select(&mut self, kind: JsonKind) -> Selection {
        if let [only] = self.positions.as_slice() {
            return Selection::Only(*only);
        }
        match kind {
            JsonKind::Object => self.object(),
            // The items decide, as many as there are.
            JsonKind::Array => None,
            _ => Some(self.scalar(kind)),
        }
        .unwrap_or_else(|| Selection::BestDecoded(self.positions.clone()))
    }

    fn variants(&self) -> impl Iterator<Item = (usize, SchemaId)> + '_ {
        self.positions
            .iter()
            .filter_map(|position| Some((*position, *self.union.variants.get(*position)?)))
    }

    fn target(&self, id: SchemaId) -> &'s Kind {
        &self.schemas[self.schemas.target(id)].kind
    }
}
