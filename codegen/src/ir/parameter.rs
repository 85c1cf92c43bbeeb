//! Parameters and how their values are serialized.

use super::{Docs, Encoding, Example, SchemaId, Serialized};
use crate::pointer::Pointer;

/// The location of a parameter in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    Path,
    Query,
    /// The whole query.
    QueryString,
    Header,
    Cookie,
}

/// The serialization of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serialization {
    /// The OpenAPI style in Rust's spelling, or `Json` or `Text` for `content`. For a whole query,
    /// `Form`, `Json` or `Text`, by its media type.
    pub style: &'static str,
    /// Whether lists and objects are serialized as several parameters.
    pub explode: bool,
    /// Whether reserved characters are not percent-encoded.
    pub allow_reserved: bool,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The location.
    pub pointer: Pointer,
    /// The name on the wire.
    pub name: String,
    /// The location in the request.
    pub location: Location,
    /// The serialization.
    pub serialization: Serialization,
    /// Whether it is required.
    pub required: bool,
    /// Whether the client makes a value for each call, by which the server recognizes a repeated
    /// request.
    pub is_idempotency_key: bool,
    /// The documentation.
    pub docs: Docs,
    /// The pinned name: `x-rust-name`.
    pub rust_name: Option<String>,
    /// The schema; without one the value is a string.
    pub schema: Option<SchemaId>,
    /// The encodings of the members of a form that is the whole query.
    pub encodings: Vec<(String, Encoding)>,
    /// The examples.
    pub examples: Vec<Example>,
    /// The texts of examples.
    pub serialized: Vec<Serialized>,
}
