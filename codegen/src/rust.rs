//! What is emitted, before it is Rust: named types and operations.
//!
//! Made by [`name`](crate::translate), read by [`emit`](crate::emit). Invariant: every decision about
//! names, types and support has been made; what is here can be written down as it is.

mod body;
mod link;
mod member_path;
mod operation;
mod poller;
mod response;
mod server;
mod type_ref;
mod types;

pub use self::body::{Body, BodyForm, BodyFormat, BodyKind, BodyVariant, PartFormat, Parts};
pub use self::link::{Link, LinkReceiver, LinkSource};
pub use self::member_path::{MemberPath, MemberStep};
pub use self::operation::{Operation, Parameter};
pub use self::poller::Poller;
pub use self::response::{
    Content, DecodeTarget, ErrorEnum, EventForm, Header, HeaderForm, ResponseArm, ResponseSet,
    ResponseSetKind, ResponseVariant, StatusRange,
};
pub use self::server::{Scheme, Server, Variable};
pub use self::type_ref::TypeRef;
pub use self::types::{
    AdditionalField, EnumValue, Enumeration, Field, Presence, Struct, Type, TypeId, TypeKind,
    Union, UnionVariant, Usage,
};
pub use crate::ir::EnumRepr;

use std::collections::HashSet;

use crate::ident::{ModuleName, TypeName};
use crate::ir;

/// Documentation, as text in `CommonMark` that has not been escaped for rustdoc yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The paragraphs.
    pub text: String,
    /// Whether the description advises against using what is documented.
    pub deprecated: bool,
}

/// A client crate.
#[derive(Clone, Debug)]
pub struct Api {
    /// The title of the API.
    pub title: String,
    /// What the API is.
    pub docs: Docs,
    /// The version, as written.
    pub version: String,
    /// The license expression, if there is one.
    pub license: Option<String>,
    /// All types, in the order in which they are emitted.
    pub types: Vec<Type>,
    /// The names of the types that are JSON bodies of requests.
    pub body_names: HashSet<TypeName>,
    /// What the tags mean, by name.
    pub tags: Vec<(String, Docs)>,
    /// All operations in document order.
    pub operations: Vec<Operation>,
    /// The enums for errors that differ by status.
    pub errors: Vec<ErrorEnum>,
    /// The headers of responses.
    pub headers: Vec<Header>,
    /// The methods of answers.
    pub links: Vec<Link>,
    /// The servers.
    pub servers: Vec<Server>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
    /// Examples that a test decodes and encodes.
    pub examples: Vec<Example>,
}

impl Api {
    /// The types that operations need.
    pub fn emitted_types(&self) -> impl Iterator<Item = &Type> {
        self.types.iter().filter(|ty| ty.usage != Usage::Unused)
    }

    /// The type with this number.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "numbers are positions in `types`, which only grows"
    )]
    pub fn type_of(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }
}

/// An example that has a type.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its place and value.
    pub source: ir::Example,
    /// The type that it is a value of.
    pub ty: TypeRef,
    /// The module of tests that it belongs to.
    pub module: ModuleName,
    /// What it is an example of.
    pub scope: ExampleScope,
}

/// What an example is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleScope {
    /// A named schema, a body or a response.
    Whole,
    /// A member of one, or a parameter.
    Part,
}
