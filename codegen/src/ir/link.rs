//! Links of responses: their target operations and the values passed to them.

use serde_json::Value;

use super::Docs;
use crate::pointer::Pointer;

/// A link from a response to an operation.
#[derive(Clone, Debug)]
pub struct Link {
    /// The location.
    pub pointer: Pointer,
    /// The name.
    pub name: String,
    /// The pinned name: `x-rust-name`.
    pub rust_name: Option<String>,
    /// The documentation.
    pub docs: Docs,
    /// The target operation.
    pub target: LinkTarget,
    /// The values for its parameters, by name.
    pub parameters: Vec<(String, LinkValue)>,
    /// The value for its request body.
    pub body: Option<LinkValue>,
}

/// How a link refers to its target operation.
#[derive(Clone, Debug)]
pub enum LinkTarget {
    /// By `operationId`.
    Id(String),
    /// By `operationRef`.
    Pointer(Pointer),
}

/// A value for a parameter or a body: a runtime expression or a constant.
#[derive(Clone, Debug)]
pub enum LinkValue {
    /// The response body or a member of it.
    Body(Pointer),
    /// A response header.
    Header(String),
    /// The status code of the response.
    Status,
    /// The HTTP method of the request.
    Method,
    /// A value of the request, with its runtime expression.
    Request(String),
    /// A constant.
    Constant(Value),
}
