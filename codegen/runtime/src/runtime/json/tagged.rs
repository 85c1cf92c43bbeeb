//! Objects with the tag of their union, for types that do not have it.
//!
//! Invariant: an object that has the member keeps its own.

use serde::ser::{Error, Serialize, Serializer};
use serde_json::Value;

/// Serializes an object with this member as well.
pub(crate) fn tagged<T: Serialize, S: Serializer>(
    value: &T,
    member: &'static str,
    tag: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.entry(member).or_insert_with(|| tag.into());
    }
    value.serialize(serializer)
}
