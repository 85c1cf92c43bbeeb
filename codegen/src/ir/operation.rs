//! Operations.

use super::{Body, Docs, Parameter, Poller, Response};
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
    /// How its responses report the state of a job: `x-waiter`.
    pub poller: Option<Poller>,
}

/// Whether doing an operation twice is the same as doing it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotence {
    Idempotent,
    NotIdempotent,
}

/// The schemes that are needed together.
pub type SecurityAlternative = Vec<String>;
