//! Bytes that are Base64 strings in JSON: `format: byte`.
//!
//! Invariant: encoding and decoding preserve the bytes. The text may change, because several texts
//! encode the same bytes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::base64_text::{decode, encode};
use crate::runtime::json::{self, Decode, DecodeError, Node};

/// Bytes that are a Base64 string in JSON. `Debug` shows their number only.
///
/// ```
/// use runtime::Base64;
///
/// let bytes = Base64::from(*b"hello");
/// assert_eq!(serde_json::to_string(&bytes)?, "\"aGVsbG8=\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(Vec<u8>);

impl Base64 {
    /// The decoded bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The decoded bytes by value.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl<T: Into<Vec<u8>>> From<T> for Base64 {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Base64({} bytes)", self.0.len())
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_with(deserializer)
    }
}

impl Decode for Base64 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let bytes = node.as_str().and_then(decode);
        node.expect(|node| bytes.as_deref().map(encode).as_deref() == node.as_str());
        bytes.map(Self).ok_or_else(|| DecodeError::mismatch("base64", node))
    }
}
