//! Responses and their headers.

use super::{Docs, Link, MediaType, SchemaId, Serialization};

/// The status codes of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusPattern {
    /// A single code.
    Code(u16),
    /// A class of codes, such as 4 for `4XX`.
    Class(u16),
    /// `default`: all other codes.
    Default,
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status codes.
    pub status: StatusPattern,
    /// The documentation.
    pub docs: Docs,
    /// The media types; empty if there is no body.
    pub content: Vec<MediaType>,
    /// The headers.
    pub headers: Vec<Header>,
    /// The links.
    pub links: Vec<Link>,
}

/// A header of a response or of a multipart part.
#[derive(Clone, Debug)]
pub struct Header {
    /// The name.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// The schema; without one the value is a string.
    pub schema: Option<SchemaId>,
    /// The serialization; JSON if the header has `content`.
    pub serialization: Serialization,
    /// Whether it is required.
    pub required: bool,
}
