//! One schema object to `openapiv3`'s model of it, with OpenAPI 3.1 brought into the shape of 3.0.
//!
//! The model takes a whole tree at once, parses unions by trial and gives up on the whole document
//! when one value is unexpected. So it gets single objects: sub-schemas are cut out and stand in it
//! as references to where they are written. Invariant: reading one object costs time proportional
//! to its own keywords, and a bad keyword costs that keyword.

use openapiv3::{AdditionalProperties, AnySchema, Discriminator, ReferenceOr, SchemaData};
use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::node::Node;
use crate::similar;

/// The keywords of one schema.
pub(super) struct Keywords {
    /// The keywords that apply to every type.
    pub data: SchemaData,
    /// The keywords that describe values, of whatever type.
    pub schema: AnySchema,
    /// The types that are allowed, null aside; none means that nothing was said.
    pub types: Vec<String>,
}

/// Reads the keywords at `node`, which is an object.
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
        example: node.value.get("example").cloned(),
        title: node.text("title", diagnostics),
        description: node.text("description", diagnostics),
        discriminator: discriminator(node, diagnostics),
        default: node.value.get("default").cloned(),
        extensions: ["x-rust-name", "x-enum-varnames", "x-enumNames", "x-ms-enum"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), node.value.get(name)?.clone())))
            .collect(),
    }
}

fn discriminator(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Discriminator> {
    let node = node.get("discriminator")?;
    let mapping = node.members("mapping", diagnostics);
    let target =
        |(key, target): (&str, Node<'_>)| Some((key.to_owned(), target.value.as_str()?.to_owned()));
    Some(Discriminator {
        property_name: property_name(&node, diagnostics)?,
        mapping: mapping.into_iter().filter_map(target).collect(),
        ..Discriminator::default()
    })
}

fn property_name(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    if node.get("propertyName").is_none() {
        let instead = "the forms are told apart by what is in them";
        diagnostics.push(node.missing("propertyName").tolerated(instead));
    }
    node.text("propertyName", diagnostics)
}

fn schema(node: &Node<'_>, types: &[String], diagnostics: &mut Diagnostics) -> AnySchema {
    let (minimum, exclusive_minimum) = bound(node, "minimum", "exclusiveMinimum");
    let (maximum, exclusive_maximum) = bound(node, "maximum", "exclusiveMaximum");
    AnySchema {
        typ: types.first().cloned(),
        pattern: node.text("pattern", diagnostics),
        multiple_of: node.value.get("multipleOf").and_then(Value::as_f64),
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

/// `type`, which is one name, or in 3.1 a list of names.
fn types(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let Some(member) = node.get("type") else { return Vec::new() };
    let names = match member.value {
        Value::String(name) => vec![name.clone()],
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
    let message = format!("there is no type `{name}`");
    let diagnostic = Diagnostic::warning("unknown-type", &member.pointer, message)
        .label("read as if there were no type");
    match similar::nearest(TYPES.into_iter(), name) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => {
            diagnostic.help("write `string`, `integer`, `number`, `boolean`, `array` or `object`")
        }
    }
}

/// A bound with its exclusiveness: a flag beside the bound in 3.0, a bound of its own in 3.1.
fn bound(node: &Node<'_>, name: &str, exclusive: &str) -> (Option<f64>, Option<bool>) {
    let bound = node.value.get(name).and_then(Value::as_f64);
    match node.value.get(exclusive) {
        Some(Value::Bool(flag)) => (bound, Some(*flag)),
        Some(Value::Number(number)) => (number.as_f64(), Some(true)),
        _ => (bound, None),
    }
}

/// A number of characters, items or members. `10.0` is 10, anything else is reported and ignored.
fn count(node: &Node<'_>, name: &str, diagnostics: &mut Diagnostics) -> Option<usize> {
    let member = node.get(name)?;
    let whole = member.value.as_f64().filter(|count| count.fract() == 0.0 && *count >= 0.0);
    let count = whole.and_then(|count| format!("{count:.0}").parse().ok());
    if count.is_none() {
        diagnostics.push(
            Diagnostic::warning("ignored-limit", &member.pointer, format!("`{name}` is no count"))
                .label("ignored")
                .help("write a whole number"),
        );
    }
    count
}

/// The sub-schema at `node`, as a reference to its place.
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

/// `required`, a list of names; swagger's `required: true` beside a type means nothing here.
fn required(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    match node.value.get("required") {
        Some(Value::Bool(_)) => Vec::new(),
        _ => node.texts("required", diagnostics),
    }
}

/// What members that are not declared hold: `additionalProperties`, or the keywords of 3.1 that
/// speak of the same members.
fn additional_properties(
    node: &Node<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<AdditionalProperties> {
    let patterns = node.members("patternProperties", diagnostics);
    if let [(_, only)] = patterns.as_slice() {
        let closed = |value: &Value| *value == Value::Bool(false);
        if node.value.get("additionalProperties").is_none_or(closed) {
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

/// Keywords with schemas that hold for some values only.
const CONDITIONAL: [&str; 3] = ["then", "else", "dependentSchemas"];

fn conditional_schema(node: &Node<'_>) -> Diagnostic {
    let message = "a schema that holds under a condition is not read";
    Diagnostic::warning("conditional-schema", &node.pointer, message)
        .at_key()
        .label("members that only it declares are additional JSON values")
        .help("declare them in `properties`, or describe the forms by `oneOf`")
}

fn items<T>(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<ReferenceOr<T>> {
    if let Some(tuple) = node.get("prefixItems") {
        diagnostics.push(
            Diagnostic::warning("tuple", &tuple.pointer, "a list with a type for each position")
                .at_key()
                .label("becomes a list of JSON values")
                .note("the types of single positions are not kept"),
        );
        return None;
    }
    node.get("items").map(|items| reference(&items))
}

/// `enum`, or in 3.1 `const`.
fn enumeration(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Value> {
    match (node.get("enum"), node.value.get("const")) {
        (Some(member), _) => {
            if let Some(values) = member.value.as_array() {
                values.clone()
            } else {
                diagnostics.push(member.wrong_type("a list of values"));
                Vec::new()
            }
        }
        (None, Some(value)) => vec![value.clone()],
        (None, None) => Vec::new(),
    }
}

/// `format`, or in 3.1 `contentEncoding` and `contentMediaType`.
fn format(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = |name: &str| node.value.get(name).and_then(Value::as_str);
    match (text("contentEncoding"), text("contentMediaType")) {
        (Some("base64" | "base64url"), _) => Some("byte".to_owned()),
        (None, Some("application/octet-stream")) => Some("binary".to_owned()),
        _ => node.text("format", diagnostics),
    }
}
