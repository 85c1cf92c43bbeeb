//! Lowers schema objects.
//!
//! Invariant: the result contains sub-schemas as ids only, which are lowered later.

mod enum_names;
mod enumeration;
mod foreign;
mod format;
mod reference;
mod union;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr};

use self::enumeration::{enum_name, enumeration};
use self::format::{integer_kind, string_kind};
use self::reference::{DYNAMIC, dynamic_reference, referenced};
use self::union::{discriminator, one_of};
use super::keywords::{self, Keywords};
use super::{Lowering, alias, derive, limits};
use crate::ir::{
    Access, Additional, Docs, Example, Kind, Matching, Object, Rare, RareKeywords, Schema,
    SchemaId, StringKind, Union,
};
use crate::node::Node;
use crate::options::Formats;
use crate::pointer::Pointer;
use crate::value::Value;

/// Lowers the schema at `node`.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Schema {
    match node.value {
        // No value matches `false`. A property of that kind is left out (`object`); elsewhere, a value
        // that is there all the same is kept.
        Value::Bool(_) => Schema::new(node.pointer.clone(), Kind::Any),
        Value::Object(_) => {
            let keywords = keywords::read(node, lowering.diagnostics);
            let foreign = foreign::lower(lowering, node, &keywords.types);
            let kind = match (foreign, node.get("$ref")) {
                (Some(foreign), _) => Kind::Foreign(Box::new(foreign)),
                (None, Some(reference)) => referenced(lowering, node, &reference, &keywords),
                (None, None) => match DYNAMIC.iter().find_map(|keyword| node.get(keyword)) {
                    Some(reference) => dynamic_reference(lowering, &reference),
                    None => described(lowering, node, &keywords),
                },
            };
            let extensions = RareKeywords {
                rust_name: node.text("x-rust-name", lowering.diagnostics),
                aliases: alias::aliases(lowering, node),
                derives: derive::of_schema(lowering, node),
                ..RareKeywords::default()
            };
            schema(node, keywords, kind, extensions)
        }
        _ => {
            lowering.report(node.wrong_type("a schema").label("the type is a JSON value"));
            Schema::new(node.pointer.clone(), Kind::Any)
        }
    }
}

fn schema(node: &Node<'_>, keywords: Keywords, kind: Kind, extensions: RareKeywords) -> Schema {
    let Keywords { data, schema, .. } = keywords;
    let null_listed = schema.enumeration.contains(&serde_json::Value::Null);
    Schema {
        pointer: node.pointer.clone(),
        nullable: data.nullable || null_listed,
        access: match (data.read_only, data.write_only) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::ReadWrite,
        },
        docs: Docs {
            title: data.title,
            description: data.description,
            limits: limits::sentences(&schema),
            deprecated: data.deprecated,
        },
        rare: Rare::from(RareKeywords {
            default: data.default.filter(|default| !default.is_null()),
            examples: examples(node, data.example),
            enum_name: enum_name(&data.extensions),
            limits: limits::list(&schema),
            max_items: schema.max_items,
            pattern: schema.pattern,
            ..extensions
        }),
        kind,
    }
}

/// Collects `example` and, in 3.1, the list `examples`.
fn examples(node: &Node<'_>, example: Option<serde_json::Value>) -> Vec<Example> {
    let single = example.map(|value| Example { pointer: node.pointer.child("example"), value });
    let list = node.raw("examples").and_then(Value::as_array).into_iter().flatten();
    let pointer = node.pointer.child("examples");
    let listed = list.enumerate().map(|(position, value)| Example {
        pointer: pointer.index(position),
        value: value.to_json(),
    });
    single.into_iter().chain(listed).collect()
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
        enum_names::check(lowering, node);
        return enumeration(keywords);
    }
    let mut parts = children(lowering, node, &schema.all_of);
    let unions = [(&schema.one_of, Matching::One), (&schema.any_of, Matching::Several)];
    for (union, matching) in unions.into_iter().filter(|(union, _)| !union.is_empty()) {
        let kind = one_of(lowering, node, union, matching, &keywords.data);
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

/// Lowers `type`, for an object with its discriminator.
fn with_discriminator<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    keywords: &Keywords,
) -> Kind {
    match typed(lowering, node, keywords) {
        Kind::Object(mut object) => {
            object.discriminator = discriminator(lowering, node, &keywords.data);
            Kind::Object(object)
        }
        kind => kind,
    }
}

/// Lowers `type`. Several types become a union, each with the keywords that apply to it.
fn typed<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>, keywords: &Keywords) -> Kind {
    match keywords.types.as_slice() {
        [] => of_type(lowering, node, inferred(&keywords.schema), &keywords.schema),
        [name] => of_type(lowering, node, name, &keywords.schema),
        several => {
            let mut variants = Vec::new();
            for name in several {
                let kind = of_type(lowering, node, name, &keywords.schema);
                variants.push(lowering.schemas.add(Schema::new(node.pointer.clone(), kind)));
            }
            Kind::Union(Box::new(Union { variants, ..Union::default() }))
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

fn of_type<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    name: &str,
    schema: &AnySchema,
) -> Kind {
    let format = schema.format.as_deref().unwrap_or_default();
    match name {
        "string" if lowering.options.formats == Formats::Text => Kind::String(StringKind::Text),
        "string" => Kind::String(string_kind(format)),
        "file" => Kind::String(StringKind::Binary),
        "integer" => Kind::Integer(integer_kind(format, schema)),
        "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "null" => Kind::Null,
        "array" => Kind::Array(schema.items.as_ref().map(|items| child(lowering, node, items))),
        "object" => Kind::Object(Box::new(object(lowering, node, schema))),
        _ => Kind::Any,
    }
}

fn object<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>, schema: &AnySchema) -> Object {
    let mut properties: IndexMap<String, SchemaId> = IndexMap::new();
    for (name, property) in &schema.properties {
        let (pointer, found) = location(node, property);
        // An object cannot have a property whose schema is `false`.
        if !found.as_ref().is_some_and(|found| *found.value == Value::Bool(false)) {
            properties.insert(name.clone(), lowered_at(lowering, pointer, found));
        }
    }
    let additional = match &schema.additional_properties {
        None => Additional::Unspecified,
        Some(AdditionalProperties::Any(true)) => Additional::Any,
        Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
        Some(AdditionalProperties::Schema(schema)) => {
            Additional::Schema(child(lowering, node, schema))
        }
    };
    Object {
        properties,
        required: schema.required.iter().cloned().collect(),
        additional,
        discriminator: None,
    }
}

fn children<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    children: &[ReferenceOr<openapiv3::Schema>],
) -> Vec<SchemaId> {
    children.iter().map(|schema| child(lowering, node, schema)).collect()
}

/// The id of a sub-schema.
fn child<'v, T>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    child: &ReferenceOr<T>,
) -> SchemaId {
    let (pointer, found) = location(node, child);
    lowered_at(lowering, pointer, found)
}

/// Where a sub-schema is, which the model contains as a reference to its location.
fn location<'v, T>(node: &Node<'v>, child: &ReferenceOr<T>) -> (Pointer, Option<Node<'v>>) {
    let pointer = match child {
        ReferenceOr::Reference { reference } => Pointer::from_text(reference),
        ReferenceOr::Item(_) => Pointer::root(),
    };
    let found = node.at(&pointer);
    (pointer, found)
}

fn lowered_at<'v>(
    lowering: &mut Lowering<'v, '_>,
    pointer: Pointer,
    node: Option<Node<'v>>,
) -> SchemaId {
    match node {
        Some(node) => lowering.schema(node),
        None => lowering.schemas.add(Schema::new(pointer, Kind::Any)),
    }
}
