//! Parameters and how their values are serialized.

use super::{Docs, Example, SchemaId};
use crate::pointer::Pointer;

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wire {
    /// The style by OpenAPI's name in Rust's spelling, or `Json` for `content`.
    pub style: &'static str,
    /// Whether lists and objects are written as several parameters.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub location: Location,
    /// How it is written.
    pub wire: Wire,
    /// Whether a request without it is invalid.
    pub required: bool,
    /// What it says for people.
    pub docs: Docs,
    /// The name that `x-rust-name` pins.
    pub rust_name: Option<String>,
    /// Its schema; without one it is text.
    pub schema: Option<SchemaId>,
    /// Its examples.
    pub examples: Vec<Example>,
}
