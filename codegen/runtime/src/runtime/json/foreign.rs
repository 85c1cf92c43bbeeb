//! Decoding of types of other crates.
//!
//! Invariant: an error has the path of the value and the name of the type, and neither the value nor
//! the message of the type, which may quote it.

use serde::de::DeserializeOwned;

use super::decode_error::DecodeError;
use super::node::Node;

/// Decodes a value by `Deserialize`, from a `serde_json::Value`. `expected` is the name of the type.
pub(crate) fn deserialized<T: DeserializeOwned>(
    node: Node<'_>,
    expected: &'static str,
) -> Result<T, DecodeError> {
    serde_json::from_value(node.to_value()).map_err(|_| DecodeError::mismatch(expected, node))
}
