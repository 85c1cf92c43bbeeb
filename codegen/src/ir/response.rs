//! Responses and their headers.

use super::{Docs, Link, MediaType, SchemaId, Wire};

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
