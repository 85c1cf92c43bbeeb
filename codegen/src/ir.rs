//! The intermediate representation: the description as plain data, in OpenAPI's terms, with the
//! pointer of each node.
//!
//! [`lower`](crate::lower) produces it, [`passes`](crate::passes) rewrite it, and
//! [`translate`](crate::translate) reads it. Invariant: it contains no Rust identifier, and every
//! reference is the [`SchemaId`] of its target.

mod content;
mod depth_first;
mod enumeration;
mod graph;
mod json_kind;
mod kind;
mod link;
mod operation;
mod parameter;
mod poller;
mod response;
mod schema;
mod server;
mod shortcuts;
mod union;

use std::collections::{HashMap, HashSet};

pub use self::content::{Body, Encoding, Example, MediaType, essence, is_json};
pub use self::depth_first::{DepthFirst, depth_first};
pub use self::enumeration::{EnumRepr, Enumeration, integer};
pub use self::graph::{cyclic, strongly_connected};
pub use self::json_kind::{JsonKind, json_kinds};
pub use self::kind::{Additional, IntegerKind, Kind, Object, StringKind};
pub use self::link::{Link, LinkTarget, LinkValue};
pub use self::operation::{Idempotence, Operation, SecurityAlternative};
pub use self::parameter::{Location, Parameter, Serialization};
pub use self::poller::{Poller, Spanned};
pub use self::response::{Header, Response, StatusPattern};
pub use self::schema::{Access, Schema, SchemaId, Schemas};
pub use self::server::{Scheme, SchemeKind, Server, Variable};
pub use self::union::{Discriminator, ObjectPattern, Selection, Union};

/// The documentation of an object of the description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// A short name or summary.
    pub title: Option<String>,
    /// Text in `CommonMark`.
    pub description: Option<String>,
    /// The limits of values, as sentences.
    pub limits: Vec<String>,
    /// Whether the object is deprecated.
    pub deprecated: bool,
}

/// A whole description.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`, `info.summary` and `info.description`.
    pub docs: Docs,
    /// `info.version`, as written.
    pub version: String,
    /// `info.license`: its SPDX identifier, or its name.
    pub license: Option<String>,
    /// The servers of the whole API.
    pub servers: Vec<Server>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
    /// The documentation of tags, by name.
    pub tags: Vec<(String, Docs)>,
    /// All schemas.
    pub schemas: Schemas,
    /// Nested schemas that are targets of a `$ref`.
    pub shared: HashSet<SchemaId>,
    /// The named schemas in document order.
    pub components: Vec<(String, SchemaId)>,
    /// The names of components whose schema is in another file.
    pub in_other_files: HashMap<SchemaId, String>,
    /// The number of examples that contradict their schemas.
    pub examples_left_out: usize,
    /// The operations in document order.
    pub operations: Vec<Operation>,
}

impl Api {
    /// The names of the components, by schema.
    #[must_use]
    pub fn component_names(&self) -> HashMap<SchemaId, &str> {
        self.components.iter().map(|(name, id)| (*id, name.as_str())).collect()
    }
}
