//! Checks that an action may be applied to what it selects.
//!
//! Invariant: what is not allowed is reported once for each action.

use std::collections::BTreeSet;

use super::document::{Action, Effect};
use super::version::Version;
use crate::diagnostics::Diagnostic;
use crate::value::Value;

/// The problem of targets that the version of the overlay does not allow.
pub(super) fn problem<'v>(
    action: &Action,
    version: Version,
    values: impl Iterator<Item = &'v Value>,
) -> Option<Diagnostic> {
    let kinds: BTreeSet<Kind> = values.map(Kind::of).collect();
    let is_removal = matches!(action.effect, Effect::Remove { .. });
    let text = &action.target.text;
    let error = |message: String| {
        Diagnostic::error("mismatched-target", &action.target.place, message)
            .label("the specification does not allow this")
    };
    if version == Version::V10 && kinds.contains(&Kind::Primitive) {
        let done = if is_removal { "removed" } else { "replaced" };
        let message = format!("`{text}` selects a value that is neither an object nor an array");
        let help = "write `overlay: 1.1.0`, or select the object that contains the value";
        return Some(
            error(message).otherwise(format!("it is {done}, as in Overlay 1.1")).help(help),
        );
    }
    if kinds.len() > 1 && !is_removal {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        let message = format!("`{text}` selects {}", names.join(" and "));
        let help = "write an action for each kind of value";
        return Some(error(message).otherwise("each is updated by itself").help(help));
    }
    None
}

/// The kinds of values that the specification distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            _ => Self::Primitive,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Object => "objects",
            Self::Array => "arrays",
            Self::Primitive => "other values",
        }
    }
}
