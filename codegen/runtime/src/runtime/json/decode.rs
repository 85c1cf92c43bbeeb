//! Decodes JSON values to Rust types. It is lenient: numbers and booleans may be strings, and a
//! single item may replace an array.
//!
//! Invariant: decoding reads a [`Node`] and never a `serde` data format, so that the code of a type
//! is compiled once. A [`DecodeError`] contains the path of a value and never the value.

use std::collections::BTreeMap;

use serde::de::{Deserializer, Error as _};
use serde_json::{Map, Value};

use super::decode_error::DecodeError;
use super::entries::{decode_entries, decode_entry};
use super::fit::Differences;
use super::node::{Items, Kind, Node};
use super::tape::Tape;

/// The bytes that are reserved at most for the items of an array before they are decoded, because an
/// item may be much larger than its text.
const MAX_RESERVED: usize = 1 << 20;

/// A type that can be decoded from a JSON value.
pub trait Decode: Sized {
    /// Decodes the value.
    ///
    /// # Errors
    /// The value does not match the type.
    fn decode(node: Node<'_>) -> Result<Self, DecodeError>;
}

/// Decodes from any deserializer, to implement `Deserialize` of a type with `Decode`.
///
/// # Errors
/// The deserializer fails, or the value does not match the type.
pub(crate) fn deserialize_with<'de, T: Decode, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let tape = Tape::read(deserializer)?;
    // The value may be inside another one, so its path does not start at the root.
    tape.root().decode().map_err(|error| D::Error::custom(relative(&error.to_string())))
}

/// The text of an error without the root of its path.
fn relative(text: &str) -> &str {
    let rest = text.strip_prefix("$.").or_else(|| text.strip_prefix("$: "));
    rest.or_else(|| text.strip_prefix('$')).unwrap_or(text)
}

/// Decodes JSON text in UTF-8, with or without a byte order mark.
///
/// Unlike with `serde_json::from_slice`, the path of an error in a list or a map starts at the root.
///
/// # Errors
/// The text is not JSON, or the value does not match the type.
pub fn from_slice<T: Decode>(text: &[u8]) -> Result<T, DecodeError> {
    Tape::from_slice(text)?.root().decode()
}

/// Decodes JSON text.
///
/// Unlike with `serde_json::from_str`, the path of an error in a list or a map starts at the root.
///
/// ```
/// use runtime::json;
///
/// let error = json::from_str::<Vec<i64>>(r#"[1, "a"]"#).unwrap_err();
/// assert_eq!(error.path(), "$[1]");
/// ```
///
/// # Errors
/// The text is not JSON, or the value does not match the type.
pub fn from_str<T: Decode>(text: &str) -> Result<T, DecodeError> {
    from_slice(text.as_bytes())
}

/// Whether a text is one JSON value.
pub(crate) fn is_json(text: &str) -> bool {
    Tape::from_slice(text.as_bytes()).is_ok()
}

impl Decode for bool {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let value = node.as_bool().or_else(|| node.as_str()?.parse().ok());
        node.expect(|node| node.as_bool().is_some());
        value.ok_or_else(|| DecodeError::mismatch("a boolean", node))
    }
}

/// Decodes integers from a JSON integer, a number without a fraction, or a decimal string.
macro_rules! decode_integers {
    ($($integer:ident)*) => {$(
        impl Decode for $integer {
            fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
                let value = integer(node, stringify!($integer))?;
                value.try_into().map_err(|_| DecodeError::out_of_range(stringify!($integer)))
            }
        }
    )*};
}

decode_integers!(i8 i16 i32 i64 u8 u16 u32 u64);

fn integer(node: Node<'_>, expected: &'static str) -> Result<i128, DecodeError> {
    node.expect(|node| node.kind() == Kind::Integer);
    let value = node.as_integer().or_else(|| node.as_str()?.parse().ok());
    value.ok_or_else(|| match node.kind() {
        Kind::Integer => DecodeError::out_of_range(expected),
        _ => DecodeError::mismatch(expected, node),
    })
}

impl Decode for f64 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let number = node.as_f64();
        node.expect(|node| node.as_f64().is_some_and(|value| is_exact(node, value)));
        match number.or_else(|| node.as_str()?.parse().ok()) {
            Some(value) if value.is_finite() => Ok(value),
            Some(_) if number.is_some() => Err(DecodeError::out_of_range("a number")),
            // `parse` accepts `inf` and `NaN`, which JSON does not have.
            _ => Err(DecodeError::mismatch("a number", node)),
        }
    }
}

/// Whether a number is an integer that a float does not round, or has a fraction.
fn is_exact(node: Node<'_>, value: f64) -> bool {
    #[expect(clippy::cast_possible_truncation, reason = "the value is an integer")]
    node.as_integer().is_none_or(|integer| integer == value as i128)
}

impl Decode for f32 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        #[expect(clippy::cast_possible_truncation, reason = "a narrower float rounds")]
        let value = f64::decode(node)? as Self;
        if value.is_finite() { Ok(value) } else { Err(DecodeError::out_of_range("f32")) }
    }
}

impl Decode for String {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.as_str().map_or_else(|| node.text().map(Self::from), |text| Ok(text.to_owned()))
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
    /// Accepts a single item in place of an array, which many servers send for a list of one.
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        match node.kind() {
            Kind::Null => Err(DecodeError::wrong_type("an array", Kind::Null)),
            Kind::Array => items(node.items()?),
            _ => {
                node.expect(|_| false);
                T::decode(node).map(|item| vec![item])
            }
        }
    }
}

/// Decodes the items of an array.
fn items<T: Decode>(nodes: Items<'_>) -> Result<Vec<T>, DecodeError> {
    let size = size_of::<T>().max(1);
    let mut items = Vec::with_capacity(nodes.clone().count().min(MAX_RESERVED / size));
    for (index, node) in nodes.enumerate() {
        // `?` would copy the item once more.
        match T::decode(node) {
            Ok(item) => items.push(item),
            Err(error) => return Err(error.in_item(index)),
        }
    }
    Ok(items)
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        decode_entries(node.members()?)
    }
}

impl Decode for Value {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.record(Differences { untyped: 1, ..Differences::default() });
        Ok(node.to_value())
    }
}

impl Decode for Map<String, Value> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.members()?.map(decode_entry).collect()
    }
}
