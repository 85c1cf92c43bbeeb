//! UUIDs in JSON.
//!
//! Invariant: decoding accepts all formats that the `uuid` crate parses, and encoding uses the
//! hyphenated lower-case one.

use uuid::Uuid;

use crate::runtime::json::{Decode, DecodeError, Node};

impl Decode for Uuid {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let uuid = node.as_str().and_then(|text| Self::parse_str(text).ok());
        uuid.ok_or_else(|| DecodeError::mismatch("a UUID", node))
    }
}
