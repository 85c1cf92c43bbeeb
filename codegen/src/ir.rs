//! The intermediate representation: the description as plain data, in OpenAPI's terms, with the
//! pointer of each node.
//!
//! [`lower`](crate::lower) produces it, [`passes`](crate::passes) rewrite it, and
//! [`translate`](crate::translate) reads it. Invariant: it contains no Rust identifier but the paths
//! of `x-rust-type`, and every
//! reference is the [`SchemaId`] of its target.

mod bulk;
mod content;
mod depth_first;
mod derive;
mod enumeration;
mod foreign;
mod graph;
mod json_kind;
mod kind;
mod limit;
mod link;
mod method;
mod operation;
mod pagination;
mod parameter;
mod poller;
mod rare;
mod response;
mod schema;
mod server;
mod shortcuts;
mod tag;
mod union;
mod webhook;

pub use self::bulk::{Bulk, BulkItem, BulkJob, BulkResults};
pub use self::content::{
    Body, Encoding, Example, MediaType, PositionalPart, PositionalParts, Serialized, essence,
    is_json, is_sequence,
};
pub use self::depth_first::{DepthFirst, depth_first};
pub use self::derive::{Derive, StandardTrait};
pub use self::enumeration::{EnumRepr, Enumeration, integer, tag_text};
pub use self::foreign::{ForeignCrate, ForeignType};
pub use self::graph::{cyclic, strongly_connected};
pub use self::json_kind::{JsonKind, json_kind, json_kinds};
pub use self::kind::{Additional, IntegerKind, Kind, Object, StringKind};
pub use self::limit::Limit;
pub use self::link::{Link, LinkTarget, LinkValue};
pub use self::method::Method;
pub use self::operation::{Idempotence, Operation, SecurityAlternative};
pub use self::pagination::{
    CursorSource, NextPage, PageNumber, Pages, Pagination, RequestPlace, UrlSource,
};
pub use self::parameter::{Location, Parameter, Serialization};
pub use self::poller::{Poller, Spanned};
pub use self::rare::{Rare, RareKeywords};
pub use self::response::{Header, Response, StatusPattern};
pub use self::schema::{Access, Schema, SchemaId, SchemaMap, SchemaSet, Schemas};
pub use self::server::{Scheme, SchemeKind, Server, Variable};
pub use self::tag::Tag;
pub use self::union::{Discriminator, Matching, ObjectPattern, Selection, TagForm, Union};
pub use self::webhook::{Webhook, WebhookSource};

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
    /// The crates of types that stand for schemas, and of derive macros.
    pub crates: Vec<ForeignCrate>,
    /// What all types derive on request.
    pub derives: Vec<Derive>,
    /// `info.version`, as written.
    pub version: String,
    /// `info.license`: its SPDX identifier, or its name.
    pub license: Option<String>,
    /// The servers of the whole API.
    pub servers: Vec<Server>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
    /// The declared tags.
    pub tags: Vec<Tag>,
    /// All schemas.
    pub schemas: Schemas,
    /// Nested schemas that are targets of a `$ref`.
    pub shared: SchemaSet,
    /// The named schemas in document order.
    pub components: Vec<(String, SchemaId)>,
    /// The names of components whose schema is in another file.
    pub in_other_files: SchemaMap<String>,
    /// The number of examples that contradict their schemas.
    pub examples_left_out: usize,
    /// The operations in document order.
    pub operations: Vec<Operation>,
    /// The requests that the API sends, in document order.
    pub webhooks: Vec<Webhook>,
}

impl Api {
    /// The operations of clients, then those of webhooks and callbacks.
    pub fn all_operations(&self) -> impl Iterator<Item = &Operation> {
        let received = self.webhooks.iter().map(|webhook| &webhook.operation);
        self.operations.iter().chain(received)
    }

    /// The names of the components, by schema.
    #[must_use]
    pub fn component_names(&self) -> SchemaMap<&str> {
        self.components.iter().map(|(name, id)| (*id, name.as_str())).collect()
    }

    /// The pinned name of the property `name` with this schema. That of a schema elsewhere, to which the
    /// property is only a reference, is the name of its type.
    #[must_use]
    pub fn pinned_property(&self, name: &str, id: SchemaId) -> Option<&str> {
        let schema = &self.schemas[id];
        let pinned = schema.rare.rust_name.as_deref()?;
        let is_here = schema.pointer.last().is_some_and(|last| last == name)
            && schema.pointer.parent()?.last().is_some_and(|last| last == "properties");
        is_here.then_some(pinned)
    }
}
