//! Limits what references add to a description.
//!
//! The target of a reference to a parameter, a response, an example or the like is lowered for each
//! reference to it. Invariant: together, these copies are not much larger than the description.

use std::cell::Cell;

use crate::diagnostics::Diagnostic;
use crate::limits::{self, Exceeded};
use crate::pointer::Pointer;
use crate::value::Value;

const TOO_MUCH: Exceeded = Exceeded {
    most: limits::REFERENCES,
    what: "values and bytes that references add",
    help: "refer to large objects less often, or generate clients for parts of the API",
};

/// How much larger than the text of a description the copies may be.
const FACTOR: usize = 32;

/// What references may still add.
#[derive(Debug)]
pub(crate) struct Expansion(Cell<usize>);

impl Expansion {
    /// What references may add to a description of this length.
    pub(crate) fn of_text(bytes: usize) -> Self {
        Self(Cell::new(bytes.saturating_mul(FACTOR).saturating_add(limits::REFERENCES)))
    }

    /// Counts a copy of `target` for the reference at `pointer`. Returns the error if the limit is
    /// exceeded.
    pub(super) fn add(&self, pointer: &Pointer, target: &Value) -> Option<Diagnostic> {
        let left = rest(self.0.get(), target);
        self.0.set(left.unwrap_or(0));
        left.is_none().then(|| TOO_MUCH.at(pointer))
    }
}

/// What is left after the values and bytes in `value`. Recursive: as deep as the values of a file are
/// nested. It stops when nothing is left, so that all calls together take no more steps than the limit.
fn rest(left: usize, value: &Value) -> Option<usize> {
    let left = left.checked_sub(1)?;
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(left),
        Value::String(text) => left.checked_sub(text.len()),
        Value::Array(items) => items.iter().try_fold(left, rest),
        Value::Object(members) => members
            .iter()
            .try_fold(left, |left, (name, value)| rest(left.checked_sub(name.len())?, value)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Expansion, rest};
    use crate::limits;
    use crate::pointer::Pointer;

    #[test]
    fn values_and_bytes_are_counted() {
        assert_eq!(rest(20, &json!({ "ab": [1, "xyz"], "c": null }).into()), Some(20 - 5 - 3 - 3));
        assert_eq!(rest(4, &json!([1, 2, 3, 4]).into()), None);
    }

    #[test]
    fn the_reference_that_exceeds_the_limit_is_reported() {
        let expansion = Expansion::of_text(0);
        let text = "x".repeat(limits::REFERENCES / 2).as_str().into();
        let pointer = Pointer::root().child("$ref");
        assert_eq!(expansion.add(&pointer, &text), None);
        let problem = expansion.add(&pointer, &text);
        assert_eq!(problem.as_ref().and_then(|problem| problem.pointer()), Some(&pointer));
    }
}
