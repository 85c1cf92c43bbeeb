//! Where types, fields and variants are declared, and what their values are on the wire.

use std::collections::HashMap;

use serde_json::Value;

use super::Declared;
use super::facts::{Facts, json, quoted};
use crate::analysis::Analysis;
use crate::ir::{self, Kind, SchemaId};
use crate::pointer::Pointer;
use crate::resolve::Document;
use crate::rust::{Api, Enumeration, Struct, Type, TypeKind, Union, Usage};

/// Adds all types that are emitted.
pub(super) fn add(
    declared: &mut Declared,
    document: Document<'_>,
    ir: &ir::Api,
    analysis: &Analysis,
    rust: &Api,
) {
    // Types have the order of the analysis.
    for (ty, id) in rust.types.iter().zip(&analysis.types) {
        if ty.usage != Usage::Unused {
            one(declared, document, ir, *id, ty);
        }
    }
}

fn one(declared: &mut Declared, document: Document<'_>, ir: &ir::Api, id: SchemaId, ty: &Type) {
    let path = format!("types::{}", ty.name.as_str());
    let schema = &ir.schemas[id];
    declared.place(path.clone(), &schema.pointer);
    let mut facts = Facts::default();
    facts.of_schema(schema);
    declared.facts(&path, "", facts, Some(&schema.pointer));
    match (&ty.kind, &schema.kind) {
        (TypeKind::Struct(object), Kind::Object(ir_object)) => {
            fields(declared, &path, ir, &schema.pointer, ir_object, object);
        }
        (TypeKind::Enum(listed), _) => values(declared, &path, document, &schema.pointer, listed),
        (TypeKind::Union(union), Kind::Union(ir_union)) => {
            let list = written_list(document, &schema.pointer, union.variants.len());
            variants(declared, &path, ir, (&schema.pointer, list.as_ref()), ir_union, union);
        }
        _ => {}
    }
}

fn fields(
    declared: &mut Declared,
    path: &str,
    ir: &ir::Api,
    owner: &Pointer,
    object: &ir::Object,
    fields: &Struct,
) {
    for field in &fields.fields {
        let name = field.name.as_str();
        let path = format!("{path}::{name}");
        let property = object.properties.get(&field.wire).map(|id| &ir.schemas[*id]);
        let pointer = property.map_or(owner, |property| &property.pointer);
        let mut facts = Facts::default();
        if name.trim_start_matches("r#") != field.wire {
            facts.add(quoted(&field.wire));
        }
        if let Some(property) = property {
            facts.of_schema(property);
        }
        declared.facts(&path, "", facts, Some(pointer));
        declared.place(path, pointer);
    }
    if let Some(field) = &fields.additional {
        let pointer = owner.child("additionalProperties");
        declared.place(format!("{path}::{}", field.name.as_str()), &pointer);
    }
}

/// The values of an enum, at their places in the list.
fn values(
    declared: &mut Declared,
    path: &str,
    document: Document<'_>,
    owner: &Pointer,
    listed: &Enumeration,
) {
    let list = owner.child("enum");
    let written = document.at(&list).and_then(|node| node.value.as_array());
    let positions: HashMap<String, usize> = written
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(position, value)| (text(&value.to_json()), position))
        .collect();
    for value in &listed.values {
        let path = format!("{path}::{}", value.name.as_str());
        let position = positions.get(&text(&value.value));
        let pointer = position.map_or_else(|| owner.clone(), |position| list.index(*position));
        let mut facts = Facts::default();
        facts.add(json(&value.value));
        declared.facts(&path, "", facts, Some(&pointer));
        declared.place(path, &pointer);
    }
}

/// The text of a value, which is the same for a number and for a string with its digits.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The list of the variants of a union, if there is one with as many.
fn written_list(document: Document<'_>, owner: &Pointer, count: usize) -> Option<Pointer> {
    let lists = ["oneOf", "anyOf"].map(|name| owner.child(name));
    lists.into_iter().find(|list| {
        let node = document.at(list);
        node.and_then(|node| node.value.as_array()).is_some_and(|list| list.len() == count)
    })
}

fn variants(
    declared: &mut Declared,
    path: &str,
    ir: &ir::Api,
    (owner, list): (&Pointer, Option<&Pointer>),
    ir_union: &ir::Union,
    union: &Union,
) {
    if let Some(discriminator) = &ir_union.discriminator {
        let mut facts = Facts::default();
        facts.add(quoted(&discriminator.property));
        declared.facts(path, "discriminator", facts, Some(owner));
    }
    for (position, (variant, id)) in union.variants.iter().zip(&ir_union.variants).enumerate() {
        let path = format!("{path}::{}", variant.name.as_str());
        let target = ir.schemas.target(*id);
        let mut facts = Facts::default();
        if let Some(discriminator) = &ir_union.discriminator {
            let mapped = discriminator.mapping.iter().chain(&discriminator.names);
            let mapped = mapped.filter(|(_, to)| to == id || ir.schemas.target(*to) == target);
            facts.extend(mapped.map(|(value, _)| quoted(value)));
        }
        let listed = list.map(|list| list.index(position));
        let pointer = listed.as_ref().unwrap_or(&ir.schemas[*id].pointer);
        declared.facts(&path, "", facts, Some(pointer));
        declared.place(path, pointer);
    }
}
