//! Translates the parts of a multipart body that have a position to a struct of these parts.
//!
//! Invariant: the fields have the order of the parts, and each part before another one is required, so
//! that no part has the position of another one.

use super::part_headers;
use super::parts::{BINARY, first, is_file, struct_of_parts, unknown_part};
use crate::analysis::pinned_label;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{FieldName, Scope, TypeName};
use crate::ir::{Encoding, Kind, MediaType, PositionalPart, PositionalParts, SchemaId};
use crate::rust::{Docs, Field, PartFormat, Parts, Presence, Struct, TypeRef};
use crate::translate::docs::docs;
use crate::translate::types::Types;

/// The parts of a body.
pub(super) fn parts(
    media_type: &MediaType,
    positional: &PositionalParts,
    types: &Types<'_>,
    name: TypeName,
    diagnostics: &mut Diagnostics,
) -> Parts {
    for (name, encoding) in &media_type.encodings {
        diagnostics.push(unknown_part(name, encoding));
    }
    let mut fields = Fields { types, diagnostics, scope: Scope::with(&["new"]) };
    let mut members = Vec::new();
    for (position, part) in positional.first.iter().enumerate() {
        let number = position.saturating_add(1);
        let (name, text) = (format!("part {number}"), format!("Part {number}."));
        let (field, media_type) = fields.field(part, &name, text);
        members.push((field, PartFormat::Unnamed(media_type)));
    }
    if let Some(part) = &positional.rest {
        let (presence, text) = match members.as_slice() {
            [] => (Presence::Required, "The parts."),
            _ => (Presence::Optional, "The parts after the others."),
        };
        let (field, media_type) = fields.field(part, "parts", text.to_owned());
        let field = Field { ty: TypeRef::List(Box::new(field.ty)), presence, ..field };
        members.push((field, PartFormat::UnnamedList(media_type)));
    }
    let (fields, formats) = members.into_iter().unzip();
    let docs = Docs::of("The parts of the request body, in their order.".to_owned());
    Parts { ty: struct_of_parts(name, docs, Struct { fields, additional: None }), formats }
}

/// Makes the fields of the parts.
struct Fields<'f, 't> {
    types: &'f Types<'t>,
    diagnostics: &'f mut Diagnostics,
    scope: Scope,
}

impl Fields<'_, '_> {
    /// The field of a part, and the media type of the part. `text` is the documentation of one without a
    /// description.
    fn field(&mut self, part: &PositionalPart, name: &str, text: String) -> (Field, String) {
        let encoding = part.encoding.as_ref();
        let pinned = part.schema.and_then(|schema| pinned_label(self.types.ir, schema));
        let described = part.schema.map(|schema| self.types.ir.schemas[schema].docs.clone());
        let mut field = Field {
            name: self.scope.take(FieldName::new(pinned.unwrap_or(name))),
            wire: name.to_owned(),
            ty: TypeRef::File,
            presence: Presence::Required,
            docs: docs(&described.unwrap_or_default(), || text),
        };
        let declared = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let declared = declared.and_then(first);
        let headers = encoding.map_or(&[][..], |encoding| &encoding.headers);
        let value = part.schema.filter(|schema| !self.is_binary(*schema, encoding));
        let Some(schema) = value else {
            part_headers::document(&mut field, headers);
            return (field, declared.unwrap_or(BINARY).to_owned());
        };
        field.ty = self.types.standalone_ref(schema);
        if let Some(encoding) = encoding.filter(|_| !headers.is_empty()) {
            self.diagnostics.push(unsent_headers(encoding));
        }
        (field, declared.unwrap_or_else(|| self.default_of(schema)).to_owned())
    }

    /// Whether the part is a file: by its schema or encoding, or because nothing is known of it.
    fn is_binary(&self, schema: SchemaId, encoding: Option<&Encoding>) -> bool {
        let declared = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let is_any = matches!(self.kind(schema), Kind::Any);
        is_file(self.types, schema, encoding) || (is_any && declared.is_none())
    }

    /// The media type of a value without a declared one (OpenAPI 3.2, Encoding Object).
    fn default_of(&self, schema: SchemaId) -> &'static str {
        match self.kind(schema) {
            Kind::Boolean | Kind::Integer(_) | Kind::Number | Kind::String(_) | Kind::Enum(_) => {
                "text/plain"
            }
            _ => "application/json",
        }
    }

    fn kind(&self, schema: SchemaId) -> &Kind {
        let schemas = &self.types.ir.schemas;
        &schemas[schemas.target(schema)].kind
    }
}

fn unsent_headers(encoding: &Encoding) -> Diagnostic {
    let message = "headers of a value without a name are not supported";
    Diagnostic::warning("parts-by-position", &encoding.pointer.child("headers"), message)
        .at_key()
        .label("the part is sent without them")
        .help("describe the part as a file, whose headers callers set")
}
