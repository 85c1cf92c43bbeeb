//! Request bodies: which of the media types is sent, and how.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Body, BodyFormat, TypeRef};
use crate::name::docs::docs;
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
    let chosen = raw.content.iter().min_by_key(|media_type| Family::of(&media_type.name))?;
    let format = match (Family::of(&chosen.name), chosen.schema) {
        (Family::Json, schema) => {
            BodyFormat::Json(schema.map_or(TypeRef::Value, |schema| types.nullable_ref(schema)))
        }
        (Family::Form, Some(schema)) => BodyFormat::Form(types.type_ref(schema)),
        (Family::Text, _) => BodyFormat::Text,
        (Family::Multipart, _) => {
            diagnostics.push(raw_multipart(chosen));
            BodyFormat::Bytes
        }
        (Family::Form | Family::Other, _) => BodyFormat::Bytes,
    };
    Some(Body {
        name: scope.take(FieldName::new("body")),
        media_type: concrete(&chosen.name),
        format,
        required: raw.required,
        docs: docs(&raw.docs, || "The body of the request.".to_owned()),
    })
}

/// Families of media types, the easiest to use first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::name) enum Family {
    Json,
    Form,
    Text,
    Other,
    Multipart,
}

impl Family {
    /// The family of a media type; its parameters do not matter.
    pub(in crate::name) fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.split_once('/') {
            Some(("*", "*") | (_, "json")) => Self::Json,
            Some((_, subtype)) if subtype.ends_with("+json") => Self::Json,
            Some(("application", "x-www-form-urlencoded")) => Self::Form,
            Some(("multipart", _)) => Self::Multipart,
            Some(("text", "event-stream")) => Self::Other,
            Some(("text", _)) => Self::Text,
            _ => Self::Other,
        }
    }
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
