//! Determines how the variant of a union is selected when JSON is decoded.
//!
//! The first criterion is the JSON type. Among objects it is a property that identifies the variant,
//! else the best match; among strings, the listed values. Invariant: every variant can be selected.

use std::collections::{BTreeMap, HashMap};

use crate::ir::{
    Api, Discriminator, Enumeration, JsonKind, Kind, Object, ObjectPattern, SchemaId, Schemas,
    Selection, StringKind, Union, json_kinds,
};
use crate::limits;

/// Sets the selection of every union.
pub(super) fn run(api: &mut Api) {
    let names: HashMap<SchemaId, &str> =
        api.components.iter().map(|(name, id)| (*id, name.as_str())).collect();
    for id in api.schemas.ids() {
        let Kind::Union(union) = &api.schemas[id].kind else { continue };
        let selection = selection(&api.schemas, &names, union);
        if let Kind::Union(union) = &mut api.schemas[id].kind {
            union.selection = selection;
        }
    }
}

fn selection(
    schemas: &Schemas,
    names: &HashMap<SchemaId, &str>,
    union: &Union,
) -> Vec<(JsonKind, Selection)> {
    let mut by_kind: BTreeMap<JsonKind, Vec<usize>> = BTreeMap::new();
    for (position, variant) in union.variants.iter().enumerate() {
        for kind in kinds(schemas, *variant, limits::NESTED_UNIONS) {
            by_kind.entry(kind).or_default().push(position);
        }
    }
    let members = by_kind.into_iter().map(|(kind, positions)| {
        let candidates = Candidates { schemas, names, union, positions };
        (kind, candidates.select(kind))
    });
    members.collect()
}

fn kinds(schemas: &Schemas, id: SchemaId, depth: usize) -> Vec<JsonKind> {
    match &schemas[schemas.target(id)].kind {
        Kind::Union(union) if depth > 0 => {
            let variants = union.variants.iter();
            let mut found: Vec<_> =
                variants.flat_map(|variant| kinds(schemas, *variant, depth - 1)).collect();
            found.sort_unstable();
            found.dedup();
            found
        }
        kind => json_kinds(kind),
    }
}

/// The variants of one JSON type.
struct Candidates<'s> {
    schemas: &'s Schemas,
    names: &'s HashMap<SchemaId, &'s str>,
    union: &'s Union,
    positions: Vec<usize>,
}

impl<'s> Candidates<'s> {
    fn select(&self, kind: JsonKind) -> Selection {
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

    fn objects(&self) -> Option<Vec<(usize, SchemaId, &'s Object)>> {
        self.variants()
            .map(|(position, id)| match self.target(id) {
                Kind::Object(object) => Some((position, id, object)),
                _ => None,
            })
            .collect()
    }

    /// Selects by the discriminator. A variant without a mapping is identified by the only value of
    /// its property, or by its name.
    fn discriminated(&self) -> Option<Selection> {
        let Discriminator { property, mapping } = self.union.discriminator.as_ref()?;
        let mut values = Vec::new();
        for (position, id) in self.variants() {
            let target = self.schemas.target(id);
            let mapped: Vec<_> = mapping
                .iter()
                .filter(|(_, mapped)| *mapped == id || self.schemas.target(*mapped) == target)
                .map(|(value, _)| value.clone())
                .collect();
            let found = if mapped.is_empty() { self.own_values(id, property) } else { mapped };
            values.extend(found.into_iter().map(|value| (value, position)));
        }
        let other = self.union.other;
        let other =
            self.variants().find(|(_, id)| Some(*id) == other).map(|(position, _)| position);
        let property = property.clone();
        distinct(&values).then_some(Selection::Tag { property, values, other })
    }

    fn own_values(&self, id: SchemaId, property: &str) -> Vec<String> {
        let fixed = match self.target(id) {
            Kind::Object(object) => self.fixed(object, property).filter(|values| values.len() == 1),
            _ => None,
        };
        let name = || self.names.get(&id).or_else(|| self.names.get(&self.schemas.target(id)));
        fixed.unwrap_or_else(|| name().map(|name| (*name).to_owned()).into_iter().collect())
    }

    /// Selects by a property that every variant requires and whose values are distinct.
    fn tagged(&self) -> Option<Selection> {
        let objects = self.objects()?;
        let (_, _, first) = objects.first()?;
        first.properties.keys().find_map(|property| {
            let mut values = Vec::new();
            for (position, _, object) in &objects {
                let fixed =
                    self.fixed(object, property).filter(|_| object.required.contains(property));
                values.extend(fixed?.into_iter().map(|value| (value, *position)));
            }
            distinct(&values).then(|| Selection::Tag {
                property: property.clone(),
                values,
                other: None,
            })
        })
    }

    /// The listed values of a property.
    fn fixed(&self, object: &Object, property: &str) -> Option<Vec<String>> {
        match self.target(*object.properties.get(property)?) {
            Kind::Enum(enumeration) => texts(enumeration),
            _ => None,
        }
    }

    fn best_match(&self) -> Option<Selection> {
        let pattern = |(variant, _, object): (usize, SchemaId, &'s Object)| ObjectPattern {
            variant,
            required: object.required.iter().cloned().collect(),
            known: object.properties.keys().cloned().collect(),
            fixed: object
                .properties
                .keys()
                .filter(|name| object.required.contains(*name))
                .filter_map(|name| Some((name.clone(), self.fixed(object, name)?)))
                .collect(),
        };
        let mut objects = Vec::new();
        for (position, id) in self.variants() {
            self.add_objects(position, id, limits::NESTED_UNIONS, &mut objects)?;
        }
        Some(Selection::BestMatch(objects.into_iter().map(pattern).collect()))
    }

    /// Adds the object of a variant, or the objects of a nested union.
    fn add_objects(
        &self,
        position: usize,
        id: SchemaId,
        depth: usize,
        objects: &mut Vec<(usize, SchemaId, &'s Object)>,
    ) -> Option<()> {
        match self.target(id) {
            Kind::Object(object) => objects.push((position, id, object)),
            Kind::Union(union) if depth > 0 => {
                for inner in &union.variants {
                    self.add_objects(position, *inner, depth - 1, objects)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn by_first_item(&self) -> Option<Selection> {
        let mut kinds_of_items: BTreeMap<JsonKind, Vec<usize>> = BTreeMap::new();
        for (position, id) in self.variants() {
            let Kind::Array(Some(items)) = self.target(id) else { return None };
            for kind in kinds(self.schemas, *items, limits::NESTED_UNIONS) {
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
        Kind::String(StringKind::Base64) => 4,
        Kind::Union(_) | Kind::Enum(_) => 5,
        _ => 6,
    }
}

fn texts(enumeration: &Enumeration) -> Option<Vec<String>> {
    enumeration.values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

/// Whether each value identifies a single variant.
fn distinct(values: &[(String, usize)]) -> bool {
    let mut owners: HashMap<&str, usize> = HashMap::new();
    !values.is_empty()
        && values.iter().all(|(value, owner)| *owners.entry(value).or_insert(*owner) == *owner)
}
