//! Replaces an object with a discriminator that other schemas extend by `allOf` with their union.
//!
//! If `Cat` and `Dog` extend `Pet`, which has the discriminator `kind`, `Pet` becomes the union of
//! `Cat`, `Dog` and an object with the properties of `Pet` for other kinds. Invariant: the extending
//! schemas are collected before `allOf` is merged, and the object is replaced afterwards.

use std::collections::{HashMap, HashSet};

use crate::ir::{Api, Discriminator, Docs, Kind, Schema, SchemaId, Union};

/// A base, its discriminator and the components that extend it.
pub(super) struct Base {
    id: SchemaId,
    discriminator: Discriminator,
    children: Vec<SchemaId>,
}

/// Finds the bases of a description. `allOf` must not have been merged yet.
pub(super) fn find(api: &Api) -> Vec<Base> {
    let mut children: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for (_, component) in &api.components {
        for base in bases_of(api, *component) {
            children.entry(base).or_default().push(*component);
        }
    }
    let base = |(_, id): &(String, SchemaId)| {
        let Kind::Object(object) = &api.schemas[*id].kind else { return None };
        let discriminator = object.discriminator.clone()?;
        Some(Base { id: *id, discriminator, children: children.remove(id)? })
    };
    api.components.iter().filter_map(base).collect()
}

/// The objects with a discriminator that the schema extends, directly or indirectly.
fn bases_of(api: &Api, id: SchemaId) -> Vec<SchemaId> {
    let mut bases = Vec::new();
    let mut seen = HashSet::new();
    let mut pending = vec![id];
    while let Some(current) = pending.pop() {
        if !seen.insert(current) {
            continue;
        }
        match &api.schemas[current].kind {
            Kind::AllOf(members) => pending.extend(members),
            Kind::Reference(target) if current != id => pending.push(*target),
            Kind::Object(object) if object.discriminator.is_some() && current != id => {
                bases.push(current);
            }
            _ => {}
        }
    }
    bases
}

/// Replaces each base by a union.
pub(super) fn replace(api: &mut Api, bases: Vec<Base>) {
    for Base { id, discriminator, children } in bases {
        let base = &mut api.schemas[id];
        let pointer = base.pointer.child(FIELDS);
        let kind = std::mem::replace(&mut base.kind, Kind::Any);
        let docs = Docs { title: Some("Other".to_owned()), ..base.docs.clone() };
        let other = api.schemas.add(Schema { docs, ..Schema::new(pointer, kind) });
        let mut variants = children;
        variants.push(other);
        let mapping = discriminator.mapping.into_iter();
        let mapping =
            mapping.map(|(value, target)| (value, if target == id { other } else { target }));
        let discriminator = Discriminator { mapping: mapping.collect(), ..discriminator };
        api.schemas[id].kind = Kind::Union(Union {
            variants,
            discriminator: Some(discriminator),
            other: Some(other),
            selection: Vec::new(),
        });
    }
}

/// The pointer token for the object with the properties of the base itself. It occurs in no
/// description.
pub(crate) const FIELDS: &str = "$fields";
