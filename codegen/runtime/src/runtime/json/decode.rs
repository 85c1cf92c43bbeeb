//! From JSON values to Rust types, leniently: what can be understood is accepted.
//!
//! Invariant: decoding looks at a [`Node`] and never at a `serde` data format, so that the code
//! of a type is compiled once. Errors are in [`DecodeError`] and tell places, never values.

use std::collections::BTreeMap;

use serde::de::{Deserializer, Error as _};
use serde_json::{Map, Value};

pub use super::decode_error::{DecodeError, DecodeErrorKind};
use super::node::{Kind, Node};
use super::object_reader::decode_entry;
use super::tape::Tape;

/// A type that is made from a JSON value.
pub trait Decode: Sized {
    /// Makes the type from the value.
    ///
    /// # Errors
    /// The value does not fit the type.
    fn decode(node: Node<'_>) -> Result<Self, DecodeError>;
}

/// Decodes from any deserializer: the body of the `Deserialize` of a type.
///
/// # Errors
/// What the deserializer reports, and a value that does not fit the type.
pub(crate) fn deserialize_with<'de, T: Decode, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let tape = Tape::read(deserializer)?;
    tape.root().decode().map_err(D::Error::custom)
}

/// Decodes JSON text in UTF-8, with or without a byte order mark.
///
/// # Errors
/// Text that is not JSON, and a value that does not fit the type.
pub(crate) fn from_slice<T: Decode>(text: &[u8]) -> Result<T, DecodeError> {
    Tape::from_slice(text)?.root().decode()
}

/// Decodes JSON text.
///
/// # Errors
/// Text that is not JSON, and a value that does not fit the type.
pub(crate) fn from_str<T: Decode>(text: &str) -> Result<T, DecodeError> {
    from_slice(text.as_bytes())
}

impl Decode for bool {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let value = node.as_bool().or_else(|| node.as_str()?.parse().ok());
        value.ok_or_else(|| DecodeError::mismatch("a boolean", node))
    }
}

/// Integers: a JSON integer, a float without a fraction, or decimal text.
macro_rules! decode_integers {
    ($($integer:ident)*) => {$(
        impl Decode for $integer {
            fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
                let value = integer(node).ok_or_else(|| DecodeError::mismatch(stringify!($integer), node))?;
                value.try_into().map_err(|_| DecodeError::out_of_range(stringify!($integer)))
            }
        }
    )*};
}

decode_integers!(i8 i16 i32 i64 u8 u16 u32 u64);

fn integer(node: Node<'_>) -> Option<i128> {
    node.as_integer().or_else(|| node.as_str()?.parse().ok())
}

impl Decode for f64 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let value = node.as_f64().or_else(|| node.as_str()?.parse().ok());
        // `parse` knows words for infinity and for what is not a number. JSON has neither.
        value
            .filter(|value| value.is_finite())
            .ok_or_else(|| DecodeError::mismatch("a number", node))
    }
}

impl Decode for f32 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "rounding is what a narrower float means"
        )]
        let value = f64::decode(node)? as Self;
        if value.is_finite() { Ok(value) } else { Err(DecodeError::out_of_range("f32")) }
    }
}

impl Decode for String {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.text().map(Self::from)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        T::decode(node).map(Self::new)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        if node.is_null() { Ok(None) } else { T::decode(node).map(Some) }
    }
}

impl<T: Decode> Decode for Vec<T> {
    /// Many servers send a list of one item as the item alone.
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        match node.kind() {
            Kind::Null => Err(DecodeError::wrong_type("an array", Kind::Null)),
            Kind::Array => {
                let items = node.items()?.enumerate();
                items
                    .map(|(index, item)| T::decode(item).map_err(|error| error.in_item(index)))
                    .collect()
            }
            _ => T::decode(node).map(|item| vec![item]),
        }
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.members()?.map(decode_entry).collect()
    }
}

impl Decode for Value {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        Ok(node.to_value())
    }
}

impl Decode for Map<String, Value> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.members()?.map(decode_entry).collect()
    }
}
