//! What the values of enums and the variants of unions are called.

use serde_json::Value;

use super::docs::docs;
use super::types::Types;
use crate::bundle;
use crate::ident::{Scope, VariantName, unique};
use crate::ir::{self, Kind, SchemaId, Schemas, StringKind};
use crate::rust::{EnumValue, Enumeration, Repr, Union, UnionVariant};

/// What the values of a list have in common; none where Rust has a type for them already.
pub(super) fn repr(enumeration: &ir::Enumeration) -> Option<Repr> {
    let all = |test: fn(&Value) -> bool| enumeration.values.iter().all(test);
    match () {
        () if all(Value::is_string) => Some(Repr::Text),
        () if all(Value::is_boolean) => None,
        () if all(|value| integer(value).is_some()) => Some(Repr::Integer),
        () if all(Value::is_number) => None,
        () => Some(Repr::Mixed),
    }
}

/// The value as a whole number, also where it is written as `1.0`.
pub(super) fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number =
            value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
        format!("{number:.0}").parse().ok()
    })
}

/// The enum for a list of values.
pub(super) fn enumeration(ir: &ir::Enumeration, repr: Repr) -> Enumeration {
    let mut scope = Scope::default();
    let texts: Vec<String> = ir.values.iter().map(text).collect();
    let wished: Vec<(&str, VariantName)> = texts
        .iter()
        .zip(&ir.values)
        .zip(&ir.names)
        .map(|((text, value), name)| match name {
            Some(name) => (name.as_str(), VariantName::new(name)),
            None if value.is_number() => (text.as_str(), VariantName::number(text)),
            None => (text.as_str(), VariantName::new(text)),
        })
        .collect();
    let names = unique(&mut scope, &wished);
    let value = |((name, value), raw_docs): ((VariantName, &Value), &ir::Docs)| EnumValue {
        docs: docs(raw_docs, || format!("Written as `{}`.", shown(value))),
        value: match repr {
            Repr::Integer => integer(value).map_or_else(|| value.clone(), Value::from),
            Repr::Text | Repr::Mixed => value.clone(),
        },
        name,
    };
    Enumeration {
        repr,
        values: names.into_iter().zip(&ir.values).zip(&ir.docs).map(value).collect(),
        unknown: scope.take(VariantName::new("Unknown")),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The value as it can stand in a line of documentation.
fn shown(value: &Value) -> String {
    let text = text(value);
    if text.is_empty() || text.trim() != text || text.contains(['`', '\n', '\r']) {
        format!("{text:?}").replace('`', "'")
    } else {
        text
    }
}

/// The union of several types.
pub(super) fn union(types: &Types<'_>, ir: &ir::Union) -> Union {
    let mut scope = Scope::default();
    let labels: Vec<String> = ir.variants.iter().map(|variant| label(types.ir, *variant)).collect();
    let wished: Vec<(&str, VariantName)> =
        labels.iter().map(|label| (label.as_str(), VariantName::new(label))).collect();
    let names = unique(&mut scope, &wished);
    let variant = |(name, id): (VariantName, &SchemaId)| UnionVariant {
        docs: docs(&types.ir.schemas[*id].docs, String::new),
        ty: types.type_ref(*id),
        name,
    };
    Union {
        variants: names.into_iter().zip(&ir.variants).map(variant).collect(),
        selection: ir.selection.clone(),
        unknown: scope.take(VariantName::new("Unknown")),
    }
}

/// What a variant is called: a component by its name, anything else by its title, else by the value
/// that it is recognised by, else by its kind.
pub(super) fn label(ir: &ir::Api, id: SchemaId) -> String {
    if let Some(name) = component(ir, id) {
        return name.clone();
    }
    let schema = &ir.schemas[id];
    let title = schema.docs.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    match title.filter(|title| title.chars().count() <= 40) {
        Some(title) => title.to_owned(),
        None => tag(&ir.schemas, id).unwrap_or_else(|| kind(&ir.schemas, id)),
    }
}

/// The name of the component, or of the schema in another file, that a reference leads to.
fn component(ir: &ir::Api, id: SchemaId) -> Option<String> {
    let mut current = id;
    for _ in 0..8 {
        if ir.shared.contains(&current)
            && let Some(name) = bundle::name(&ir.schemas[current].pointer)
        {
            return Some(name);
        }
        let tokens: Vec<_> = ir.schemas[current].pointer.tokens().take(4).collect();
        match (tokens.as_slice(), &ir.schemas[current].kind) {
            ([components, schemas, name], _)
                if components == "components" && schemas == "schemas" =>
            {
                return Some(name.to_string());
            }
            (_, Kind::Reference(next)) => current = *next,
            _ => return None,
        }
    }
    None
}

/// The only text that a required member of the object may hold.
fn tag(schemas: &Schemas, id: SchemaId) -> Option<String> {
    let Kind::Object(object) = &schemas[schemas.target(id)].kind else { return None };
    object.properties.iter().find_map(|(name, property)| {
        let Kind::Enum(listed) = &schemas[schemas.target(*property)].kind else { return None };
        match listed.values.as_slice() {
            [Value::String(value)] if object.required.contains(name) => Some(value.clone()),
            _ => None,
        }
    })
}

fn kind(schemas: &Schemas, id: SchemaId) -> String {
    let kind = match &schemas[schemas.target(id)].kind {
        Kind::Boolean => "Boolean",
        Kind::Integer(_) | Kind::String(StringKind::Integer(_)) => "Integer",
        Kind::Number => "Number",
        Kind::String(StringKind::DateTime) => "DateTime",
        Kind::String(StringKind::Date) => "Date",
        Kind::String(StringKind::Uuid) => "Uuid",
        Kind::String(StringKind::Base64) => "Base64",
        Kind::String(StringKind::Text | StringKind::Binary) => "Text",
        Kind::Enum(_) => "Listed",
        Kind::Array(items) => {
            return items.map_or_else(|| "List".to_owned(), |items| plural(schemas, items));
        }
        Kind::Object(_) => "Object",
        Kind::Any | Kind::Null | Kind::Union(_) | Kind::AllOf(_) | Kind::Reference(_) => "Value",
    };
    kind.to_owned()
}

/// A list of what one item is called.
fn plural(schemas: &Schemas, items: SchemaId) -> String {
    match &schemas[schemas.target(items)].kind {
        Kind::Array(_) => "Lists".to_owned(),
        _ => format!("{} List", kind(schemas, items)),
    }
}
