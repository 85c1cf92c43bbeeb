//! Reads the keywords of a schema object, and converts those of OpenAPI 3.1 to 3.0.
//!
//! Sub-schemas are read as their locations. Invariant: reading an object takes time proportional to its
//! own keywords, and an invalid keyword affects only itself.

mod additional;
mod discriminator;
mod limits;
mod types;

use indexmap::IndexMap;
use serde_json::Value;

pub(super) use self::additional::AdditionalProperties;
use self::additional::additional_properties;
pub(super) use self::discriminator::{DEFAULT_MAPPING, Discriminator};
pub(super) use self::limits::{Bound, Limits};
use self::types::types;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::Access;
use crate::node::Node;
use crate::pointer::Pointer;

/// The keywords of one schema.
pub(super) struct Keywords {
    pub title: Option<String>,
    pub description: Option<String>,
    pub deprecated: bool,
    pub default: Option<Value>,
    pub example: Option<Value>,
    pub access: Access,
    /// The allowed types, except null; empty if `type` is absent.
    pub types: Vec<String>,
    pub nullable: bool,
    pub format: Option<String>,
    pub enumeration: Vec<Value>,
    pub limits: Limits,
    pub properties: IndexMap<String, Pointer>,
    pub required: Vec<String>,
    pub additional_properties: Option<AdditionalProperties>,
    pub items: Option<Pointer>,
    pub one_of: Vec<Pointer>,
    pub all_of: Vec<Pointer>,
    pub any_of: Vec<Pointer>,
    pub discriminator: Option<Discriminator>,
}

/// Reads the keywords of the object at `node`.
pub(super) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Keywords {
    let mut types = types(node, diagnostics);
    let nullable = node.flag("nullable", diagnostics) || types.iter().any(|name| name == "null");
    let only_null = types.len() == 1 && nullable && types.iter().any(|name| name == "null");
    if !only_null {
        types.retain(|name| name != "null");
    }
    Keywords {
        access: access(node, diagnostics),
        deprecated: node.flag("deprecated", diagnostics),
        example: node.value.get("example").cloned(),
        title: node.text("title", diagnostics),
        description: node.text("description", diagnostics),
        discriminator: discriminator::read(node, diagnostics),
        default: node.value.get("default").cloned(),
        types,
        nullable,
        limits: Limits::read(node, diagnostics),
        properties: properties(node, diagnostics),
        required: required(node, diagnostics),
        additional_properties: additional_properties(node, diagnostics),
        items: items(node, diagnostics),
        enumeration: enumeration(node, diagnostics),
        format: format(node, diagnostics),
        one_of: list(node, "oneOf", diagnostics),
        all_of: list(node, "allOf", diagnostics),
        any_of: list(node, "anyOf", diagnostics),
    }
}

fn access(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Access {
    match (node.flag("readOnly", diagnostics), node.flag("writeOnly", diagnostics)) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        _ => Access::ReadWrite,
    }
}

fn properties(node: &Node<'_>, diagnostics: &mut Diagnostics) -> IndexMap<String, Pointer> {
    let members = node.members("properties", diagnostics).into_iter();
    members.map(|(name, member)| (name.to_owned(), member.pointer)).collect()
}

fn list(node: &Node<'_>, name: &str, diagnostics: &mut Diagnostics) -> Vec<Pointer> {
    node.items(name, diagnostics).into_iter().map(|item| item.pointer).collect()
}

/// Reads `required`, a list of names. `required: true` next to a type, as in Swagger, is ignored.
fn required(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    match node.value.get("required") {
        Some(Value::Bool(_)) => Vec::new(),
        _ => node.texts("required", diagnostics),
    }
}

fn items(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Pointer> {
    if let Some(tuple) = node.get("prefixItems") {
        diagnostics.push(
            Diagnostic::warning("tuple", &tuple.pointer, "tuples are not supported")
                .at_key()
                .label("the type is a list of JSON values")
                .note("the schemas of single items are ignored"),
        );
        return None;
    }
    node.get("items").map(|items| items.pointer)
}

/// Reads `enum`, or in 3.1 `const`.
fn enumeration(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Value> {
    let listed = node.get("enum").and_then(|list| list.followed(diagnostics));
    match (listed, node.value.get("const")) {
        (Some(member), _) => {
            if let Some(values) = member.value.as_array() {
                values.clone()
            } else {
                diagnostics.push(member.wrong_type("an array of values"));
                Vec::new()
            }
        }
        (None, Some(value)) => vec![value.clone()],
        (None, None) => Vec::new(),
    }
}

/// Reads `format`, or in 3.1 `contentEncoding` and `contentMediaType`.
fn format(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = |name: &str| node.value.get(name).and_then(Value::as_str);
    match (text("contentEncoding"), text("contentMediaType")) {
        (Some(encoding @ ("base64" | "base64url")), _) => Some(encoding.to_owned()),
        (None, Some("application/octet-stream")) => Some("binary".to_owned()),
        _ => node.text("format", diagnostics),
    }
}
