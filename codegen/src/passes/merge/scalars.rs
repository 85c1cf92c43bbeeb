//! Joins scalars: the narrower one describes the values of both.

use super::Merge;
use super::sum::{Partial, Sum};
use crate::ir::{Enumeration, Kind, SchemaId, StringKind};
use crate::pointer::Pointer;

impl Merge<'_, '_> {
    /// Joins a sum that is a scalar with another scalar.
    pub(super) fn scalars(&mut self, sum: Sum, right: SchemaId, place: &Pointer) -> Sum {
        let left = match &sum.partial {
            Partial::Same(id) => self.target(*id),
            Partial::Scalar(kind) => kind,
            _ => return sum,
        };
        match (left, self.target(right)) {
            (Kind::Enum(one), Kind::Enum(other)) => {
                let common = Partial::Scalar(common_values(one, other));
                Sum { partial: common, ..sum }.with(right, self.schemas)
            }
            (Kind::Enum(_), scalar) if is_typed(scalar) => sum,
            (scalar, Kind::Enum(_)) if is_typed(scalar) => self.same(right),
            (Kind::String(_), Kind::String(StringKind::Text))
            | (Kind::Integer(_), Kind::Number) => sum,
            (Kind::String(_), Kind::String(_))
            | (Kind::Number | Kind::Integer(_), Kind::Integer(_)) => self.same(right),
            _ => self.contradiction(&sum, right, place),
        }
    }
}

/// The values in both lists, with the names of the first.
fn common_values(one: &Enumeration, other: &Enumeration) -> Kind {
    let Enumeration { values, names, docs } = one.clone();
    let mut common = Enumeration { values: Vec::new(), names: Vec::new(), docs: Vec::new() };
    for ((value, name), docs) in values.into_iter().zip(names).zip(docs) {
        if other.values.contains(&value) {
            common.values.push(value);
            common.names.push(name);
            common.docs.push(docs);
        }
    }
    Kind::Enum(Box::new(if common.values.is_empty() { one.clone() } else { common }))
}

fn is_typed(kind: &Kind) -> bool {
    matches!(kind, Kind::Boolean | Kind::Integer(_) | Kind::Number | Kind::String(_))
}
