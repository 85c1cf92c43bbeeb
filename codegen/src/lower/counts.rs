//! Limits the number of operations, schemas and members of schemas.
//!
//! Invariant: what exceeds a limit is not lowered, so that its size does not matter later.

use crate::diagnostics::Diagnostic;
use crate::limits::{self, Exceeded};
use crate::node::Node;
use crate::pointer::Pointer;
use crate::value::Value;

pub(super) const OPERATIONS: Exceeded = Exceeded {
    most: limits::OPERATIONS,
    what: "operations in a description",
    help: "generate clients for parts of the API",
};

pub(super) const SCHEMAS: Exceeded = Exceeded {
    most: limits::SCHEMAS,
    what: "schemas in a description",
    help: "generate clients for parts of the API",
};

const VARIANTS: Exceeded = Exceeded {
    most: limits::VARIANTS,
    what: "schemas in a `oneOf`, `anyOf` or `allOf`",
    help: "describe the value by a schema that all of them have in common",
};

const ENUM_VALUES: Exceeded = Exceeded {
    most: limits::ENUM_VALUES,
    what: "values in an `enum`",
    help: "remove the `enum`, so that all values of the type are accepted",
};

/// The error for the node after so many others that it would exceed `limit`.
pub(super) fn one_too_many(limit: Exceeded, count: usize, pointer: &Pointer) -> Option<Diagnostic> {
    (count >= limit.most).then(|| limit.at(pointer).at_key())
}

/// The error for a schema with too many variants or values.
pub(super) fn too_many_members(schema: &Node<'_>) -> Option<Diagnostic> {
    let lists =
        [("oneOf", VARIANTS), ("anyOf", VARIANTS), ("allOf", VARIANTS), ("enum", ENUM_VALUES)];
    let is_exceeded = |(name, limit): &(&str, Exceeded)| {
        let list = schema.value.get(name).and_then(Value::as_array);
        list.is_some_and(|list| list.len() > limit.most)
    };
    let (name, limit) = lists.into_iter().find(is_exceeded)?;
    Some(limit.at(&schema.pointer.child(name)).at_key())
}

#[cfg(test)]
mod tests {
    use super::{OPERATIONS, SCHEMAS, one_too_many};
    use crate::limits;
    use crate::pointer::Pointer;

    #[test]
    fn the_operation_or_schema_that_exceeds_a_limit_is_reported() {
        let pointer = Pointer::root().child("a");
        for (limit, most) in [(OPERATIONS, limits::OPERATIONS), (SCHEMAS, limits::SCHEMAS)] {
            assert_eq!(one_too_many(limit, most - 1, &pointer), None);
            let problem = one_too_many(limit, most, &pointer);
            assert_eq!(problem.as_ref().and_then(|problem| problem.pointer()), Some(&pointer));
        }
    }
}
