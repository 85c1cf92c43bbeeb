//! What a schema describes: its type and the constraints that define its values.

use indexmap::{IndexMap, IndexSet};

use super::{Discriminator, Enumeration, SchemaId, Union};

/// What a schema describes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Any JSON value.
    Any,
    /// Nothing but null.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(IntegerKind),
    /// A number.
    Number,
    /// Text.
    String(StringKind),
    /// One of a list of values.
    Enum(Enumeration),
    /// A list; without items, of any values.
    Array(Option<SchemaId>),
    /// An object.
    Object(Object),
    /// One of several schemas: `oneOf` and `anyOf` alike.
    Union(Union),
    /// All of several schemas at once; [`passes::merge`](crate::passes) leaves none.
    AllOf(Vec<SchemaId>),
    /// Another schema, under other documentation.
    Reference(SchemaId),
}

/// The width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntegerKind {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

/// What a string holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StringKind {
    /// Any text.
    Text,
    /// A date and a time (RFC 3339).
    DateTime,
    /// A date (RFC 3339).
    Date,
    /// A UUID (RFC 9562).
    Uuid,
    /// Bytes in base64 (RFC 4648).
    Base64,
    /// A whole number in decimal.
    Integer(IntegerKind),
    /// Bytes as they are, where the place allows it; in JSON, text.
    Binary,
}

/// An object's members.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// The declared members in document order.
    pub properties: IndexMap<String, SchemaId>,
    /// The names of members that are always there.
    pub required: IndexSet<String>,
    /// What members that are not declared hold.
    pub additional: Additional,
    /// The member that tells which of the schemas that build on this one an object is of.
    pub discriminator: Option<Discriminator>,
}

/// What `additionalProperties` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// Nothing: there may be others, but the description does not speak of them.
    #[default]
    Unspecified,
    /// There are none.
    Forbidden,
    /// Any values.
    Any,
    /// Values of one schema.
    Schema(SchemaId),
}
