//! Determines how the variant of a union is selected when JSON is decoded.
//!
//! The first criterion is the JSON type. Among objects it is a property that identifies the variant,
//! else the best match; among strings, the listed values. Invariant: every variant can be selected.

mod objects;
mod value_kinds;

use std::collections::{BTreeMap, HashMap};

use self::value_kinds::ValueKinds;
use crate::diagnostics::Diagnostics;
use crate::ir::{
    Api, Enumeration, JsonKind, Kind, Schema, SchemaId, Schemas, Selection, StringKind, Union,
};
use crate::pointer::Pointer;

/// Sets the selection of every union. No union may be a variant of itself.
pub(super) fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    let names: HashMap<SchemaId, &str> =
        api.components.iter().map(|(name, id)| (*id, name.as_str())).collect();
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
            let mut candidates = Candidates {
                schemas,
                names: &names,
                kinds: &kinds,
                union,
                pointer,
                positions,
                diagnostics,
            };
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
    names: &'s HashMap<SchemaId, &'s str>,
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
            JsonKind::Object => {
                self.discriminated().or_else(|| self.tagged()).or_else(|| self.best_match())
            }
            JsonKind::String => Some(self.texts()),
            JsonKind::Array => self.by_first_item(),
            // Numbers and booleans have no other criterion.
            JsonKind::Integer | JsonKind::Number | JsonKind::Boolean => None,
        }
        .unwrap_or_else(|| Selection::FirstDecoded(self.positions.clone()))
    }

    fn variants(&self) -> impl Iterator<Item = (usize, SchemaId)> + '_ {
        self.positions
            .iter()
            .filter_map(|position| Some((*position, *self.union.variants.get(*position)?)))
    }

    fn target(&self, id: SchemaId) -> &'s Kind {
        &self.schemas[self.schemas.target(id)].kind
    }

    fn by_first_item(&self) -> Option<Selection> {
        let mut kinds_of_items: BTreeMap<JsonKind, Vec<usize>> = BTreeMap::new();
        for (position, id) in self.variants() {
            let Kind::Array(Some(items)) = self.target(id) else { return None };
            for kind in self.kinds.of(self.schemas, *items) {
                kinds_of_items.entry(kind).or_default().push(position);
            }
        }
        Some(Selection::FirstItem(kinds_of_items.into_iter().collect()))
    }

    fn texts(&self) -> Selection {
        let mut listed = Vec::new();
        let mut others = Vec::new();
        for (position, id) in self.variants() {
            match self.target(id) {
                Kind::Enum(enumeration) if texts(enumeration).is_some() => {
                    listed.push((texts(enumeration).unwrap_or_default(), position));
                }
                kind => others.push((generality(kind), position)),
            }
        }
        others.sort_unstable();
        Selection::Text {
            listed,
            others: others.into_iter().map(|(_, position)| position).collect(),
        }
    }
}

/// How general a string type is; more specific types are tried first.
fn generality(kind: &Kind) -> usize {
    match kind {
        Kind::String(StringKind::Uuid) => 0,
        Kind::String(StringKind::DateTime) => 1,
        Kind::String(StringKind::Date) => 2,
        Kind::String(StringKind::Integer(_)) => 3,
        Kind::String(StringKind::Base64 | StringKind::Base64Url) => 4,
        Kind::Union(_) | Kind::Enum(_) => 5,
        _ => 6,
    }
}

fn texts(enumeration: &Enumeration) -> Option<Vec<String>> {
    enumeration.values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}
