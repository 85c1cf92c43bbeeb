//! The client crate as Rust items: types, operations, response sets, links.
//!
//! [`translate`](crate::translate) produces them and [`emit`](crate::emit) writes them down. Invariant:
//! all decisions about names, types and supported features have been made.

mod body;
mod bulk;
mod derives;
mod link;
mod member_path;
mod operation;
mod pagination;
mod poller;
mod response;
mod sent_example;
mod server;
mod tag;
mod type_ref;
mod types;
mod webhook;

pub use self::body::{
    Body, BodyForm, BodyFormat, BodyKind, BodyVariant, LimitedItems, PartFormat, Parts,
    SequenceForm,
};
pub use self::bulk::{Bulk, BulkBody, BulkCall, BulkJob, BulkLimit, BulkResults, WirePath};
pub use self::derives::{Comparison, Derives};
pub use self::link::{Link, LinkReceiver, LinkSource};
pub use self::member_path::{MemberPath, MemberStep};
pub use self::operation::{Operation, OperationAlias, Parameter, ResponseDocs};
pub use self::pagination::{
    Conversion, CursorSource, NextPage, PageResponses, Pages, RequestPlace, UrlSource,
};
pub use self::poller::Poller;
pub use self::response::{
    Content, DecodeTarget, ErrorEnum, EventForm, Header, HeaderForm, ResponseArm, ResponseSet,
    ResponseSetKind, ResponseVariant, StatusRange,
};
pub use self::sent_example::{SentExample, SentPart};
pub use self::server::{ClientCredentials, Scheme, Server, Variable};
pub use self::tag::{Tag, TagRole};
pub use self::type_ref::TypeRef;
pub use self::types::{
    AdditionalField, EnumValue, Enumeration, Field, Presence, Struct, Type, TypeId, TypeKind,
    Union, UnionVariant, Usage,
};
pub use self::webhook::{EventType, Payload, Webhook, Webhooks};
pub use crate::ir::{EnumRepr, ForeignCrate, Limit};

use std::collections::{BTreeSet, HashSet};

use crate::ident::{ModuleName, RustPath, TypeName};
use crate::ir;

/// Documentation in `CommonMark`, as the description has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// The texts, each of which is complete: a code block without end in one is none in the next.
    pub blocks: Vec<String>,
    /// Whether the item is deprecated.
    pub deprecated: bool,
}

impl Docs {
    /// Documentation of one text, or none.
    #[must_use]
    pub fn of(text: String) -> Self {
        let blocks = if text.is_empty() { Vec::new() } else { vec![text] };
        Self { blocks, deprecated: false }
    }

    /// Whether there is no documentation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// A client crate.
#[derive(Clone, Debug)]
pub struct Api {
    /// The title of the API.
    pub title: String,
    /// The documentation of the API.
    pub docs: Docs,
    /// The version, as declared.
    pub version: String,
    /// The license, if declared.
    pub license: Option<String>,
    /// The types of other crates that stand for schemas.
    pub foreign_types: BTreeSet<RustPath>,
    /// The crates of these types, and of derive macros.
    pub crates: Vec<ForeignCrate>,
    /// All types, in the order in which they are emitted.
    pub types: Vec<Type>,
    /// The names of the types that are JSON bodies of requests.
    pub body_names: HashSet<TypeName>,
    /// The declared tags.
    pub tags: Vec<Tag>,
    /// All operations in document order.
    pub operations: Vec<Operation>,
    /// The enums for errors that differ by status.
    pub errors: Vec<ErrorEnum>,
    /// The headers of responses.
    pub headers: Vec<Header>,
    /// The methods of responses.
    pub links: Vec<Link>,
    /// The requests that the API sends.
    pub webhooks: Webhooks,
    /// The servers.
    pub servers: Vec<Server>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
    /// Examples that a test decodes and encodes.
    pub examples: Vec<Example>,
    /// Calls whose requests a test compares with an example.
    pub sent_examples: Vec<SentExample>,
}

impl Api {
    /// The types that are emitted.
    pub fn emitted_types(&self) -> impl Iterator<Item = &Type> {
        self.types.iter().filter(|ty| ty.usage != Usage::Unused)
    }

    /// The type with this id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are positions in `types`, which only grows")]
    pub fn type_of(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }
}

/// An example with its type.
#[derive(Clone, Debug)]
pub struct Example {
    /// The location and value.
    pub source: ir::Example,
    /// The type that decodes it.
    pub ty: TypeRef,
    /// The test module that checks it.
    pub module: ModuleName,
    /// Whether it is a whole value or a part of one.
    pub scope: ExampleScope,
}

/// Whether an example is a whole value or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleScope {
    /// A named schema, a body or a response.
    Whole,
    /// A nested schema or a parameter.
    Part,
}
