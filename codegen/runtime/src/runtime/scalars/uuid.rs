//! UUIDs in JSON.
//!
//! Invariant: decoding accepts all formats that the `uuid` crate parses, and encoding uses the
//! hyphenated lower-case one.

use uuid::Uuid;

use crate::runtime::json::{Decode, DecodeError, Node};

impl Decode for Uuid {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let uuid = node.as_str().and_then(|text| Self::parse_str(text).ok());
        node.expect(|node| uuid.map(|uuid| uuid.to_string()).as_deref() == node.as_str());
        uuid.ok_or_else(|| DecodeError::mismatch("a UUID", node))
    }
}
