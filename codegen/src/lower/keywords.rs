//! Reads the keywords of a schema object into the model of `openapiv3`, and converts those of OpenAPI
//! 3.1 to 3.0.
//!
//! The model would parse a whole tree at once, parse unions by trial, and reject the document for one
//! unexpected value. So it is filled one object at a time, with sub-schemas replaced by references to
//! their locations. Invariant: reading an object takes time proportional to its own keywords, and an
//! invalid keyword affects only itself.

mod additional;
mod types;

use openapiv3::{AnySchema, Discriminator, ReferenceOr, SchemaData};

use self::additional::additional_properties;
use self::types::types;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::node::Node;
use crate::value::Value;

/// The keywords of one schema.
pub(super) struct Keywords {
    /// The keywords that apply to every type.
    pub data: SchemaData,
    /// The keywords that describe values of any type.
    pub schema: AnySchema,
    /// The allowed types, except null; empty if `type` is absent.
    pub types: Vec<String>,
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
        data: SchemaData { nullable, ..data(node, diagnostics) },
        schema: schema(node, &types, diagnostics),
        types,
    }
}

fn data(node: &Node<'_>, diagnostics: &mut Diagnostics) -> SchemaData {
    SchemaData {
        nullable: false,
        read_only: node.flag("readOnly", diagnostics),
        write_only: node.flag("writeOnly", diagnostics),
        deprecated: node.flag("deprecated", diagnostics),
        external_docs: None,
        example: node.raw("example").map(Value::to_json),
        title: node.text("title", diagnostics),
        description: node.text("description", diagnostics),
        discriminator: discriminator(node, diagnostics),
        default: node.raw("default").map(Value::to_json),
        extensions: ["x-rust-name", "x-enum-varnames", "x-enumNames", "x-ms-enum"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), node.raw(name)?.to_json())))
            .collect(),
    }
}

/// The schema for other values of the property, which the model has no member for (OpenAPI 3.2,
/// Discriminator Object).
pub(super) const DEFAULT_MAPPING: &str = "defaultMapping";

fn discriminator(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Discriminator> {
    let node = node.get_object("discriminator", diagnostics)?;
    let mapping = node.members("mapping", diagnostics);
    let target =
        |(key, target): (&str, Node<'_>)| Some((key.to_owned(), target.value.as_str()?.to_owned()));
    Some(Discriminator {
        property_name: property_name(&node, diagnostics)?,
        mapping: mapping.into_iter().filter_map(target).collect(),
        extensions: node
            .text(DEFAULT_MAPPING, diagnostics)
            .map(|target| (DEFAULT_MAPPING.to_owned(), target.into()))
            .into_iter()
            .collect(),
    })
}

fn property_name(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    if node.get("propertyName").is_none() {
        let instead = "variants are selected by their properties";
        diagnostics.push(node.missing("propertyName", instead).into_warning());
    }
    node.text("propertyName", diagnostics)
}

fn schema(node: &Node<'_>, types: &[String], diagnostics: &mut Diagnostics) -> AnySchema {
    let (minimum, exclusive_minimum) = bound(node, "minimum", "exclusiveMinimum");
    let (maximum, exclusive_maximum) = bound(node, "maximum", "exclusiveMaximum");
    AnySchema {
        typ: types.first().cloned(),
        pattern: node.text("pattern", diagnostics),
        multiple_of: node.raw("multipleOf").and_then(Value::as_f64),
        exclusive_minimum,
        exclusive_maximum,
        minimum,
        maximum,
        properties: members(node, "properties", diagnostics),
        required: required(node, diagnostics),
        additional_properties: additional_properties(node, diagnostics),
        min_properties: count(node, "minProperties", diagnostics),
        max_properties: count(node, "maxProperties", diagnostics),
        items: items(node, diagnostics),
        min_items: count(node, "minItems", diagnostics),
        max_items: count(node, "maxItems", diagnostics),
        unique_items: node.optional_flag("uniqueItems", diagnostics),
        enumeration: enumeration(node, diagnostics),
        format: format(node, diagnostics),
        min_length: count(node, "minLength", diagnostics),
        max_length: count(node, "maxLength", diagnostics),
        one_of: list(node, "oneOf", diagnostics),
        all_of: list(node, "allOf", diagnostics),
        any_of: list(node, "anyOf", diagnostics),
        not: node.get("not").map(|not| Box::new(reference(&not))),
    }
}

/// Reads a bound. An exclusive bound is a flag in 3.0 and a bound of its own in 3.1.
fn bound(node: &Node<'_>, name: &str, exclusive: &str) -> (Option<f64>, Option<bool>) {
    let bound = node.raw(name).and_then(Value::as_f64);
    match node.raw(exclusive) {
        Some(Value::Bool(flag)) => (bound, Some(*flag)),
        Some(Value::Number(number)) => (number.as_f64(), Some(true)),
        _ => (bound, None),
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

/// A reference to the location of the sub-schema at `node`.
fn reference<T>(node: &Node<'_>) -> ReferenceOr<T> {
    ReferenceOr::Reference { reference: node.pointer.as_str().to_owned() }
}

fn members<T>(
    node: &Node<'_>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> indexmap::IndexMap<String, ReferenceOr<T>> {
    let members = node.members(name, diagnostics).into_iter();
    members.map(|(name, member)| (name.to_owned(), reference(&member))).collect()
}

fn list<T>(node: &Node<'_>, name: &str, diagnostics: &mut Diagnostics) -> Vec<ReferenceOr<T>> {
    node.items(name, diagnostics).iter().map(reference).collect()
}

/// Reads `required`, a list of names. `required: true` next to a type, as in Swagger, is ignored.
fn required(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    match node.raw("required") {
        Some(Value::Bool(_)) => Vec::new(),
        _ => node.texts("required", diagnostics),
    }
}

fn items<T>(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<ReferenceOr<T>> {
    if let Some(tuple) = node.get("prefixItems") {
        diagnostics.push(
            Diagnostic::warning("tuple", &tuple.pointer, "tuples are not supported")
                .at_key()
                .label("the type is a list of JSON values")
                .note("the schemas of single items are ignored"),
        );
        return None;
    }
    node.get("items").map(|items| reference(&items))
}

/// Reads `enum`, or in 3.1 `const`.
fn enumeration(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<serde_json::Value> {
    let listed = node.get("enum").and_then(|list| list.followed(diagnostics));
    match (listed, node.raw("const")) {
        (Some(member), _) => {
            if let Some(values) = member.value.as_array() {
                values.iter().map(Value::to_json).collect()
            } else {
                diagnostics.push(member.wrong_type("an array of values"));
                Vec::new()
            }
        }
        (None, Some(value)) => vec![value.to_json()],
        (None, None) => Vec::new(),
    }
}

/// Reads `format`, or in 3.1 `contentEncoding` and `contentMediaType`.
fn format(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = |name: &str| node.raw(name).and_then(Value::as_str);
    match (text("contentEncoding"), text("contentMediaType")) {
        (Some(encoding @ ("base64" | "base64url")), _) => Some(encoding.to_owned()),
        (None, Some("application/octet-stream")) => Some("binary".to_owned()),
        _ => node.text("format", diagnostics),
    }
}
