//! Chooses the label of a union variant, from which its name is made.
//!
//! A pinned name comes first. A component is labeled with its name, any other schema with its title, else
//! with the value of the property that identifies it, else with its kind.

use serde_json::Value;

use crate::ir::{self, Kind, SchemaId, Schemas, StringKind};
use crate::pointer::bundled;

/// The longest title that serves as a label, in characters.
const MAX_TITLE: usize = 40;

/// The pinned name of a variant, which its schema or a reference to that has: `x-rust-name`.
pub(crate) fn pinned_label(ir: &ir::Api, id: SchemaId) -> Option<&str> {
    let own = ir.schemas[id].rare.rust_name.as_deref();
    own.or_else(|| ir.schemas[ir.schemas.target(id)].rare.rust_name.as_deref())
}

/// The label of a variant.
pub(crate) fn variant_label(ir: &ir::Api, id: SchemaId) -> String {
    if let Some(name) = pinned_label(ir, id) {
        return name.to_owned();
    }
    if let Some(name) = component(ir, id) {
        return name;
    }
    let schema = &ir.schemas[id];
    let title = schema.docs.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    match title.filter(|title| title.chars().count() <= MAX_TITLE) {
        Some(title) => title.to_owned(),
        None => tag(&ir.schemas, id).unwrap_or_else(|| kind(&ir.schemas, id)),
    }
}

/// The name of the component, or of the schema in another file, that a reference resolves to.
fn component(ir: &ir::Api, id: SchemaId) -> Option<String> {
    let mut current = id;
    for _ in 0..8 {
        if let Some(name) = ir.in_other_files.get(&current) {
            return Some(name.clone());
        }
        if ir.shared.contains(&current)
            && let Some(name) = bundled::name(&ir.schemas[current].pointer)
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

/// The only value that a required property of the object allows.
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
        Kind::Foreign(foreign) => foreign.path.name(),
        Kind::Boolean => "Boolean",
        Kind::Integer(_) | Kind::String(StringKind::Integer(_)) => "Integer",
        Kind::Number => "Number",
        Kind::String(StringKind::DateTime) => "DateTime",
        Kind::String(StringKind::Date) => "Date",
        Kind::String(StringKind::Uuid) => "Uuid",
        Kind::String(StringKind::Base64 | StringKind::Base64Url) => "Base64",
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

/// The label of a list, made from that of its items.
fn plural(schemas: &Schemas, items: SchemaId) -> String {
    match &schemas[schemas.target(items)].kind {
        Kind::Array(_) => "Lists".to_owned(),
        _ => format!("{} List", kind(schemas, items)),
    }
}
