//! Operations.

use super::{Body, Bulk, Docs, Method, Pagination, Parameter, Poller, Response, Spanned};
use crate::pointer::Pointer;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The location.
    pub pointer: Pointer,
    /// `operationId`.
    pub id: Option<String>,
    /// The pinned name: `x-rust-name`.
    pub rust_name: Option<String>,
    /// The former names of its method: `x-rust-alias`.
    pub aliases: Vec<Spanned<String>>,
    /// The HTTP method.
    pub method: Method,
    /// Whether the operation is idempotent.
    pub idempotence: Idempotence,
    /// The path template.
    pub path: String,
    /// `summary` and `description`.
    pub docs: Docs,
    /// The tags.
    pub tags: Vec<String>,
    /// The parameters of the path and of the operation, without duplicates.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The responses in document order.
    pub responses: Vec<Response>,
    /// The alternative security requirements; empty means none.
    pub security: Vec<SecurityAlternative>,
    /// The URL of the server, if the path or operation overrides it.
    pub server: Option<String>,
    /// How its responses report the state of a job: `x-waiter`.
    pub poller: Option<Poller>,
    /// How it is called for any number of items: `x-bulk`.
    pub bulk: Option<Bulk>,
    /// How a list is read in pages: `x-pagination`.
    pub pagination: Pagination,
}

/// Whether an operation is idempotent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotence {
    Idempotent,
    NotIdempotent,
    /// With the same idempotency key.
    WithKey,
}

/// Security schemes that apply together.
pub type SecurityAlternative = Vec<String>;
