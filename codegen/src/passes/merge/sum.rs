//! What the members of an `allOf` describe together, while they are joined one after the other.
//!
//! Invariant: adding an object takes time linear in its size, not in that of the sum.

use std::collections::HashMap;

use indexmap::IndexMap;
use indexmap::map::Entry;

use super::Merge;
use super::deferred::Role;
use crate::ir::{Additional, Discriminator, Kind, Object, SchemaId, Schemas, Union};
use crate::pointer::Pointer;

/// The members so far.
pub(super) struct Sum {
    pub(super) partial: Partial,
    /// The members that contribute to the sum.
    pub(super) members: Vec<SchemaId>,
    /// The number of variants, nested unions included.
    pub(super) variants: usize,
    /// The schema that provides the documentation.
    pub(super) template: SchemaId,
    /// Whether null is allowed.
    pub(super) nullable: bool,
}

/// What the members so far describe.
pub(super) enum Partial {
    /// The values of one schema.
    Same(SchemaId),
    /// A scalar or any value.
    Scalar(Kind),
    /// An object.
    Object(PartialObject),
    /// An array whose items match all of these schemas.
    Array(Vec<SchemaId>),
    /// A union whose variants are joined with these schemas, the last one first.
    Union(Union, Vec<SchemaId>),
}

/// An object, and the schemas of each property that several members declare.
#[derive(Default)]
pub(super) struct PartialObject {
    pub(super) object: Object,
    pub(super) repeated: IndexMap<String, Vec<SchemaId>>,
}

impl Sum {
    /// The sum that includes another member.
    pub(super) fn with(mut self, member: SchemaId, schemas: &Schemas) -> Self {
        self.members.push(member);
        let nullable = schemas[member].nullable && self.nullable;
        Self { template: member, nullable, ..self }
    }
}

impl PartialObject {
    /// Adds the properties and constraints of another object.
    pub(super) fn add(&mut self, other: &Object) {
        for (name, property) in &other.properties {
            match self.object.properties.entry(name.clone()) {
                Entry::Vacant(new) => {
                    new.insert(*property);
                }
                Entry::Occupied(known) => {
                    let repeated = self.repeated.entry(name.clone());
                    repeated.or_insert_with(|| vec![*known.get()]).push(*property);
                }
            }
        }
        self.object.required.extend(other.required.iter().cloned());
        self.object.additional = match (self.object.additional, other.additional) {
            (Additional::Unspecified | Additional::Any, found)
            | (found, Additional::Unspecified | Additional::Any)
                if found != Additional::Unspecified =>
            {
                found
            }
            // Strictly, closed members exclude each other's properties, so that no object matches.
            // No author intends that.
            (found, _) => found,
        };
    }
}

impl Merge<'_, '_> {
    /// The schema that a sum describes.
    pub(super) fn kind(&mut self, partial: Partial, place: &Pointer) -> Kind {
        match partial {
            Partial::Same(id) => Kind::Reference(id),
            Partial::Scalar(kind) => kind,
            Partial::Object(PartialObject { mut object, repeated }) => {
                for (name, schemas) in repeated {
                    let joined = self.deferred(Role::Property, schemas, place);
                    object.properties.insert(name, joined);
                }
                Kind::Object(Box::new(object))
            }
            Partial::Array(items) => Kind::Array(match items.as_slice() {
                [] => None,
                [only] => Some(*only),
                _ => Some(self.deferred(Role::Property, items, place)),
            }),
            Partial::Union(union, common) => {
                Kind::Union(Box::new(self.distributed(union, &common, place)))
            }
        }
    }

    /// The union with each variant joined with the common schemas, the last one first. The values of the
    /// discriminator identify the joined variants.
    pub(super) fn distributed(
        &mut self,
        union: Union,
        common: &[SchemaId],
        place: &Pointer,
    ) -> Union {
        let mut variants = Vec::new();
        let mut joined = HashMap::new();
        for variant in union.variants {
            let members = common.iter().rev().copied().chain([variant]).collect();
            let new = self.deferred(Role::Variant, members, place);
            joined.insert(self.schemas.target(variant), new);
            variants.push(new);
        }
        let replace = |identified: &mut Vec<(String, SchemaId)>| {
            for (_, id) in identified {
                *id = joined.get(&self.schemas.target(*id)).copied().unwrap_or(*id);
            }
        };
        let mut discriminator = union.discriminator;
        if let Some(Discriminator { mapping, names, default, .. }) = &mut discriminator {
            replace(mapping);
            replace(names);
            *default =
                default.map(|id| joined.get(&self.schemas.target(id)).copied().unwrap_or(id));
        }
        Union { variants, discriminator, matching: union.matching, ..Union::default() }
    }
}
