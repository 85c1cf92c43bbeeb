//! Locates nodes in a YAML text.
//!
//! `serde_yaml` reports lines and columns only in its errors. So a visitor returns an error at each
//! requested key and scalar, and its caller reads the location from the error and continues. This is
//! sound, because `serde_yaml` (0.9.34, its last version) keeps all events of a document in memory,
//! consumes a scalar or an alias before it calls a visitor, and has no other state that an error could
//! corrupt. Objects and arrays must not fail, because their end event would remain; the key of the
//! first member locates an object.
//!
//! Invariant: any other error ends the traversal.

mod key;
mod mark;
mod value;

use serde::de::{DeserializeSeed, Error};

use self::mark::Marks;
use self::value::ValueWalk;
use super::trie::Node;

/// Fills in the spans of the nodes below `root`.
pub(super) fn walk(text: &str, root: &mut Node) {
    let marks = Marks::of(text);
    let walk = ValueWalk { node: root, marks: &marks };
    // The parser has reported the error; the spans found before it are kept.
    let _ = walk.deserialize(serde_yaml::Deserializer::from_str(text));
}

/// The message of an intentional error. No other error ends with it.
const STOP: &str = "a requested scalar is located here";

fn stop<E: Error>() -> E {
    E::custom(STOP)
}
