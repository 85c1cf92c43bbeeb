//! Lowers schema objects.
//!
//! Invariant: the result contains sub-schemas as ids only, which are lowered later.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, SchemaData};
use serde_json::Value;

use super::keywords::{self, Keywords};
use super::{Lowering, limits};
use crate::diagnostics::Diagnostic;
use crate::ir::{
    Access, Additional, Discriminator, Docs, Enumeration, Example, IntegerKind, Kind, Object,
    Schema, SchemaId, StringKind, Union,
};
use crate::node::Node;
use crate::options::Formats;
use crate::pointer::{Pointer, bundled};

/// Lowers the schema at `node`.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Schema {
    match node.value {
        Value::Bool(true) => Schema::new(node.pointer.clone(), Kind::Any),
        Value::Bool(false) => Schema::new(node.pointer.clone(), Kind::Object(Object::default())),
        Value::Object(_) => {
            let keywords = keywords::read(node, lowering.diagnostics);
            let kind = match node.get("$ref") {
                Some(reference) => referenced(lowering, node, &reference, &keywords),
                None => match DYNAMIC.iter().find_map(|keyword| node.get(keyword)) {
                    Some(reference) => dynamic_reference(lowering, &reference),
                    None => described(lowering, node, &keywords),
                },
            };
            schema(node, keywords, kind)
        }
        _ => {
            lowering.report(node.wrong_type("a schema").label("the type is a JSON value"));
            Schema::new(node.pointer.clone(), Kind::Any)
        }
    }
}

fn schema(node: &Node<'_>, keywords: Keywords, kind: Kind) -> Schema {
    let Keywords { data, schema, .. } = keywords;
    let null_listed = schema.enumeration.contains(&Value::Null);
    Schema {
        pointer: node.pointer.clone(),
        nullable: data.nullable || null_listed,
        access: match (data.read_only, data.write_only) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::ReadWrite,
        },
        examples: examples(node, data.example),
        docs: Docs {
            title: data.title,
            description: data.description,
            limits: limits::sentences(&schema),
            deprecated: data.deprecated,
        },
        default: data.default.filter(|default| !default.is_null()),
        rust_name: data.extensions.get("x-rust-name").and_then(Value::as_str).map(str::to_owned),
        enum_name: enum_name(&data.extensions),
        kind,
    }
}

/// Collects `example` and, in 3.1, the list `examples`.
fn examples(node: &Node<'_>, example: Option<Value>) -> Vec<Example> {
    let single = example.map(|value| Example { pointer: node.pointer.child("example"), value });
    let list = node.value.get("examples").and_then(Value::as_array).into_iter().flatten();
    let pointer = node.pointer.child("examples");
    let listed = list.enumerate().map(|(position, value)| Example {
        pointer: pointer.index(position),
        value: value.clone(),
    });
    single.into_iter().chain(listed).collect()
}

/// Lowers a `$ref` with siblings: documentation applies to the reference, other keywords to an `allOf`
/// with the target.
fn referenced<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    reference: &Node<'v>,
    keywords: &Keywords,
) -> Kind {
    let Some(target) = lowering.document.target(reference, lowering.diagnostics) else {
        return Kind::Any;
    };
    let target = lowering.referenced(target);
    if has_structure(&keywords.schema) {
        let rest = described(lowering, node, keywords);
        let rest = lowering.schemas.add(Schema::new(node.pointer.clone(), rest));
        return Kind::AllOf(vec![target, rest]);
    }
    Kind::Reference(target)
}

/// Keywords for dynamic references in 3.1.
const DYNAMIC: [&str; 2] = ["$recursiveRef", "$dynamicRef"];

/// Lowers a dynamic reference. `#` resolves to the enclosing component, because types are always used
/// by name; other dynamic references are not supported.
fn dynamic_reference(lowering: &mut Lowering<'_, '_>, reference: &Node<'_>) -> Kind {
    let mut steps = reference.pointer.tokens();
    let named = match (steps.next().as_deref(), steps.next().as_deref(), steps.next()) {
        (Some("components"), Some("schemas"), Some(name)) => {
            lowering.document.at(&Pointer::root().child("components").child("schemas").child(&name))
        }
        _ => None,
    };
    if let Some(target) = named.filter(|_| reference.value == "#") {
        return Kind::Reference(lowering.referenced(target));
    }
    lowering.report(
        Diagnostic::warning(
            "dynamic-reference",
            &reference.pointer,
            "this dynamic reference is not supported",
        )
        .label("the type is a JSON value")
        .help("use `$ref`"),
    );
    Kind::Any
}

/// Whether the object has keywords other than metadata, limits and a type.
fn has_structure(schema: &AnySchema) -> bool {
    has_members(schema)
        || !schema.enumeration.is_empty()
        || !(schema.one_of.is_empty() && schema.any_of.is_empty() && schema.all_of.is_empty())
}

/// Whether the object has keywords for properties or items.
fn has_members(schema: &AnySchema) -> bool {
    !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.additional_properties.is_some()
        || schema.items.is_some()
}

/// Combines the keywords: `enum`, or an `allOf` of the schemas that the other keywords describe.
fn described<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>, keywords: &Keywords) -> Kind {
    let schema = &keywords.schema;
    if !schema.enumeration.is_empty() {
        return enumeration(keywords);
    }
    let mut parts = children(lowering, &schema.all_of);
    for union in [&schema.one_of, &schema.any_of].into_iter().filter(|union| !union.is_empty()) {
        let kind = one_of(lowering, node, union, &keywords.data);
        if is_only_union(schema) {
            return kind;
        }
        parts.push(lowering.schemas.add(Schema::new(node.pointer.clone(), kind)));
    }
    if parts.is_empty() {
        return with_discriminator(lowering, node, keywords);
    }
    if has_members(schema) {
        let own = typed(lowering, node, keywords);
        parts.push(lowering.schemas.add(Schema::new(node.pointer.clone(), own)));
    }
    Kind::AllOf(parts)
}

/// Whether the object has one union and no other keywords for values.
fn is_only_union(schema: &AnySchema) -> bool {
    schema.all_of.is_empty()
        && !has_members(schema)
        && (schema.one_of.is_empty() || schema.any_of.is_empty())
}

fn one_of<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    variants: &[ReferenceOr<openapiv3::Schema>],
    data: &SchemaData,
) -> Kind {
    Kind::Union(Union {
        variants: children(lowering, variants),
        discriminator: discriminator(lowering, node, data),
        other: None,
        selection: Vec::new(),
    })
}

/// Lowers the discriminator. A mapping target is a reference or the name of a component.
fn discriminator<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    data: &SchemaData,
) -> Option<Discriminator> {
    let discriminator = data.discriminator.as_ref()?;
    let mut mapping = Vec::new();
    for (value, target) in &discriminator.mapping {
        let bare = Pointer::root().child("components").child("schemas").child(target);
        let pointer = Pointer::from_fragment(target).unwrap_or(bare);
        match lowering.document.at(&pointer) {
            Some(target) => mapping.push((value.clone(), lowering.schema_at(target))),
            None => lowering.report(unresolved_mapping(node, value, target)),
        }
    }
    Some(Discriminator { property: discriminator.property_name.clone(), mapping })
}

fn unresolved_mapping(node: &Node<'_>, value: &str, target: &str) -> Diagnostic {
    let pointer = node.pointer.child("discriminator").child("mapping").child(value);
    Diagnostic::error(
        "unresolved-mapping",
        &pointer,
        format!("no schema is named `{}`", bundled::display(target)),
    )
    .help("use the name of a component, or a reference to it")
}

/// Lowers `type`, for an object with its discriminator.
fn with_discriminator<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    keywords: &Keywords,
) -> Kind {
    match typed(lowering, node, keywords) {
        Kind::Object(object) => {
            let discriminator = discriminator(lowering, node, &keywords.data);
            Kind::Object(Object { discriminator, ..object })
        }
        kind => kind,
    }
}

/// Lowers `type`. Several types become a union, each with the keywords that apply to it.
fn typed<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>, keywords: &Keywords) -> Kind {
    match keywords.types.as_slice() {
        [] => of_type(lowering, inferred(&keywords.schema), &keywords.schema),
        [name] => of_type(lowering, name, &keywords.schema),
        several => {
            let mut variants = Vec::new();
            for name in several {
                let kind = of_type(lowering, name, &keywords.schema);
                variants.push(lowering.schemas.add(Schema::new(node.pointer.clone(), kind)));
            }
            Kind::Union(Union { variants, discriminator: None, other: None, selection: Vec::new() })
        }
    }
}

/// The type that the keywords imply if `type` is absent.
fn inferred(schema: &AnySchema) -> &'static str {
    let object = !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.additional_properties.is_some();
    match schema {
        _ if object => "object",
        _ if schema.items.is_some() => "array",
        _ if schema.pattern.is_some() || schema.max_length.is_some() => "string",
        _ => "any",
    }
}

fn of_type(lowering: &mut Lowering<'_, '_>, name: &str, schema: &AnySchema) -> Kind {
    let format = schema.format.as_deref().unwrap_or_default();
    match name {
        "string" if lowering.options.formats == Formats::Text => Kind::String(StringKind::Text),
        "string" => Kind::String(string_kind(format)),
        "file" => Kind::String(StringKind::Binary),
        "integer" => Kind::Integer(integer_kind(format, schema)),
        "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "null" => Kind::Null,
        "array" => Kind::Array(schema.items.as_ref().map(|items| child(lowering, items))),
        "object" => Kind::Object(object(lowering, schema)),
        _ => Kind::Any,
    }
}

fn string_kind(format: &str) -> StringKind {
    match format {
        "date-time" => StringKind::DateTime,
        "date" => StringKind::Date,
        "uuid" => StringKind::Uuid,
        "byte" | "base64" => StringKind::Base64,
        "binary" => StringKind::Binary,
        _ => width(format).map_or(StringKind::Text, StringKind::Integer),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the bound is only compared")]
fn integer_kind(format: &str, schema: &AnySchema) -> IntegerKind {
    match width(format) {
        Some(kind) => kind,
        None if schema.maximum.is_some_and(|maximum| maximum > i64::MAX as f64) => IntegerKind::U64,
        None => IntegerKind::I64,
    }
}

/// The integer type for a format.
fn width(format: &str) -> Option<IntegerKind> {
    match format {
        "int8" => Some(IntegerKind::I8),
        "int16" => Some(IntegerKind::I16),
        "int32" => Some(IntegerKind::I32),
        "int64" => Some(IntegerKind::I64),
        "uint8" => Some(IntegerKind::U8),
        "uint16" => Some(IntegerKind::U16),
        "uint32" => Some(IntegerKind::U32),
        "uint64" => Some(IntegerKind::U64),
        _ => None,
    }
}

fn object(lowering: &mut Lowering<'_, '_>, schema: &AnySchema) -> Object {
    let properties: IndexMap<String, SchemaId> = schema
        .properties
        .iter()
        .map(|(name, property)| (name.clone(), child(lowering, property)))
        .collect();
    let additional = match &schema.additional_properties {
        None => Additional::Unspecified,
        Some(AdditionalProperties::Any(true)) => Additional::Any,
        Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
        Some(AdditionalProperties::Schema(schema)) => Additional::Schema(child(lowering, schema)),
    };
    Object {
        properties,
        required: schema.required.iter().cloned().collect(),
        additional,
        discriminator: None,
    }
}

fn enumeration(keywords: &Keywords) -> Kind {
    let mut values: Vec<Value> = Vec::new();
    let mut names = Vec::new();
    let given = variant_names(&keywords.data, &keywords.schema.enumeration);
    for (position, value) in keywords.schema.enumeration.iter().enumerate() {
        let value = coerced(value, &keywords.types);
        if !value.is_null() && !values.contains(&value) {
            values.push(value);
            names.push(given.get(position).cloned().flatten());
        }
    }
    if values.is_empty() {
        return Kind::Null;
    }
    let docs = vec![Docs::default(); values.len()];
    Kind::Enum(Enumeration { values, names, docs })
}

/// Converts a value to the declared type, such as YAML's `1.0` or `yes` in a list of strings.
fn coerced(value: &Value, types: &[String]) -> Value {
    match (types, value) {
        ([only], Value::Number(number)) if only == "string" => Value::String(number.to_string()),
        ([only], Value::Bool(flag)) if only == "string" => Value::String(flag.to_string()),
        ([only], Value::String(text)) if only == "integer" || only == "number" => {
            text.parse().map_or_else(|_| value.clone(), Value::Number)
        }
        _ => value.clone(),
    }
}

/// The name of the type in `x-ms-enum`.
fn enum_name(extensions: &IndexMap<String, Value>) -> Option<String> {
    extensions.get("x-ms-enum")?.get("name")?.as_str().map(str::to_owned)
}

/// The names of the values in `x-enum-varnames`, `x-enumNames` or `x-ms-enum`.
fn variant_names(data: &SchemaData, values: &[Value]) -> Vec<Option<String>> {
    let list = |name: &str| data.extensions.get(name)?.as_array();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(names) = list("x-enum-varnames").or_else(|| list("x-enumNames")) {
        return names.iter().map(text).collect();
    }
    let described = data.extensions.get("x-ms-enum").and_then(|it| it.get("values")?.as_array());
    let name = |value: &Value| {
        let mut described = described?.iter();
        text(described.find(|it| it.get("value") == Some(value))?.get("name")?)
    };
    values.iter().map(name).collect()
}

fn children(
    lowering: &mut Lowering<'_, '_>,
    children: &[ReferenceOr<openapiv3::Schema>],
) -> Vec<SchemaId> {
    children.iter().map(|schema| child(lowering, schema)).collect()
}

/// The id of a sub-schema, which the model contains as a reference to its location.
fn child<T>(lowering: &mut Lowering<'_, '_>, child: &ReferenceOr<T>) -> SchemaId {
    let pointer = match child {
        ReferenceOr::Reference { reference } => Pointer::from_text(reference),
        ReferenceOr::Item(_) => Pointer::root(),
    };
    match lowering.document.at(&pointer) {
        Some(node) => lowering.schema(node),
        None => lowering.schemas.add(Schema::new(pointer, Kind::Any)),
    }
}
