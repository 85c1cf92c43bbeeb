//! Finds names of the description that are the same in Rust, so that one of them has a number.
//!
//! The number depends on the order of the names. Invariant: only names that end in a digit are compared
//! with what they would be without another one.

use std::collections::HashMap;

use super::Report;
use crate::analysis::Analysis;
use crate::diagnostics::Diagnostic;
use crate::ident::{FieldName, TypeName, VariantName};
use crate::ir::{self, SchemaId};
use crate::naming::Names;
use crate::pointer::Pointer;
use crate::resolve::Document;
use crate::rust::{self, TypeKind};

const CODE: &str = "colliding-names";

pub(super) fn check(
    document: Document<'_>,
    api: &ir::Api,
    analysis: &Analysis,
    names: &Names,
    rust: &rust::Api,
    report: &mut Report,
) {
    if report.is_allowed(CODE) {
        return;
    }
    operations(api, names, report);
    types(api, analysis, names, report);
    for (id, ty) in analysis.types.iter().zip(&rust.types) {
        match &ty.kind {
            TypeKind::Struct(fields) => properties(api, *id, fields, report),
            TypeKind::Enum(values) => {
                enum_values(document, &api.schemas[*id].pointer, values, report);
            }
            _ => {}
        }
    }
}

/// Whether the name may have got a number.
fn is_numbered(name: &str) -> bool {
    name.ends_with(|last: char| last.is_ascii_digit())
}

/// A name that got a number because of another one.
struct Collision<'n> {
    /// The name of the description.
    name: &'n str,
    /// The name that it would have.
    wanted: String,
    /// The name that it has.
    chosen: &'n str,
    pointer: Pointer,
    /// The location of the one that has the wanted name, unless it is a name of every client.
    other: Option<Pointer>,
}

impl Collision<'_> {
    fn diagnostic(self, help: &str) -> Diagnostic {
        let Self { name, wanted, chosen, pointer, other } = self;
        let message = format!("`{name}` would be `{wanted}` in Rust, which is taken");
        let found = Diagnostic::of_code(CODE, &pointer, message)
            .label(format!("its name is `{chosen}` instead"));
        let found = match other {
            Some(other) => found.related_to(&other, format!("this one is `{wanted}`")),
            None => found.note(format!("each client has a `{wanted}` of its own there")),
        };
        found.help(help)
    }
}

const RENAME: &str = "name one of them with `x-rust-name`";

fn operations(api: &ir::Api, names: &Names, report: &mut Report) {
    let pairs = || api.operations.iter().zip(&names.operations);
    let mut by_name: Option<HashMap<&FieldName, &ir::Operation>> = None;
    for (operation, named) in pairs().filter(|(_, named)| is_numbered(named.method.as_str())) {
        let wanted = FieldName::new(operation.rust_name.as_deref().unwrap_or(&named.id));
        if wanted == named.method {
            continue;
        }
        let by_name =
            by_name.get_or_insert_with(|| pairs().map(|(it, named)| (&named.method, it)).collect());
        let collision = Collision {
            name: &named.id,
            wanted: wanted.as_str().to_owned(),
            chosen: named.method.as_str(),
            pointer: operation.pointer.child("operationId"),
            other: by_name.get(&wanted).map(|other| other.pointer.child("operationId")),
        };
        report.push(collision.diagnostic(RENAME));
    }
}

/// Components. Other types have names of which one is free.
fn types(api: &ir::Api, analysis: &Analysis, names: &Names, report: &mut Report) {
    let components = api.component_names();
    let pairs = || analysis.types.iter().zip(&names.types);
    let mut by_name: Option<HashMap<&TypeName, SchemaId>> = None;
    for (id, named) in pairs().filter(|(_, named)| is_numbered(named.name.as_str())) {
        let schema = &api.schemas[*id];
        let Some(name) = schema.type_name().or_else(|| components.get(id).copied()) else {
            continue;
        };
        let wanted = TypeName::new(name);
        if wanted == named.name {
            continue;
        }
        let by_name =
            by_name.get_or_insert_with(|| pairs().map(|(id, named)| (&named.name, *id)).collect());
        let other = by_name.get(&wanted).map(|other| api.schemas[*other].pointer.clone());
        let collision = Collision {
            name,
            wanted: wanted.as_str().to_owned(),
            chosen: named.name.as_str(),
            pointer: schema.pointer.clone(),
            other,
        };
        report.push(collision.diagnostic(RENAME).at_key());
    }
}

fn properties(api: &ir::Api, id: SchemaId, fields: &rust::Struct, report: &mut Report) {
    let schema = &api.schemas[id];
    let ir::Kind::Object(object) = &schema.kind else { return };
    let pointer = |wire: &str| schema.pointer.child("properties").child(wire);
    let mut by_name: Option<HashMap<&FieldName, &str>> = None;
    for field in fields.fields.iter().filter(|field| is_numbered(field.name.as_str())) {
        let property = object.properties.get(&field.wire);
        let pinned = property.and_then(|id| api.pinned_property(&field.wire, *id));
        let wanted = FieldName::new(pinned.unwrap_or(&field.wire));
        if wanted == field.name {
            continue;
        }
        let by_name = by_name.get_or_insert_with(|| {
            fields.fields.iter().map(|other| (&other.name, other.wire.as_str())).collect()
        });
        let collision = Collision {
            name: &field.wire,
            wanted: wanted.as_str().to_owned(),
            chosen: field.name.as_str(),
            pointer: pointer(&field.wire),
            other: by_name.get(&wanted).map(|other| pointer(other)),
        };
        report.push(collision.diagnostic(RENAME).at_key());
    }
}

fn enum_values(
    document: Document<'_>,
    schema: &Pointer,
    values: &rust::Enumeration,
    report: &mut Report,
) {
    let mut listed: Option<Listed<'_>> = None;
    for value in values.values.iter().filter(|value| is_numbered(value.name.as_str())) {
        let Some(name) = value.value.as_str() else { continue };
        let wanted = VariantName::new(name);
        if wanted == value.name {
            continue;
        }
        let listed = listed.get_or_insert_with(|| Listed::new(document, schema, values));
        // A name that an extension gives has nothing to do with the value.
        let Some(other) = listed.by_name.get(&wanted) else { continue };
        let collision = Collision {
            name,
            wanted: wanted.as_str().to_owned(),
            chosen: value.name.as_str(),
            pointer: listed.pointer(&value.value),
            other: Some(listed.pointer(other)),
        };
        report.push(collision.diagnostic("name the values with `x-enum-varnames`"));
    }
}

/// The values of an enum by their names, and where they are listed.
struct Listed<'r> {
    by_name: HashMap<&'r VariantName, &'r serde_json::Value>,
    list: Pointer,
    positions: HashMap<serde_json::Value, usize>,
}

impl<'r> Listed<'r> {
    fn new(document: Document<'r>, schema: &Pointer, values: &'r rust::Enumeration) -> Self {
        let list = schema.child("enum");
        let listed = document.at(&list).and_then(|node| node.value.as_array());
        let listed = listed.into_iter().flatten().enumerate();
        Self {
            by_name: values.values.iter().map(|it| (&it.name, &it.value)).collect(),
            positions: listed.map(|(position, value)| (value.to_json(), position)).collect(),
            list,
        }
    }

    fn pointer(&self, value: &serde_json::Value) -> Pointer {
        let position = self.positions.get(value);
        position.map_or_else(|| self.list.clone(), |position| self.list.index(*position))
    }
}
