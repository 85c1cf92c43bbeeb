//! Whether two schemas describe the same values.
//!
//! Documentation, examples and places are left out. Invariant: an answer takes bounded time; two
//! schemas that are too deep to compare count as different.

use indexmap::IndexMap;

use crate::raw::{Additional, Kind, Object, SchemaId, Schemas};

/// How deep two schemas are compared.
const DEEPEST: usize = 12;

/// Whether both schemas describe the same values.
pub(super) fn equal(schemas: &Schemas, left: SchemaId, right: SchemaId) -> bool {
    compare(schemas, left, right, DEEPEST)
}

fn compare(schemas: &Schemas, left: SchemaId, right: SchemaId, depth: usize) -> bool {
    let (left_target, right_target) = (schemas.target(left), schemas.target(right));
    if schemas.nullable(left) != schemas.nullable(right) || depth == 0 {
        return false;
    }
    if left_target == right_target {
        return true;
    }
    let all = |left: &[SchemaId], right: &[SchemaId]| {
        let mut pairs = left.iter().zip(right);
        left.len() == right.len() && pairs.all(|(l, r)| compare(schemas, *l, *r, depth - 1))
    };
    match (&schemas[left_target].kind, &schemas[right_target].kind) {
        (Kind::Any, Kind::Any)
        | (Kind::Null, Kind::Null)
        | (Kind::Boolean, Kind::Boolean)
        | (Kind::Number, Kind::Number)
        | (Kind::Array(None), Kind::Array(None)) => true,
        (Kind::Integer(left), Kind::Integer(right)) => left == right,
        (Kind::String(left), Kind::String(right)) => left == right,
        (Kind::Enum(left), Kind::Enum(right)) => left.values == right.values,
        (Kind::Array(Some(left)), Kind::Array(Some(right))) => {
            compare(schemas, *left, *right, depth - 1)
        }
        (Kind::Object(left), Kind::Object(right)) => objects(schemas, left, right, depth - 1),
        (Kind::Union(left), Kind::Union(right)) => all(&left.variants, &right.variants),
        (Kind::AllOf(left), Kind::AllOf(right)) => all(left, right),
        _ => false,
    }
}

fn objects(schemas: &Schemas, left: &Object, right: &Object, depth: usize) -> bool {
    let additional = match (left.additional, right.additional) {
        (Additional::Schema(left), Additional::Schema(right)) => {
            compare(schemas, left, right, depth)
        }
        (left, right) => left == right,
    };
    additional
        && left.required == right.required
        && properties(schemas, &left.properties, &right.properties, depth)
}

fn properties(
    schemas: &Schemas,
    left: &IndexMap<String, SchemaId>,
    right: &IndexMap<String, SchemaId>,
    depth: usize,
) -> bool {
    let mut names = left.iter();
    left.len() == right.len()
        && names.all(|(name, left)| {
            right.get(name).is_some_and(|right| compare(schemas, *left, *right, depth))
        })
}
