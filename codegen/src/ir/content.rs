//! Request and response bodies: media types, encodings and examples.

use serde_json::Value;

use super::{Docs, Header, SchemaId, Serialization};
use crate::pointer::Pointer;

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The documentation.
    pub docs: Docs,
    /// Whether it is required.
    pub required: bool,
    /// The media types.
    pub content: Vec<MediaType>,
}

/// A media type of a body.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The location.
    pub pointer: Pointer,
    /// The name of the media type with its parameters.
    pub name: String,
    /// The schema.
    pub schema: Option<SchemaId>,
    /// The schema of each item of a sequence: `itemSchema`.
    pub items: Option<SchemaId>,
    /// The parts of a multipart body that have a position in place of a name.
    pub positional: Option<PositionalParts>,
    /// The encodings of properties, by name.
    pub encodings: Vec<(String, Encoding)>,
    /// The data of the event that ends an event stream: `x-sse-sentinel`.
    pub sse_sentinel: Option<String>,
    /// The examples.
    pub examples: Vec<Example>,
    /// The texts of examples that are not JSON.
    pub serialized: Vec<Serialized>,
}

impl MediaType {
    /// The schemas of the value, of its items, and of parts by position.
    pub fn schemas(&self) -> impl Iterator<Item = SchemaId> {
        let parts = self.positional.iter().flat_map(|parts| parts.first.iter().chain(&parts.rest));
        let parts = parts.filter_map(|part| part.schema);
        self.schema.into_iter().chain(self.items).chain(parts)
    }

    /// The schemas of all part headers.
    pub fn part_headers(&self) -> impl Iterator<Item = SchemaId> {
        let headers = self.encodings.iter().flat_map(|(_, encoding)| &encoding.headers);
        headers.filter_map(|header| header.schema)
    }
}

/// The encoding of a form field or of a multipart part.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// The location.
    pub pointer: Pointer,
    /// The media type, or a comma-separated list.
    pub content_type: Option<String>,
    /// The serialization of a form field, if declared.
    pub serialization: Option<Serialization>,
    /// The headers of a part.
    pub headers: Vec<Header>,
}

/// The parts of a multipart body by their position (OpenAPI 3.2, section "Encoding By Position").
#[derive(Clone, Debug)]
pub struct PositionalParts {
    /// The parts at the beginning.
    pub first: Vec<PositionalPart>,
    /// Any number of parts after these.
    pub rest: Option<PositionalPart>,
}

/// A part with a position, or those with all positions from one on.
#[derive(Clone, Debug)]
pub struct PositionalPart {
    /// The schema of its value.
    pub schema: Option<SchemaId>,
    /// Its encoding.
    pub encoding: Option<Encoding>,
}

/// An example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The location of the value.
    pub pointer: Pointer,
    /// The value.
    pub value: Value,
}

/// The text of an example as it is sent: `serializedValue`.
#[derive(Clone, Debug)]
pub struct Serialized {
    /// The location of the text.
    pub pointer: Pointer,
    /// The location of the value, which is an example too.
    pub data: Pointer,
    /// The text.
    pub text: String,
}

/// Whether a media type is a sequence of JSON values or of events (OpenAPI 3.2, section 4.14.3).
#[must_use]
pub fn is_sequence(media_type: &str) -> bool {
    match essence(media_type).split_once('/') {
        Some(("text", "event-stream")) => true,
        Some(("application", subtype)) => {
            let lines = ["x-ndjson", "ndjson", "jsonl", "x-jsonl", "jsonlines"];
            lines.contains(&subtype) || subtype == "json-seq" || subtype.ends_with("+json-seq")
        }
        _ => false,
    }
}

/// A media type in lower case, without its parameters.
#[must_use]
pub fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether the media type is JSON.
#[must_use]
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}
