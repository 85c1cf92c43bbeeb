//! Media types to the families that are read and written alike.

use super::types::Types;
use crate::ir::{Kind, MediaType, StringKind};
use crate::rust::TypeRef;

/// A family of media types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Json,
    Form,
    Multipart,
    /// Text in UTF-8.
    Text,
    /// Text in an encoding of its own, such as XML.
    Document,
    /// Server-sent events.
    Events,
    /// Lines of JSON.
    Lines,
    Binary,
}

impl Family {
    /// The family of a media type. What may be anything is JSON if its schema describes more than
    /// a text.
    pub(super) fn of(media_type: &MediaType, types: &Types<'_>) -> Self {
        let essence = essence(&media_type.name);
        let (main, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
        match (main, subtype) {
            ("*" | "application", "*") => Self::of_schema(media_type, types),
            (_, "json") => Self::Json,
            ("application", "x-www-form-urlencoded") => Self::Form,
            ("multipart", _) => Self::Multipart,
            ("text", "event-stream") => Self::Events,
            ("application", "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines") => {
                Self::Lines
            }
            ("text", _) => Self::Text,
            ("application", "xml" | "yaml" | "x-yaml") => Self::Document,
            _ if subtype.ends_with("+json") => Self::Json,
            _ if subtype.ends_with("+xml") || subtype.ends_with("+yaml") => Self::Document,
            _ => Self::Binary,
        }
    }

    /// How easy it is to use, the easiest first.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Json => 0,
            Self::Form => 1,
            Self::Text => 2,
            Self::Document | Self::Events | Self::Lines | Self::Binary => 3,
            Self::Multipart => 4,
        }
    }

    fn of_schema(media_type: &MediaType, types: &Types<'_>) -> Self {
        let schemas = &types.ir.schemas;
        match media_type.schema.map(|schema| &schemas[schemas.target(schema)].kind) {
            None | Some(Kind::Any | Kind::String(StringKind::Binary)) => Self::Binary,
            Some(Kind::String(_)) => Self::Text,
            Some(_) => Self::Json,
        }
    }
}

/// A media type in lower case, without its parameters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The type of the values that a media type holds, null included.
pub(super) fn value_type(media_type: &MediaType, types: &Types<'_>) -> TypeRef {
    media_type.schema.map_or(TypeRef::Value, |schema| types.standalone_ref(schema))
}

/// The word for a media type: `ScimJson` for `application/scim+json`.
pub(super) fn word(media_type: &str) -> String {
    let essence = essence(media_type);
    let subtype = essence.rsplit('/').next().unwrap_or_default();
    let plain = subtype.trim_start_matches("x-").trim_start_matches("vnd.");
    if plain.is_empty() || plain == "*" { "bytes".to_owned() } else { plain.replace('+', " ") }
}
