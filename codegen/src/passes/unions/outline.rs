//! The outline of a schema: a hash of what can be seen of it without looking far into nested schemas.
//!
//! Invariant: schemas that are [`equal`](crate::passes::equal::equal) have the same outline. Its time is
//! linear in the number of properties of the schema itself.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::discriminant;

use crate::ir::{Additional, Kind, SchemaId, Schemas};

/// The outline of a schema. Recurses once: to its variants, items or properties.
pub(super) fn outline(schemas: &Schemas, id: SchemaId) -> u64 {
    of_schema(schemas, id, |nested| of_schema(schemas, nested, |_| 0))
}

fn of_schema(schemas: &Schemas, id: SchemaId, nested: impl Fn(SchemaId) -> u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    schemas.nullable(id).hash(&mut hasher);
    let kind = &schemas[schemas.target(id)].kind;
    discriminant(kind).hash(&mut hasher);
    match kind {
        Kind::Any | Kind::Null | Kind::Boolean | Kind::Number | Kind::Reference(_) => {}
        Kind::Foreign(foreign) => foreign.path.hash(&mut hasher),
        Kind::Integer(kind) => kind.hash(&mut hasher),
        Kind::String(kind) => kind.hash(&mut hasher),
        Kind::Enum(listed) => {
            listed.values.len().hash(&mut hasher);
            listed.values.first().map(ToString::to_string).hash(&mut hasher);
        }
        Kind::Array(items) => items.map(nested).hash(&mut hasher),
        Kind::Object(object) => {
            object.required.len().hash(&mut hasher);
            object.properties.len().hash(&mut hasher);
            // The order of properties does not matter.
            let properties = object.properties.iter();
            let sum = properties.fold(0, |sum: u64, (name, property)| {
                let mut hasher = DefaultHasher::new();
                (name, nested(*property)).hash(&mut hasher);
                sum.wrapping_add(hasher.finish())
            });
            sum.hash(&mut hasher);
            discriminant(&object.additional).hash(&mut hasher);
            if let Additional::Schema(values) = object.additional {
                nested(values).hash(&mut hasher);
            }
        }
        Kind::Union(union) => union.variants.len().hash(&mut hasher),
        Kind::AllOf(members) => members.len().hash(&mut hasher),
    }
    hasher.finish()
}
