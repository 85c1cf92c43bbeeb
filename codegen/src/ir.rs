//! The description as plain data: OpenAPI's objects under OpenAPI's names, each with its pointer.
//!
//! Made by [`lower`](crate::lower), rewritten by [`passes`](crate::passes), read by
//! [`name`](crate::translate). Invariant: no Rust identifier appears here, and every reference has been
//! replaced by the [`SchemaId`] of its target.

mod json_kind;
mod link;
mod operation;
mod schema;
mod waiter;

use std::collections::HashSet;

pub use self::json_kind::{JsonKind, json_kinds};
pub use self::link::{Link, LinkTarget, LinkValue};
pub use self::operation::{
    Body, Encoding, Example, Header, Idempotence, Location, MediaType, Operation, Parameter,
    Response, Scheme, SchemeKind, SecurityAlternative, Server, StatusPattern, Variable, Wire,
};
pub use self::schema::{
    Access, Additional, Discriminator, Enumeration, Fit, IntegerKind, Kind, Object, Schema,
    SchemaId, Schemas, Selection, StringKind, Union,
};
pub use self::waiter::{Located, Waiter};

/// What documentation the description gives for one of its objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// A short name or summary.
    pub title: Option<String>,
    /// Text in `CommonMark`.
    pub description: Option<String>,
    /// The limits that values have to keep, as sentences.
    pub limits: Vec<String>,
    /// Whether the description advises against using the object.
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
    /// The security schemes by name.
    pub schemes: Vec<Scheme>,
    /// What the tags mean, by name.
    pub tags: Vec<(String, Docs)>,
    /// Every schema that is reachable.
    pub schemas: Schemas,
    /// Schemas inside of others that a `$ref` names.
    pub shared: HashSet<SchemaId>,
    /// The named schemas in document order.
    pub components: Vec<(String, SchemaId)>,
    /// How many examples contradict their schemas.
    pub examples_left_out: usize,
    /// The operations in document order.
    pub operations: Vec<Operation>,
}
