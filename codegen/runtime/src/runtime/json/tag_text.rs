//! The text of a value that identifies a variant of a union.
//!
//! The keys of a mapping are text, whatever the type of the property is (OpenAPI 3.1.1, Discriminator
//! Object). Invariant: equal values have the same text, such as `1` and `1.0`.

use std::borrow::Cow;

use super::node::{Kind, Node};

/// The string, or the text of a number, a boolean or null.
#[must_use]
pub(crate) fn tag_text(node: Node<'_>) -> Option<Cow<'_, str>> {
    match node.kind() {
        Kind::Null => Some(Cow::Borrowed("null")),
        Kind::Integer | Kind::Number => {
            let integer = node.as_integer().map(|number| number.to_string());
            let number = || node.number().map(|number| number.to_string());
            integer.or_else(number).map(Cow::Owned)
        }
        _ => node.scalar_text(),
    }
}
