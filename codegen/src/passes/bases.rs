//! Replaces an object with a discriminator that other schemas extend by `allOf` with their union.
//!
//! If `Cat` and `Dog` extend `Pet`, which has the discriminator `kind`, `Pet` becomes the union of
//! `Cat`, `Dog` and an object with the properties of `Pet` for other kinds. Invariant: the extending
//! schemas are collected before `allOf` is merged, and the object is replaced afterwards.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::variant_names::Names;
use crate::ir::{
    Api, Discriminator, Docs, Kind, Schema, SchemaId, SchemaMap, Schemas, Union, depth_first,
};

/// A base, its discriminator and the components that extend it.
pub(super) struct Base {
    id: SchemaId,
    discriminator: Discriminator,
    children: Vec<SchemaId>,
}

/// Finds the bases of a description. `allOf` must not have been merged yet.
pub(super) fn find(api: &Api) -> Vec<Base> {
    let bases = bases(&api.schemas);
    let mut children: SchemaMap<Vec<SchemaId>> = SchemaMap::default();
    for (_, component) in &api.components {
        if let Kind::AllOf(_) = api.schemas[*component].kind {
            for base in bases.get(component).into_iter().flat_map(|bases| bases.iter()) {
                children.entry(*base).or_default().push(*component);
            }
        }
    }
    let base = |(_, id): &(String, SchemaId)| {
        let Kind::Object(object) = &api.schemas[*id].kind else { return None };
        let discriminator = object.discriminator.clone()?;
        Some(Base { id: *id, discriminator, children: children.remove(id)? })
    };
    api.components.iter().filter_map(base).collect()
}

/// The objects with a discriminator that each schema is or extends, directly or indirectly. A schema
/// that extends one other schema shares its list.
fn bases(schemas: &Schemas) -> SchemaMap<Rc<BTreeSet<SchemaId>>> {
    let extended = |id: SchemaId| match &schemas[id].kind {
        Kind::AllOf(members) => members.clone(),
        Kind::Reference(target) => vec![*target],
        _ => Vec::new(),
    };
    let mut bases: SchemaMap<Rc<BTreeSet<SchemaId>>> = SchemaMap::default();
    for id in depth_first(schemas.ids(), extended).order {
        let mut inherited = extended(id).into_iter().filter_map(|id| bases.get(&id).cloned());
        let own = match &schemas[id].kind {
            Kind::Object(object) if object.discriminator.is_some() => {
                Some(Rc::new(BTreeSet::from([id])))
            }
            _ => inherited.next().map(|first| {
                inherited.fold(first, |all, more| {
                    if all.is_superset(&more) { all } else { Rc::new(&*all | &*more) }
                })
            }),
        };
        bases.extend(own.map(|own| (id, own)));
    }
    bases
}

/// Replaces each base by a union.
pub(super) fn replace(api: &mut Api, bases: Vec<Base>) {
    let components = Names::new(api);
    for Base { id, discriminator, children } in bases {
        // A child that adds nothing has the properties of the base, not the union.
        for child in &children {
            if api.schemas.target(*child) == id {
                api.schemas[*child].kind = api.schemas[id].kind.clone();
            }
        }
        let base = &mut api.schemas[id];
        let pointer = base.pointer.child(FIELDS);
        let kind = std::mem::replace(&mut base.kind, Kind::Any);
        let docs = Docs { title: Some("Other".to_owned()), ..base.docs.clone() };
        let other = api.schemas.add(Schema { docs, ..Schema::new(pointer, kind) });
        let names = components.of(&api.schemas, &children);
        let mut variants = children;
        variants.push(other);
        let variant = |target| if target == id { other } else { target };
        let mapping = discriminator.mapping.into_iter();
        let mapping = mapping.map(|(value, target)| (value, variant(target)));
        let discriminator = Discriminator {
            mapping: mapping.collect(),
            default: discriminator.default.map(variant),
            names,
            ..discriminator
        };
        api.schemas[id].kind = Kind::Union(Box::new(Union {
            variants,
            discriminator: Some(discriminator),
            other: Some(other),
            ..Union::default()
        }));
    }
}

/// The pointer token for the object with the properties of the base itself. It occurs in no
/// description.
pub(crate) const FIELDS: &str = "$fields";
