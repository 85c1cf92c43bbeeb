//! Determines how events are told apart: by a property of their bodies whose values differ.
//!
//! A property tells events apart if the schema of each lists its values, by `enum`, `const` or a
//! discriminator, and no two events have one in common.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::ir::{Api, Discriminator, EnumRepr, Kind, SchemaId, SchemaMap, SchemaSet};
use crate::limits::{EVENT_PROPERTIES, NESTED_VARIANTS};

/// The property that tells events apart, and its values for each of them.
pub(crate) struct EventTag {
    pub(crate) property: String,
    /// The values, in the order of the events.
    pub(crate) values: Vec<Vec<String>>,
}

/// The properties with listed values, by name.
type Listed = IndexMap<String, Vec<String>>;

/// Finds the property that tells the events with these bodies apart.
pub(crate) fn event_tag(ir: &Api, bodies: &[SchemaId]) -> Option<EventTag> {
    let mut properties =
        Properties { ir, names: ir.component_names(), of_objects: SchemaMap::default() };
    let all: Option<Vec<Listed>> = bodies.iter().map(|body| properties.of(*body)).collect();
    let all = all?;
    let candidates = all.first()?.keys();
    let tag = candidates.filter_map(|property| {
        let values: Option<Vec<_>> = all.iter().map(|own| own.get(property).cloned()).collect();
        Some(EventTag { property: property.clone(), values: values? })
    });
    tag.into_iter().find(EventTag::is_distinct)
}

impl EventTag {
    /// Whether each value belongs to a single event.
    fn is_distinct(&self) -> bool {
        let mut owners = HashMap::new();
        self.values.iter().enumerate().all(|(event, values)| {
            !values.is_empty()
                && values.iter().all(|it| *owners.entry(it).or_insert(event) == event)
        })
    }
}

struct Properties<'r> {
    ir: &'r Api,
    names: SchemaMap<&'r str>,
    /// The properties of objects, which several unions may contain.
    of_objects: SchemaMap<Listed>,
}

impl Properties<'_> {
    /// The properties with listed values that all objects of a schema have; `None` if it describes other
    /// values. Does not recurse: the variants of unions are visited once each, up to a limit.
    fn of(&mut self, body: SchemaId) -> Option<Listed> {
        let mut found: Option<Listed> = None;
        let mut seen = HashSet::new();
        let mut pending = vec![body];
        while let Some(id) = pending.pop() {
            let id = self.ir.schemas.target(id);
            if !seen.insert(id) {
                continue;
            }
            let own = match &self.ir.schemas[id].kind {
                Kind::Object(_) => self.of_object(id),
                Kind::Union(union) => match &union.discriminator {
                    Some(tag) => Listed::from([self.of_discriminator(tag, &union.variants)]),
                    None if seen.len() + union.variants.len() > NESTED_VARIANTS => return None,
                    None => {
                        pending.extend(union.variants.iter().rev());
                        continue;
                    }
                },
                _ => return None,
            };
            found = Some(found.map_or_else(|| own.clone(), |known| common(known, &own)));
        }
        found
    }

    /// The values of a discriminator. A variant without a mapping has its name as value.
    fn of_discriminator(
        &self,
        Discriminator { property, mapping, .. }: &Discriminator,
        variants: &[SchemaId],
    ) -> (String, Vec<String>) {
        let schemas = &self.ir.schemas;
        let mapped: SchemaSet = mapping.iter().map(|(_, id)| schemas.target(*id)).collect();
        let mut values: Vec<String> = mapping.iter().map(|(value, _)| value.clone()).collect();
        for variant in
            variants.iter().filter(|variant| !mapped.contains(&schemas.target(**variant)))
        {
            let listed = match &schemas[schemas.target(*variant)].kind {
                Kind::Object(object) => {
                    object.properties.get(property).and_then(|it| self.listed(*it))
                }
                _ => None,
            };
            let name = || self.names.get(variant).map(|name| vec![(*name).to_owned()]);
            values.extend(listed.or_else(name).unwrap_or_default());
        }
        (property.clone(), values)
    }

    fn of_object(&mut self, id: SchemaId) -> Listed {
        if let Some(known) = self.of_objects.get(&id) {
            return known.clone();
        }
        let Kind::Object(object) = &self.ir.schemas[id].kind else { return Listed::new() };
        let listed = object
            .properties
            .iter()
            .filter_map(|(name, property)| Some((name.clone(), self.listed(*property)?)))
            .take(EVENT_PROPERTIES);
        let listed: Listed = listed.collect();
        self.of_objects.insert(id, listed.clone());
        listed
    }

    /// The values that a schema lists, if they are text.
    fn listed(&self, id: SchemaId) -> Option<Vec<String>> {
        match &self.ir.schemas[self.ir.schemas.target(id)].kind {
            Kind::Enum(listed) if EnumRepr::of(listed) == Some(EnumRepr::Text) => {
                listed.values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
            }
            _ => None,
        }
    }
}

/// The properties that both have, with the values of both.
fn common(mut known: Listed, other: &Listed) -> Listed {
    known.retain(|name, _| other.contains_key(name));
    for (name, values) in &mut known {
        values.extend(other.get(name).into_iter().flatten().cloned());
    }
    known
}
