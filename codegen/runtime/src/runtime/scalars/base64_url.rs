//! Bytes that are base64url strings in JSON: `contentEncoding: base64url` (RFC 4648, section 5).
//!
//! Invariant: the text has the URL-safe alphabet and no padding, so that a URL contains it unchanged.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::base64_text::{decode, encode_url};
use crate::runtime::json::{self, Decode, DecodeError, Node};

/// Bytes that are a base64url string in JSON. `Debug` shows their number only.
///
/// ```
/// use runtime::Base64Url;
///
/// let bytes = Base64Url::from([0xFB, 0xFF]);
/// assert_eq!(serde_json::to_string(&bytes)?, "\"-_8\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64Url(Vec<u8>);

impl Base64Url {
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

impl<T: Into<Vec<u8>>> From<T> for Base64Url {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for Base64Url {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Base64Url({} bytes)", self.0.len())
    }
}

impl Serialize for Base64Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&encode_url(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64Url {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_with(deserializer)
    }
}

impl Decode for Base64Url {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let bytes = node.as_str().and_then(decode);
        bytes.map(Self).ok_or_else(|| DecodeError::mismatch("base64url", node))
    }
}
