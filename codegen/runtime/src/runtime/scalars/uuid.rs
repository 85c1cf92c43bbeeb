//! UUIDs in JSON.
//!
//! Invariant: all spellings that the `uuid` crate reads are accepted, and the hyphenated
//! lower-case one is written.

use uuid::Uuid;

use crate::runtime::json::{Decode, DecodeError, Node};

impl Decode for Uuid {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let uuid = node.as_str().and_then(|text| Self::parse_str(text).ok());
        uuid.ok_or_else(|| DecodeError::mismatch("a UUID", node))
    }
}
