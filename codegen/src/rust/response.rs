//! Responses: the types of successes and errors, and how a response is decoded into them.

use super::{Docs, TypeRef};
use crate::ident::{ConstantName, TypeName, VariantName};

/// The responses with which an operation succeeds, or those with which it fails.
#[derive(Clone, Debug)]
pub struct ResponseSet {
    /// The type that represents them.
    pub kind: ResponseSetKind,
    /// How each of them is decoded, by status and media type.
    pub arms: Vec<ResponseArm>,
}

/// The type that represents a set of responses.
#[derive(Clone, Debug)]
pub enum ResponseSetKind {
    /// All responses have the same content.
    Single(Content),
    /// An enum of the operation, with a variant for each status and media type.
    Own {
        /// The name of the enum.
        name: TypeName,
        /// The variants.
        variants: Vec<ResponseVariant>,
    },
    /// An enum that several operations may share, with a variant for each status and media type.
    Shared {
        /// The name of the enum in `errors`.
        name: TypeName,
        /// The variants.
        variants: Vec<ResponseVariant>,
    },
}

/// A variant of the enum for a set of responses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResponseVariant {
    /// The name.
    pub name: VariantName,
    /// The content of the response.
    pub content: Content,
    /// The documentation.
    pub docs: Docs,
}

/// How the responses with some status codes and media types are decoded.
#[derive(Clone, Debug)]
pub struct ResponseArm {
    /// The status codes, single codes first.
    pub statuses: Vec<StatusRange>,
    /// The accepted media types; empty means any.
    pub media_types: Vec<String>,
    /// What a response is decoded into.
    pub target: DecodeTarget,
}

/// What a response is decoded into.
#[derive(Clone, Debug)]
pub struct DecodeTarget {
    /// The content of the response.
    pub content: Content,
    /// The variant that holds the content, unless the set has a single type.
    pub variant: Option<VariantName>,
}

/// An inclusive range of status codes.
pub type StatusRange = (u16, u16);

/// An enum for errors that differ by status.
#[derive(Clone, Debug)]
pub struct ErrorEnum {
    /// The name.
    pub name: TypeName,
    /// The variants.
    pub variants: Vec<ResponseVariant>,
}

/// The content of a response.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// No body.
    Empty,
    /// JSON.
    Json(TypeRef),
    /// Text.
    Text,
    /// Bytes, read as a whole.
    Bytes,
    /// Bytes, read by the caller as they arrive.
    Stream,
    /// Server-sent events.
    Events {
        /// The type of the items.
        item: TypeRef,
        /// What an item is decoded from.
        form: EventForm,
        /// The data of the event that ends the stream.
        end: Option<String>,
    },
    /// JSON values separated by line feeds.
    Lines(TypeRef),
    /// JSON values after record separators.
    Sequence(TypeRef),
}

impl Content {
    /// Whether the caller reads the body as it arrives.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Stream | Self::Events { .. } | Self::Lines(_) | Self::Sequence(_))
    }
}

/// What the items of an event stream are decoded from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventForm {
    /// The data, which is JSON.
    Json,
    /// The data, which is text.
    Text,
    /// An object of the fields of the event.
    Object,
}

/// A response header.
#[derive(Clone, Debug)]
pub struct Header {
    /// The name of the constant.
    pub name: ConstantName,
    /// The name on the wire.
    pub wire: String,
    /// The type of the value.
    pub ty: TypeRef,
    /// The encoding of the value.
    pub form: HeaderForm,
    /// The documentation.
    pub docs: Docs,
}

/// The encoding of a header value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeaderForm {
    /// Text.
    Text,
    /// A comma-separated list.
    List,
    /// JSON.
    Json,
}
