//! What a schema describes: its type and the constraints that define its values.

use indexmap::{IndexMap, IndexSet};

use super::{Discriminator, Enumeration, ForeignType, SchemaId, Union};

/// What a schema describes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Any JSON value.
    Any,
    /// Null only.
    Null,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer(IntegerKind),
    /// A number.
    Number,
    /// A string.
    String(StringKind),
    /// An enum.
    Enum(Box<Enumeration>),
    /// An array; without an item schema, of any values.
    Array(Option<SchemaId>),
    /// An object.
    Object(Box<Object>),
    /// `oneOf` or `anyOf`.
    Union(Box<Union>),
    /// `allOf`. None is left after [`passes::merge`](crate::passes).
    AllOf(Vec<SchemaId>),
    /// A type of another crate.
    Foreign(Box<ForeignType>),
    /// A reference to another schema.
    Reference(SchemaId),
}

/// The type of an integer.
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

/// The format of a string.
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
    /// Bytes in base64 (RFC 4648, section 4).
    Base64,
    /// Bytes in base64url (RFC 4648, section 5).
    Base64Url,
    /// A decimal integer.
    Integer(IntegerKind),
    /// Raw bytes in bodies and multipart parts; a string in JSON.
    Binary,
}

/// An object.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// The declared properties, in document order.
    pub properties: IndexMap<String, SchemaId>,
    /// The names of the required properties.
    pub required: IndexSet<String>,
    /// The schema of undeclared properties.
    pub additional: Additional,
    /// The discriminator of the schemas that extend this one by `allOf`.
    pub discriminator: Option<Discriminator>,
}

/// The value of `additionalProperties`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// Absent: undeclared properties are allowed but not described.
    #[default]
    Unspecified,
    /// `false`: undeclared properties are not allowed.
    Forbidden,
    /// `true`: undeclared properties have any value.
    Any,
    /// A schema for undeclared properties.
    Schema(SchemaId),
}
