//! Request and response bodies: media types, encodings and examples.

use serde_json::Value;

use super::{Docs, Header, SchemaId, Wire};
use crate::pointer::Pointer;

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// What it says for people.
    pub docs: Docs,
    /// Whether a request without it is invalid.
    pub required: bool,
    /// Its forms by media type.
    pub content: Vec<MediaType>,
}

/// One form of a body.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it stands.
    pub pointer: Pointer,
    /// The media type as written, with its parameters.
    pub name: String,
    /// Its schema.
    pub schema: Option<SchemaId>,
    /// How members are written, by name: `encoding`.
    pub encodings: Vec<(String, Encoding)>,
    /// The data of the event that ends a stream of events: `x-sse-sentinel`.
    pub sse_sentinel: Option<String>,
    /// Its examples.
    pub examples: Vec<Example>,
}

impl MediaType {
    /// The schemas of the headers that parts have.
    pub fn part_headers(&self) -> impl Iterator<Item = SchemaId> {
        let headers = self.encodings.iter().flat_map(|(_, encoding)| &encoding.headers);
        headers.filter_map(|header| header.schema)
    }
}

/// How a member of a form, or a part of a multipart body, is written.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// Where it stands.
    pub pointer: Pointer,
    /// The media type, or several of them with commas.
    pub content_type: Option<String>,
    /// The style in a form, if it is said.
    pub wire: Option<Wire>,
    /// The headers of a part.
    pub headers: Vec<Header>,
}

/// An example with its place.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where its value stands.
    pub pointer: Pointer,
    /// The value.
    pub value: Value,
}

/// A media type in lower case, without its parameters.
#[must_use]
pub fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
