//! Lowers the parts of a multipart body that have a position in place of a name (OpenAPI 3.2, section
//! "Encoding By Position").
//!
//! Invariant: the schema of a list of parts is not lowered itself, because no value is that list.

use super::{Lowering, content};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{PositionalPart, PositionalParts, essence};
use crate::node::Node;
use crate::value::Value;

/// The parts of the media type at `node`, unless they have names or are not described.
pub(super) fn lower<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    name: &str,
) -> Option<PositionalParts> {
    let essence = essence(name);
    // The parts of a form have names (RFC 7578, section 4.2).
    if !essence.starts_with("multipart/") || essence == "multipart/form-data" {
        return None;
    }
    // If the parts have no position, the reference is followed again, and then reported.
    let list = node.get("schema").and_then(|schema| schema.followed(&mut Diagnostics::new()));
    let first = list.as_ref().map(|list| list.items("prefixItems", lowering.diagnostics));
    let first = first.unwrap_or_default();
    let others = node.get("itemSchema").or_else(|| list?.get("items"));
    let has_no_others = others.as_ref().is_some_and(|schema| *schema.value == Value::Bool(false));
    let others = others.filter(|_| !has_no_others);
    if first.is_empty() && others.is_none() {
        return None;
    }
    let encodings = node.items("prefixEncoding", lowering.diagnostics);
    let encoding_of_others = node.get("itemEncoding");
    let mut count = first.len().max(encodings.len());
    if has_no_others {
        count = first.len();
        for (position, encoding) in encodings.iter().enumerate().skip(count) {
            lowering.report(unknown_part(position, encoding));
        }
    }
    let mut first_schemas = first.into_iter();
    let mut first_encodings = encodings.into_iter();
    let first = (0..count).map(|_| {
        let schema = first_schemas.next().or_else(|| others.clone());
        let encoding = first_encodings.next().or_else(|| encoding_of_others.clone());
        part(lowering, schema, encoding)
    });
    let first = first.collect();
    let rest = others.map(|schema| part(lowering, Some(schema), encoding_of_others));
    Some(PositionalParts { first, rest })
}

fn part<'v>(
    lowering: &mut Lowering<'v, '_>,
    schema: Option<Node<'v>>,
    encoding: Option<Node<'v>>,
) -> PositionalPart {
    let encoding = encoding.and_then(|encoding| encoding.followed(lowering.diagnostics));
    PositionalPart {
        schema: schema.map(|schema| lowering.schema(schema)),
        encoding: encoding.and_then(|encoding| content::encoding(lowering, encoding, true)),
    }
}

fn unknown_part(position: usize, encoding: &Node<'_>) -> Diagnostic {
    let message = format!("the body has no part {}", position.saturating_add(1));
    Diagnostic::warning("unknown-part", &encoding.pointer, message)
        .label("this encoding is ignored")
        .help("add a schema to `prefixItems`, or remove the encoding")
}
