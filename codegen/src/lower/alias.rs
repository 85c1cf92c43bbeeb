//! Lowers `x-rust-alias`: the former names of what a schema or an operation becomes in Rust.
//!
//! Invariant: a former name is an identifier in any case, such as `Pet`, `get_pet` or `getPet`. Another
//! text is reported and left out.

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ident;
use crate::ir::Spanned;
use crate::node::Node;
use crate::value::Value;

const NAME: &str = "x-rust-alias";

/// The former names of the object at `node`: one text, or a list of them.
pub(super) fn aliases(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Vec<Spanned<String>> {
    let Some(extension) = node.get(NAME) else { return Vec::new() };
    let entries = match extension.value {
        Value::Array(_) => node.items(NAME, lowering.diagnostics),
        _ => vec![extension],
    };
    let mut aliases: Vec<Spanned<String>> = Vec::new();
    for entry in entries {
        match entry.value {
            Value::String(text) if ident::is_identifier(text) => {
                aliases.push(Spanned { value: text.to_string(), pointer: entry.pointer });
            }
            Value::String(text) => {
                let message = format!("`{text}` is not a Rust name");
                lowering.report(
                    Diagnostic::warning("ignored-alias", &entry.pointer, message)
                        .label("there is no alias")
                        .help("write the former name as it is in Rust, such as `OldName`"),
                );
            }
            _ => lowering.report(entry.wrong_type("a string")),
        }
    }
    aliases
}
