//! Reads the keywords for undeclared properties.

use openapiv3::AdditionalProperties;

use super::reference;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::node::Node;
use crate::value::Value;

/// Reads the schema of undeclared properties: `additionalProperties` or the keywords of 3.1.
pub(super) fn additional_properties(
    node: &Node<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<AdditionalProperties> {
    let patterns = node.members("patternProperties", diagnostics);
    if let [(_, only)] = patterns.as_slice() {
        let closed = |value: &Value| *value == Value::Bool(false);
        if node.raw("additionalProperties").is_none_or(closed) {
            return Some(AdditionalProperties::Schema(Box::new(reference(only))));
        }
    } else if !patterns.is_empty() {
        return Some(AdditionalProperties::Any(true));
    }
    if let Some(conditional) = CONDITIONAL.iter().find_map(|keyword| node.get(keyword)) {
        diagnostics.push(conditional_schema(&conditional));
        return Some(AdditionalProperties::Any(true));
    }
    let member = node.get("additionalProperties").or_else(|| node.get("unevaluatedProperties"))?;
    Some(match member.value {
        Value::Bool(allowed) => AdditionalProperties::Any(*allowed),
        Value::Object(schema) if schema.is_empty() => AdditionalProperties::Any(true),
        _ => AdditionalProperties::Schema(Box::new(reference(&member))),
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
