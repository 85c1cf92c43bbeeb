//! Webhooks and callbacks: the types of requests that the API sends.

use super::{Docs, ResponseDocs, Type, TypeRef};
use crate::ident::{ModuleName, TypeName};

/// The types of the requests that the API sends.
#[derive(Clone, Debug, Default)]
pub struct Webhooks {
    /// The webhooks and callbacks in document order.
    pub all: Vec<Webhook>,
    /// The type that reads every event.
    pub event: Option<EventType>,
}

/// The type that reads every event.
#[derive(Clone, Debug)]
pub enum EventType {
    /// All events have the same type.
    Same(TypeRef),
    /// An enum, with a variant for each type of event.
    Enum(Box<Type>),
}

/// The types of one webhook or callback.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The module below `webhooks`.
    pub module: ModuleName,
    /// The documentation of the module.
    pub docs: Docs,
    /// The bodies of the request, by media type.
    pub bodies: Vec<Payload>,
    /// The struct of the parameters.
    pub parameters: Option<Type>,
    /// The bodies of the responses, by status and media type.
    pub replies: Vec<Payload>,
    /// What the description says of the responses, in document order.
    pub responses: Vec<ResponseDocs>,
}

/// The type of a body.
#[derive(Clone, Debug)]
pub struct Payload {
    /// The name.
    pub name: TypeName,
    /// The documentation.
    pub docs: Docs,
    /// The type; `None` for bytes.
    pub ty: Option<TypeRef>,
}
