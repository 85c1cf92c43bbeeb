//! Classifies media types into families that share an encoding.

use crate::ir::{Kind, MediaType, Schemas, StringKind, essence};

/// A family of media types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// JSON, including `+json` types.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Any `multipart` type.
    Multipart,
    /// Text in UTF-8.
    Text,
    /// Text that declares its own encoding, such as XML.
    Document,
    /// Server-sent events.
    Events,
    /// JSON values separated by line feeds.
    Lines,
    /// JSON values after record separators (RFC 7464).
    Sequence,
    /// Everything else.
    Binary,
}

impl Family {
    /// The family of a media type. The schema decides about wildcards.
    pub(crate) fn of(media_type: &MediaType, schemas: &Schemas) -> Self {
        let essence = essence(&media_type.name);
        let (main, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
        match (main, subtype) {
            ("*" | "application", "*") => Self::of_schema(media_type, schemas),
            (_, "json") => Self::Json,
            ("application", "x-www-form-urlencoded") => Self::Form,
            ("multipart", _) => Self::Multipart,
            ("text", "event-stream") => Self::Events,
            ("application", "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines") => {
                Self::Lines
            }
            ("application", "json-seq") => Self::Sequence,
            _ if subtype.ends_with("+json-seq") => Self::Sequence,
            ("text", _) => Self::Text,
            ("application", "xml" | "yaml" | "x-yaml") => Self::Document,
            _ if subtype.ends_with("+json") => Self::Json,
            _ if subtype.ends_with("+xml") || subtype.ends_with("+yaml") => Self::Document,
            _ => Self::Binary,
        }
    }

    /// How convenient a body of this family is to write; 0 is the most convenient.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Json => 0,
            Self::Form => 1,
            Self::Text => 2,
            Self::Document | Self::Events | Self::Lines | Self::Sequence | Self::Binary => 3,
            Self::Multipart => 4,
        }
    }

    fn of_schema(media_type: &MediaType, schemas: &Schemas) -> Self {
        match media_type.schema.map(|schema| &schemas[schemas.target(schema)].kind) {
            None | Some(Kind::Any | Kind::String(StringKind::Binary)) => Self::Binary,
            Some(Kind::String(_)) => Self::Text,
            Some(_) => Self::Json,
        }
    }
}

/// The words of the subtype, from which a variant is named: `scim json` for
/// `application/scim+json`.
pub(crate) fn subtype_words(media_type: &str) -> String {
    let essence = essence(media_type);
    let subtype = essence.rsplit('/').next().unwrap_or_default();
    let plain = subtype.trim_start_matches("x-").trim_start_matches("vnd.");
    if plain.is_empty() || plain == "*" { "bytes".to_owned() } else { plain.replace('+', " ") }
}
