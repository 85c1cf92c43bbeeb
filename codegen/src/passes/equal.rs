//! Compares schemas by the values that they describe.
//!
//! Documentation, examples and locations are ignored. Invariant: a comparison takes bounded time;
//! schemas that are too deep to compare count as different.

use crate::ir::{Additional, Kind, Object, SchemaId, Schemas};
use crate::limits;

/// Whether both schemas describe the same values.
pub(super) fn equal(schemas: &Schemas, left: SchemaId, right: SchemaId) -> bool {
    Comparison { schemas, pairs: 0 }.schemas(left, right, limits::COMPARED_DEPTH)
}

/// Whether both kinds describe the same values.
pub(super) fn kinds(schemas: &Schemas, left: &Kind, right: &Kind) -> bool {
    Comparison { schemas, pairs: 0 }.kinds(left, right, limits::COMPARED_DEPTH)
}

/// Whether both objects describe the same values.
pub(super) fn objects(schemas: &Schemas, left: &Object, right: &Object) -> bool {
    Comparison { schemas, pairs: 0 }.objects(left, right, limits::COMPARED_DEPTH)
}

struct Comparison<'s> {
    schemas: &'s Schemas,
    pairs: usize,
}

impl Comparison<'_> {
    /// Recurses with [`limits::COMPARED_DEPTH`] levels at most.
    fn schemas(&mut self, left: SchemaId, right: SchemaId, depth: usize) -> bool {
        let schemas = self.schemas;
        self.pairs += 1;
        let too_much = depth == 0 || self.pairs > limits::COMPARED_PAIRS;
        if too_much || schemas.nullable(left) != schemas.nullable(right) {
            return false;
        }
        let (left, right) = (schemas.target(left), schemas.target(right));
        left == right || self.kinds(&schemas[left].kind, &schemas[right].kind, depth - 1)
    }

    fn kinds(&mut self, left: &Kind, right: &Kind, depth: usize) -> bool {
        match (left, right) {
            (Kind::Any, Kind::Any)
            | (Kind::Null, Kind::Null)
            | (Kind::Boolean, Kind::Boolean)
            | (Kind::Number, Kind::Number)
            | (Kind::Array(None), Kind::Array(None)) => true,
            (Kind::Integer(left), Kind::Integer(right)) => left == right,
            (Kind::String(left), Kind::String(right)) => left == right,
            (Kind::Foreign(left), Kind::Foreign(right)) => left.path == right.path,
            (Kind::Enum(left), Kind::Enum(right)) => left.values == right.values,
            (Kind::Array(Some(left)), Kind::Array(Some(right))) => {
                self.schemas(*left, *right, depth)
            }
            (Kind::Object(left), Kind::Object(right)) => self.objects(left, right, depth),
            (Kind::Union(left), Kind::Union(right)) => {
                self.lists(&left.variants, &right.variants, depth)
            }
            (Kind::AllOf(left), Kind::AllOf(right)) => self.lists(left, right, depth),
            _ => false,
        }
    }

    fn lists(&mut self, left: &[SchemaId], right: &[SchemaId], depth: usize) -> bool {
        let mut pairs = left.iter().zip(right);
        left.len() == right.len() && pairs.all(|(left, right)| self.schemas(*left, *right, depth))
    }

    fn objects(&mut self, left: &Object, right: &Object, depth: usize) -> bool {
        let additional = match (left.additional, right.additional) {
            (Additional::Schema(left), Additional::Schema(right)) => {
                self.schemas(left, right, depth)
            }
            (left, right) => left == right,
        };
        let mut properties = left.properties.iter();
        additional
            && left.required == right.required
            && left.properties.len() == right.properties.len()
            && properties.all(|(name, left)| {
                let right = right.properties.get(name);
                right.is_some_and(|right| self.schemas(*left, *right, depth))
            })
    }
}
