//! Reads the keywords for undeclared properties.

use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::node::Node;
use crate::pointer::Pointer;

/// What is known of undeclared properties.
pub(in crate::lower) enum AdditionalProperties {
    /// They are forbidden.
    Forbidden,
    /// They have any value.
    Any,
    /// They have the schema at this location.
    Schema(Pointer),
}

/// Reads the schema of undeclared properties: `additionalProperties` or the keywords of 3.1.
pub(super) fn additional_properties(
    node: &Node<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<AdditionalProperties> {
    let patterns = node.members("patternProperties", diagnostics);
    if let [(_, only)] = patterns.as_slice() {
        let closed = |value: &Value| *value == Value::Bool(false);
        if node.value.get("additionalProperties").is_none_or(closed) {
            return Some(AdditionalProperties::Schema(only.pointer.clone()));
        }
    } else if !patterns.is_empty() {
        return Some(AdditionalProperties::Any);
    }
    if let Some(conditional) = CONDITIONAL.iter().find_map(|keyword| node.get(keyword)) {
        diagnostics.push(conditional_schema(&conditional));
        return Some(AdditionalProperties::Any);
    }
    let member = node.get("additionalProperties").or_else(|| node.get("unevaluatedProperties"))?;
    Some(match member.value {
        Value::Bool(false) => AdditionalProperties::Forbidden,
        Value::Bool(true) => AdditionalProperties::Any,
        Value::Object(schema) if schema.is_empty() => AdditionalProperties::Any,
        _ => AdditionalProperties::Schema(member.pointer),
    })
}

/// Keywords whose schemas apply conditionally.
const CONDITIONAL: [&str; 3] = ["then", "else", "dependentSchemas"];

fn conditional_schema(node: &Node<'_>) -> Diagnostic {
    let message = "conditional schemas are not supported";
    Diagnostic::warning("conditional-schema", &node.pointer, message)
        .at_key()
        .label("properties that only it declares become additional JSON values")
        .help("declare them in `properties`, or use `oneOf`")
}
