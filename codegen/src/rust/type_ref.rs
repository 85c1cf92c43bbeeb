//! References to types.

use super::TypeId;
use crate::ident::RustPath;
use crate::ir::IntegerKind;

/// A reference to a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A named type.
    Named(TypeId),
    /// `bool`.
    Boolean,
    /// An integer.
    Integer(IntegerKind),
    /// `f64`.
    Number,
    /// `String`.
    String,
    /// A date and a time.
    DateTime,
    /// A date.
    Date,
    /// A UUID.
    Uuid,
    /// Bytes in base64.
    Base64,
    /// Bytes in base64url.
    Base64Url,
    /// An integer encoded as a string.
    IntegerAsString(IntegerKind),
    /// A type of another crate.
    Foreign(RustPath),
    /// Any JSON value.
    Value,
    /// A JSON object with any values.
    JsonObject,
    /// A file of a multipart body.
    File,
    /// `Vec`.
    List(Box<TypeRef>),
    /// A map with string keys.
    Map(Box<TypeRef>),
    /// `Option`.
    Option(Box<TypeRef>),
    /// `Box`, for recursive types.
    Boxed(Box<TypeRef>),
}

impl From<TypeId> for TypeRef {
    fn from(id: TypeId) -> Self {
        Self::Named(id)
    }
}

impl TypeRef {
    /// The innermost type.
    #[must_use]
    pub fn leaf(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Option(inner) | Self::Boxed(inner) => {
                inner.leaf()
            }
            leaf => leaf,
        }
    }

    /// Replaces the innermost type.
    #[must_use]
    pub fn with_leaf(self, leaf: Self) -> Self {
        match self {
            Self::List(inner) => Self::List(Box::new(inner.with_leaf(leaf))),
            Self::Map(inner) => Self::Map(Box::new(inner.with_leaf(leaf))),
            Self::Option(inner) => Self::Option(Box::new(inner.with_leaf(leaf))),
            Self::Boxed(inner) => Self::Boxed(Box::new(inner.with_leaf(leaf))),
            _ => leaf,
        }
    }

    /// The innermost type, if it is a named type.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self.leaf() {
            Self::Named(id) => Some(*id),
            _ => None,
        }
    }
}
