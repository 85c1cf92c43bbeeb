//! Reads the keywords that limit values of a type.
//!
//! Invariant: a limit that is not valid is reported and left out.

use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::node::Node;

/// The limits of a schema.
pub(in crate::lower) struct Limits {
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    pub multiple_of: Option<f64>,
    pub pattern: Option<String>,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    pub min_items: Option<usize>,
    pub max_items: Option<usize>,
    pub unique_items: bool,
    pub min_properties: Option<usize>,
    pub max_properties: Option<usize>,
}

/// A bound of a number.
#[derive(Clone, Copy)]
pub(in crate::lower) enum Bound {
    Inclusive(f64),
    Exclusive(f64),
}

impl Bound {
    pub(in crate::lower) fn number(self) -> f64 {
        match self {
            Self::Inclusive(number) | Self::Exclusive(number) => number,
        }
    }
}

impl Limits {
    pub(super) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Self {
        Self {
            minimum: bound(node, "minimum", "exclusiveMinimum"),
            maximum: bound(node, "maximum", "exclusiveMaximum"),
            multiple_of: node.value.get("multipleOf").and_then(Value::as_f64),
            pattern: node.text("pattern", diagnostics),
            min_properties: count(node, "minProperties", diagnostics),
            max_properties: count(node, "maxProperties", diagnostics),
            min_items: count(node, "minItems", diagnostics),
            max_items: count(node, "maxItems", diagnostics),
            unique_items: node.flag("uniqueItems", diagnostics),
            min_length: count(node, "minLength", diagnostics),
            max_length: count(node, "maxLength", diagnostics),
        }
    }
}

/// Reads a bound. An exclusive bound is a flag in 3.0 and a bound of its own in 3.1.
fn bound(node: &Node<'_>, name: &str, exclusive: &str) -> Option<Bound> {
    let bound = node.value.get(name).and_then(Value::as_f64);
    match node.value.get(exclusive) {
        Some(Value::Bool(true)) => bound.map(Bound::Exclusive),
        Some(Value::Number(number)) => number.as_f64().map(Bound::Exclusive),
        _ => bound.map(Bound::Inclusive),
    }
}

/// Reads a count. `10.0` is 10; other values are reported and ignored.
fn count(node: &Node<'_>, name: &str, diagnostics: &mut Diagnostics) -> Option<usize> {
    let member = node.get(name)?;
    let whole = member.value.as_f64().filter(|count| count.fract() == 0.0 && *count >= 0.0);
    let count = whole.and_then(|count| format!("{count:.0}").parse().ok());
    if count.is_none() {
        diagnostics.push(
            Diagnostic::warning(
                "ignored-limit",
                &member.pointer,
                format!("`{name}` must be a non-negative integer"),
            )
            .label("ignored")
            .help("use a non-negative integer"),
        );
    }
    count
}
