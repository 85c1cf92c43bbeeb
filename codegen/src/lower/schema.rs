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
use serde_json::Value;

use self::enumeration::{enum_name, enumeration};
use self::format::{integer_kind, string_kind};
use self::reference::{DYNAMIC, dynamic_reference, referenced};
use self::union::{discriminator, one_of};
use super::keywords::{self, AdditionalProperties, Keywords};
use super::{Lowering, derive, limits};
use crate::ir::{
    Additional, Docs, Example, Kind, Matching, Object, Schema, SchemaId, StringKind, Union,
};
use crate::node::Node;
use crate::options::Formats;
use crate::pointer::Pointer;

/// Lowers the schema at `node`.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Schema {
    match node.value {
        // No value matches `false`. A property of that kind is left out (`object`); elsewhere, a value
        // that is there all the same is kept.
        Value::Bool(_) => Schema::new(node.pointer.clone(), Kind::Any),
        Value::Object(_) => {
            let keywords = keywords::read(node, lowering.diagnostics);
            let foreign = foreign::lower(lowering, node, &keywords.types).map(Kind::Foreign);
            let kind = foreign.unwrap_or_else(|| match node.get("$ref") {
                Some(reference) => referenced(lowering, node, &reference, &keywords),
                None => match DYNAMIC.iter().find_map(|keyword| node.get(keyword)) {
                    Some(reference) => dynamic_reference(lowering, &reference),
                    None => described(lowering, node, &keywords),
                },
            });
            Schema {
                rust_name: node.text("x-rust-name", lowering.diagnostics),
                derives: derive::of_schema(lowering, node),
                ..schema(node, keywords, kind)
            }
        }
        _ => {
            lowering.report(node.wrong_type("a schema").label("the type is a JSON value"));
            Schema::new(node.pointer.clone(), Kind::Any)
        }
    }
}

fn schema(node: &Node<'_>, keywords: Keywords, kind: Kind) -> Schema {
    let null_listed = keywords.enumeration.contains(&Value::Null);
    Schema {
        pointer: node.pointer.clone(),
        nullable: keywords.nullable || null_listed,
        access: keywords.access,
        examples: examples(node, keywords.example),
        docs: Docs {
            title: keywords.title,
            description: keywords.description,
            limits: limits::sentences(&keywords.limits),
            deprecated: keywords.deprecated,
        },
        default: keywords.default.filter(|default| !default.is_null()).map(Box::new),
        rust_name: None,
        enum_name: enum_name(node),
        derives: Vec::new(),
        limits: limits::list(&keywords.limits),
        max_items: keywords.limits.max_items,
        pattern: keywords.limits.pattern,
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

/// Whether the object has keywords other than metadata, limits and a type.
fn has_structure(keywords: &Keywords) -> bool {
    has_members(keywords)
        || !keywords.enumeration.is_empty()
        || !(keywords.one_of.is_empty() && keywords.any_of.is_empty() && keywords.all_of.is_empty())
}

/// Whether the object has keywords for properties or items.
fn has_members(keywords: &Keywords) -> bool {
    !keywords.properties.is_empty()
        || !keywords.required.is_empty()
        || keywords.additional_properties.is_some()
        || keywords.items.is_some()
}

/// Combines the keywords: `enum`, or an `allOf` of the schemas that the other keywords describe.
fn described<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>, keywords: &Keywords) -> Kind {
    if !keywords.enumeration.is_empty() {
        enum_names::check(lowering, node);
        return enumeration(node, keywords);
    }
    let mut parts = children(lowering, &keywords.all_of);
    let unions = [(&keywords.one_of, Matching::One), (&keywords.any_of, Matching::Several)];
    for (union, matching) in unions.into_iter().filter(|(union, _)| !union.is_empty()) {
        let kind = one_of(lowering, node, union, matching, keywords);
        if is_only_union(keywords) {
            return kind;
        }
        parts.push(lowering.schemas.add(Schema::new(node.pointer.clone(), kind)));
    }
    if parts.is_empty() {
        return with_discriminator(lowering, node, keywords);
    }
    if has_members(keywords) {
        let own = typed(lowering, node, keywords);
        parts.push(lowering.schemas.add(Schema::new(node.pointer.clone(), own)));
    }
    Kind::AllOf(parts)
}

/// Whether the object has one union and no other keywords for values.
fn is_only_union(keywords: &Keywords) -> bool {
    keywords.all_of.is_empty()
        && !has_members(keywords)
        && (keywords.one_of.is_empty() || keywords.any_of.is_empty())
}

/// Lowers `type`, for an object with its discriminator.
fn with_discriminator<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    keywords: &Keywords,
) -> Kind {
    match typed(lowering, node, keywords) {
        Kind::Object(mut object) => {
            object.discriminator = discriminator(lowering, node, keywords);
            Kind::Object(object)
        }
        kind => kind,
    }
}

/// Lowers `type`. Several types become a union, each with the keywords that apply to it.
fn typed<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>, keywords: &Keywords) -> Kind {
    match keywords.types.as_slice() {
        [] => of_type(lowering, inferred(keywords), keywords),
        [name] => of_type(lowering, name, keywords),
        several => {
            let mut variants = Vec::new();
            for name in several {
                let kind = of_type(lowering, name, keywords);
                variants.push(lowering.schemas.add(Schema::new(node.pointer.clone(), kind)));
            }
            Kind::Union(Box::new(Union { variants, ..Union::default() }))
        }
    }
}

/// The type that the keywords imply if `type` is absent.
fn inferred(keywords: &Keywords) -> &'static str {
    let object = !keywords.properties.is_empty()
        || !keywords.required.is_empty()
        || keywords.additional_properties.is_some();
    match keywords {
        _ if object => "object",
        _ if keywords.items.is_some() => "array",
        _ if keywords.limits.pattern.is_some() || keywords.limits.max_length.is_some() => "string",
        _ => "any",
    }
}

fn of_type(lowering: &mut Lowering<'_, '_>, name: &str, keywords: &Keywords) -> Kind {
    let format = keywords.format.as_deref().unwrap_or_default();
    match name {
        "string" if lowering.options.formats == Formats::Text => Kind::String(StringKind::Text),
        "string" => Kind::String(string_kind(format)),
        "file" => Kind::String(StringKind::Binary),
        "integer" => Kind::Integer(integer_kind(format, &keywords.limits)),
        "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "null" => Kind::Null,
        "array" => Kind::Array(keywords.items.as_ref().map(|items| child(lowering, items))),
        "object" => Kind::Object(Box::new(object(lowering, keywords))),
        _ => Kind::Any,
    }
}

fn object(lowering: &mut Lowering<'_, '_>, keywords: &Keywords) -> Object {
    let mut properties: IndexMap<String, SchemaId> = IndexMap::new();
    for (name, property) in &keywords.properties {
        let node = lowering.document.at(property);
        // An object cannot have a property whose schema is `false`.
        if !node.as_ref().is_some_and(|node| *node.value == Value::Bool(false)) {
            properties.insert(name.clone(), lowered_at(lowering, property, node));
        }
    }
    let additional = match &keywords.additional_properties {
        None => Additional::Unspecified,
        Some(AdditionalProperties::Any) => Additional::Any,
        Some(AdditionalProperties::Forbidden) => Additional::Forbidden,
        Some(AdditionalProperties::Schema(it)) => Additional::Schema(child(lowering, it)),
    };
    Object {
        properties,
        required: keywords.required.iter().cloned().collect(),
        additional,
        discriminator: None,
    }
}

fn children(lowering: &mut Lowering<'_, '_>, children: &[Pointer]) -> Vec<SchemaId> {
    children.iter().map(|schema| child(lowering, schema)).collect()
}

/// The id of the sub-schema at `pointer`.
fn child(lowering: &mut Lowering<'_, '_>, pointer: &Pointer) -> SchemaId {
    let node = lowering.document.at(pointer);
    lowered_at(lowering, pointer, node)
}

fn lowered_at<'v>(
    lowering: &mut Lowering<'v, '_>,
    pointer: &Pointer,
    node: Option<Node<'v>>,
) -> SchemaId {
    match node {
        Some(node) => lowering.schema(node),
        None => lowering.schemas.add(Schema::new(pointer.clone(), Kind::Any)),
    }
}
