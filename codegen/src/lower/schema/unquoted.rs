//! Reports values of strings that are numbers or booleans.
//!
//! They are read as text, which may differ from what the author wrote: YAML reads `1.10` as the number
//! 1.1. Invariant: one warning for each schema.

use serde_json::Value;

use crate::diagnostics::Diagnostic;
use crate::lower::keywords::Keywords;
use crate::node::{Node, kind_of};
use crate::text::code_span;

/// A warning about the first value of a string that is not one, in `enum` or `const`.
pub(super) fn unquoted(node: &Node<'_>, keywords: &Keywords) -> Option<Diagnostic> {
    if keywords.types.as_slice() != ["string"] {
        return None;
    }
    let is_unquoted = |value: &&Value| value.is_number() || value.is_boolean();
    let listed = node.get("enum").and_then(|list| {
        let values = list.value.as_array()?;
        let position = values.iter().position(|value| is_unquoted(&value))?;
        let pointer = list.pointer.index(position);
        Some(Node { value: values.get(position)?, pointer, document: list.document })
    });
    let found = listed.or_else(|| node.get("const").filter(|node| is_unquoted(&node.value)))?;
    let message = format!("this value of a string is {}", kind_of(found.value));
    Some(
        Diagnostic::warning("unquoted-string", &found.pointer, message)
            .label(format!("read as the text {}", code_span(&found.value.to_string())))
            .help("put the value in quotes"),
    )
}
