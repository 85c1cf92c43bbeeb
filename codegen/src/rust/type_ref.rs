//! References to types.

use super::TypeId;
use crate::ir::IntegerKind;

/// A type where it is used.
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
    /// An integer that is written as text.
    IntegerAsString(IntegerKind),
    /// Any JSON value.
    Value,
    /// A JSON object of any values.
    JsonObject,
    /// A file in a body of several parts.
    File,
    /// A list.
    List(Box<TypeRef>),
    /// Members of any names.
    Map(Box<TypeRef>),
    /// A value or null.
    Option(Box<TypeRef>),
    /// A value on the heap, where it would contain itself.
    Boxed(Box<TypeRef>),
}

impl From<TypeId> for TypeRef {
    fn from(id: TypeId) -> Self {
        Self::Named(id)
    }
}

impl TypeRef {
    /// The type inside, whatever is around it.
    #[must_use]
    pub fn leaf(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Option(inner) | Self::Boxed(inner) => {
                inner.leaf()
            }
            leaf => leaf,
        }
    }

    /// The same type around another one.
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

    /// The named type inside, whatever is around it.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self.leaf() {
            Self::Named(id) => Some(*id),
            _ => None,
        }
    }
}
