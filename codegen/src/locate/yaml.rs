//! Finds wanted places in a YAML text.
//!
//! `serde_yaml` tells lines and columns only in its errors. So a visitor fails on purpose at each
//! wanted name and scalar, and whoever called it reads the place off the error and goes on as if
//! nothing had happened. That is sound, because `serde_yaml` (0.9.34, its last version) has all
//! events of a document in memory, takes a scalar or an alias off them before it calls a visitor,
//! and keeps no other state that a failure could spoil. An object or array must not fail, as its
//! end would be left behind; of it, the name of the first member tells the place.
//!
//! Invariant: any other failure ends the walk at once.

mod key;
mod mark;
mod value;

use serde::de::{DeserializeSeed, Error};

use self::mark::Marks;
use self::value::ValueWalk;
use super::trie::Node;

/// Fills `root` with the places that it wants.
pub(super) fn walk(text: &str, root: &mut Node) {
    let marks = Marks::of(text);
    let walk = ValueWalk { node: root, marks: &marks };
    // What failed has been reported by the parser, and what was found until then is kept.
    let _ = walk.deserialize(serde_yaml::Deserializer::from_str(text));
}

/// The message of a failure on purpose, which no other error ends with.
const STOP: &str = "a wanted scalar stands here";

fn stop<E: Error>() -> E {
    E::custom(STOP)
}
