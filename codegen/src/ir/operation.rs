//! Operations, their parameters, bodies and responses, and what they need: servers and security.

use serde_json::Value;

use super::{Docs, Link, SchemaId, Waiter};
use crate::pointer::Pointer;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub pointer: Pointer,
    /// `operationId`.
    pub id: Option<String>,
    /// The name that `x-rust-name` pins.
    pub rust_name: Option<String>,
    /// The method in capitals.
    pub method: String,
    /// Whether doing it twice is the same as doing it once.
    pub idempotence: Idempotence,
    /// The path template.
    pub path: String,
    /// `summary` and `description`.
    pub docs: Docs,
    /// The tags.
    pub tags: Vec<String>,
    /// The parameters of the path and of the operation, each once.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The responses in document order.
    pub responses: Vec<Response>,
    /// The alternatives of security, one of which must be met; none means no security.
    pub security: Vec<SecurityAlternative>,
    /// The URL of a server of its own.
    pub server: Option<String>,
    /// How it tells where a job stands, if it reads one: `x-waiter`.
    pub waiter: Option<Waiter>,
}

/// Whether doing an operation twice is the same as doing it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotence {
    Idempotent,
    NotIdempotent,
}

/// The schemes that are needed together.
pub type SecurityAlternative = Vec<String>;

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

/// Which status codes a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusPattern {
    /// One code.
    Code(u16),
    /// A class of codes: 4 for `4XX`.
    Class(u16),
    /// All others.
    Default,
}

/// One response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Its status codes.
    pub status: StatusPattern,
    /// What it says for people.
    pub docs: Docs,
    /// Its forms by media type; none means no body.
    pub content: Vec<MediaType>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// The operations that it leads to.
    pub links: Vec<Link>,
}

/// A header of a response, or of a part of a body.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// What it says for people.
    pub docs: Docs,
    /// Its schema; without one it is text.
    pub schema: Option<SchemaId>,
    /// How it is written; as JSON if it has `content`.
    pub wire: Wire,
    /// Whether it has to be there.
    pub required: bool,
}

/// A server.
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL with `{variables}`.
    pub url: String,
    /// What it says for people.
    pub docs: Docs,
    /// The name that `x-rust-name` pins.
    pub rust_name: Option<String>,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its default; none where `x-required` says that callers have to choose.
    pub default: Option<String>,
    /// The values that it may take; none means any.
    pub allowed: Vec<String>,
    /// What it says for people.
    pub docs: Docs,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the description.
    pub name: String,
    /// What it says for people.
    pub docs: Docs,
    /// What it asks for.
    pub kind: SchemeKind,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// Where it goes; never the path.
        location: Location,
        /// The name of the parameter.
        name: String,
    },
    /// A user name and a password (RFC 7617).
    Basic,
    /// A token (RFC 6750), also that of `OAuth2` and `OpenID` Connect.
    Bearer,
    /// Something that the client cannot do by itself.
    Opaque,
}
