//! Request bodies: which of the media types is sent, and how.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Body, BodyFormat, TypeRef};
use crate::name::docs::docs;
use crate::name::media::Family;
use crate::name::types::Types;
use crate::names::{FieldName, Scope};
use crate::raw::{self, MediaType};

/// The body that a method takes: the first media type of the family that is easiest to use.
pub(super) fn body(
    raw: &raw::Body,
    types: &Types<'_>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Option<Body> {
    let rank = |media_type: &&MediaType| Family::of(media_type, types).rank();
    let chosen = raw.content.iter().min_by_key(rank)?;
    let format = match (Family::of(chosen, types), chosen.schema) {
        (Family::Json, schema) => {
            BodyFormat::Json(schema.map_or(TypeRef::Value, |schema| types.standalone_ref(schema)))
        }
        (Family::Form, Some(schema)) => BodyFormat::Form(types.type_ref(schema)),
        (Family::Text, _) => BodyFormat::Text,
        (Family::Multipart, _) => {
            diagnostics.push(raw_multipart(chosen));
            BodyFormat::Bytes
        }
        (Family::Form | Family::Document | Family::Events | Family::Lines | Family::Binary, _) => {
            BodyFormat::Bytes
        }
    };
    Some(Body {
        name: scope.take(FieldName::new("body")),
        media_type: concrete(&chosen.name),
        format,
        required: raw.required,
        docs: docs(&raw.docs, || "The body of the request.".to_owned()),
    })
}

/// The media type to send where the description has a wildcard.
fn concrete(media_type: &str) -> String {
    match media_type.trim() {
        "*/*" | "application/*" => "application/json".to_owned(),
        "text/*" => "text/plain".to_owned(),
        other => other.to_owned(),
    }
}

fn raw_multipart(chosen: &MediaType) -> Diagnostic {
    Diagnostic::warning("raw-multipart", &chosen.pointer, "multipart bodies are not assembled")
        .at_key()
        .label("the method takes the encoded body as bytes")
        .help("set a Content-Type with the boundary through `CallOptions`")
}
