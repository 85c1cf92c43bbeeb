//! An object member that may be absent, null or a value.
//!
//! Invariant: the three states survive decoding and encoding unchanged.

use std::collections::BTreeMap;

use serde::ser::{Serialize, Serializer};

use super::decode::Decode;
use super::decode_error::DecodeError;
use super::node::Node;

/// A member of an object that may be absent, null or a value, where absent and null differ. In an
/// update, absent usually means "leave unchanged" and null means "remove".
///
/// A value converts with `into()`, and so does an [`Option`], whose `None` becomes null.
///
/// ```
/// use runtime::Field;
///
/// let renamed: Field<String> = "Ada".into();
/// let removed: Field<String> = None.into();
///
/// assert_eq!(renamed.as_option().map(String::as_str), Some("Ada"));
/// assert!(removed.is_null());
/// assert!(Field::<String>::default().is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// The object does not have the member. This is the default.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has this value.
    Value(T),
}

impl<T> Field<T> {
    /// Whether the object does not have the member.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the member has a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Converts to a field with a reference to the value.
    pub const fn as_ref(&self) -> Field<&T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(value),
        }
    }

    /// Converts to a field with a mutable reference to the value.
    pub const fn as_mut(&mut self) -> Field<&mut T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(value),
        }
    }

    /// A reference to the value, or `None` if the member is absent or null.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, or `None` if the member is absent or null.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Converts the value, if there is one.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(convert(value)),
        }
    }

    /// The value, or `default` if the member is absent or null.
    pub fn unwrap_or(self, default: T) -> T {
        self.into_option().unwrap_or(default)
    }

    /// The value, or the default of its type if the member is absent or null.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// Takes the field and leaves it absent.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Field<T> {
    /// Converts `None` to null, not to absent.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Field<String> {
    fn from(text: &str) -> Self {
        Self::Value(text.to_owned())
    }
}

impl<K: Into<String>, V, const N: usize> From<[(K, V); N]> for Field<BTreeMap<String, V>> {
    fn from(pairs: [(K, V); N]) -> Self {
        Self::Value(pairs.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl<T: Serialize> Serialize for Field<T> {
    /// Encodes the value or null. A struct omits an absent member; outside of a struct an absent
    /// field is null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_option().serialize(serializer)
    }
}

impl<T: Decode> Decode for Field<T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        Option::decode(node).map(Self::from)
    }
}
