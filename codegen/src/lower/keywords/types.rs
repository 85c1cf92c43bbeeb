//! Reads `type`.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::node::Node;
use crate::similar;
use crate::value::Value;

/// Reads `type`: a name, or in 3.1 a list of names.
pub(super) fn types(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    // Most are the name of a type, and pointers of members take time.
    if let Some(Value::String(name)) = node.raw("type")
        && TYPES.contains(&&**name)
    {
        return vec![name.to_string()];
    }
    let Some(member) = node.get("type") else { return Vec::new() };
    let names = match member.value {
        Value::String(name) => vec![name.to_string()],
        Value::Array(_) => node.texts("type", diagnostics),
        _ => {
            diagnostics.push(member.wrong_type("the name of a type"));
            Vec::new()
        }
    };
    let known = |name: &String| {
        let known = TYPES.contains(&name.as_str());
        if !known {
            diagnostics.push(unknown_type(&member, name));
        }
        known
    };
    names.into_iter().filter(known).collect()
}

const TYPES: [&str; 8] =
    ["string", "integer", "number", "boolean", "array", "object", "null", "file"];

fn unknown_type(member: &Node<'_>, name: &str) -> Diagnostic {
    let message = format!("unknown type `{name}`");
    let diagnostic = Diagnostic::warning("unknown-type", &member.pointer, message).label("ignored");
    match similar::nearest(TYPES.into_iter(), name) {
        Some(meant) => diagnostic.replace_by(meant),
        None => {
            diagnostic.help("write `string`, `integer`, `number`, `boolean`, `array` or `object`")
        }
    }
}
