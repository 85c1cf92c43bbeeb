//! Translates the schema of a multipart body to a struct of its parts.
//!
//! Invariant: a part is a file if its schema is binary or its media type is neither text nor JSON;
//! every other part is a value.

use super::part_headers;
use crate::analysis::is_struct;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{ModuleName, TypeName};
use crate::ir::{Encoding, Kind, MediaType, Object, SchemaId, StringKind, essence, is_json};
use crate::rust::{
    Derives, Docs, Field, PartFormat, Parts, Presence, Struct, Type, TypeKind, TypeRef, Usage,
};
use crate::text::code_span;
use crate::translate::docs::docs;
use crate::translate::fields;
use crate::translate::types::Types;

pub(super) const BINARY: &str = "application/octet-stream";

/// The parts of a body, if its schema declares them.
pub(super) fn parts(
    media_type: &MediaType,
    types: &Types<'_>,
    name: impl FnOnce() -> TypeName,
    diagnostics: &mut Diagnostics,
) -> Option<Parts> {
    let Some((id, object)) = object(media_type, types) else {
        diagnostics.push(untyped(media_type));
        return None;
    };
    let mut structure = fields::structure(types, id, object);
    structure.additional = None;
    let mut scope = part_headers::scope(&structure.fields);
    let mut members = Vec::new();
    for mut field in structure.fields {
        let encoding = encoding(media_type, &field.wire);
        let property = object.properties.get(&field.wire).copied();
        let format = part(&mut field, property, encoding, types);
        let headers = encoding.map_or(&[][..], |encoding| &encoding.headers);
        let own = match format {
            PartFormat::Files(_) => {
                part_headers::document(&mut field, headers);
                Vec::new()
            }
            _ => part_headers::fields(&field, headers, types, &mut scope),
        };
        members.push((field, format));
        members.extend(own);
    }
    let formats;
    (structure.fields, formats) = members.into_iter().unzip();
    for (name, encoding) in &media_type.encodings {
        if !object.properties.contains_key(name) && !object.required.contains(name) {
            diagnostics.push(unknown_part(name, encoding));
        }
    }
    let docs = docs(&types.ir.schemas[id].docs, || "The parts of the request body.".to_owned());
    Some(Parts { ty: struct_of_parts(name(), docs, structure), formats })
}

/// The type of the parts of an operation.
pub(super) fn struct_of_parts(name: TypeName, docs: Docs, structure: Struct) -> Type {
    Type {
        name,
        aliases: Vec::new(),
        schema: None,
        module: ModuleName::new("operations"),
        docs,
        usage: Usage::Request,
        derives: Derives::default(),
        kind: TypeKind::Struct(structure),
    }
}

/// Whether a part is a file.
pub(super) fn have_files(media_type: &MediaType, types: &Types<'_>) -> bool {
    object(media_type, types).is_some_and(|(_, object)| {
        object.properties.iter().any(|(name, property)| {
            let encoding = encoding(media_type, name);
            is_file(types, item(types, *property).unwrap_or(*property), encoding)
        })
    })
}

fn object<'t>(media_type: &MediaType, types: &Types<'t>) -> Option<(SchemaId, &'t Object)> {
    let id = types.ir.schemas.target(media_type.schema?);
    match &types.ir.schemas[id].kind {
        Kind::Object(object) if is_struct(object) => Some((id, object)),
        _ => None,
    }
}

fn encoding<'m>(media_type: &'m MediaType, name: &str) -> Option<&'m Encoding> {
    let found = media_type.encodings.iter().find(|(known, _)| known == name);
    found.map(|(_, encoding)| encoding)
}

/// The encoding of a part. Adjusts its field, because a part can be absent but never null.
fn part(
    field: &mut Field,
    property: Option<SchemaId>,
    encoding: Option<&Encoding>,
    types: &Types<'_>,
) -> PartFormat {
    field.presence = match field.presence {
        Presence::Nullable => Presence::Optional,
        Presence::WriteOnly => Presence::Required,
        presence => presence,
    };
    if field.docs.is_empty() {
        field.docs = Docs::of(format!("The part {}.", code_span(&field.wire)));
    }
    let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let list = property.and_then(|property| item(types, property));
    let is_file = property.is_some_and(|own| is_file(types, list.unwrap_or(own), encoding));
    if is_file {
        field.ty = match list {
            Some(_) => TypeRef::List(Box::new(TypeRef::File)),
            None => TypeRef::File,
        };
        if field.presence == Presence::Required
            && property.is_some_and(|own| types.ir.schemas.nullable(own))
        {
            field.presence = Presence::Optional;
        }
        return PartFormat::Files(content_type.and_then(first).unwrap_or(BINARY).to_owned());
    }
    match content_type.and_then(first) {
        Some(media_type) if list.is_none() || is_json(media_type) => {
            PartFormat::ValueAs(media_type.to_owned())
        }
        _ => PartFormat::Value,
    }
}

/// The schema of the items, if the schema describes an array.
fn item(types: &Types<'_>, schema: SchemaId) -> Option<SchemaId> {
    match types.ir.schemas[types.ir.schemas.target(schema)].kind {
        Kind::Array(item) => item,
        _ => None,
    }
}

pub(super) fn is_file(types: &Types<'_>, schema: SchemaId, encoding: Option<&Encoding>) -> bool {
    let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let is_text =
        |list: &str| list.split(',').all(|one| is_json(one) || essence(one).starts_with("text/"));
    match &types.ir.schemas[types.ir.schemas.target(schema)].kind {
        Kind::String(StringKind::Binary) => true,
        _ => content_type.is_some_and(|list| !is_text(list)),
    }
}

/// The first media type of a list that is not a wildcard.
pub(super) fn first(media_types: &str) -> Option<&str> {
    media_types.split(',').map(str::trim).find(|one| !one.is_empty() && !one.contains('*'))
}

pub(super) fn unknown_part(name: &str, encoding: &Encoding) -> Diagnostic {
    let message = format!("the body has no part `{name}`");
    Diagnostic::warning("unknown-part", &encoding.pointer, message)
        .at_key()
        .label("this encoding is ignored")
        .help("use the name of a property of the schema")
}

fn untyped(media_type: &MediaType) -> Diagnostic {
    let message = "the schema of this body declares no parts";
    Diagnostic::warning("untyped-parts", &media_type.pointer, message)
        .at_key()
        .label("the method takes arbitrary parts")
        .help("use an object schema with a property for each part")
}
