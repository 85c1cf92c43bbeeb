//! Links of responses: the operations that they lead to, and what these are given.

use serde_json::Value;

use super::Docs;
use crate::pointer::Pointer;

/// An operation that a response leads to.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its name.
    pub name: String,
    /// The name that `x-rust-name` pins.
    pub rust_name: Option<String>,
    /// What it says for people.
    pub docs: Docs,
    /// The operation.
    pub target: LinkTarget,
    /// What its parameters are given, by their names.
    pub values: Vec<(String, LinkValue)>,
    /// What its body is.
    pub body: Option<LinkValue>,
}

/// How a link names its operation.
#[derive(Clone, Debug)]
pub enum LinkTarget {
    /// By `operationId`.
    Id(String),
    /// By where it stands.
    Place(Pointer),
}

/// What a link gives to a parameter or a body.
#[derive(Clone, Debug)]
pub enum LinkValue {
    /// The answer's body, or a member of it.
    Body(Pointer),
    /// A header of the answer.
    Header(String),
    /// The status of the answer.
    Status,
    /// The method of the request.
    Method,
    /// Something of the request, by its expression.
    Request(String),
    /// Always the same.
    Constant(Value),
}
