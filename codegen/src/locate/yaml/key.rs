//! Reads the key of a member, and its span if it is requested.
//!
//! Invariant: the key has been consumed when its span is known.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::mark::Marks;
use super::stop;
use crate::locate::trie::{Node, Span};

/// A requested key, or the first key of an object, which locates the object.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Span,
}

/// Reads a key of the object at `node`. Returns `None` if its span is not needed.
pub(super) struct KeyWalk<'walk> {
    pub(super) node: &'walk Node,
    pub(super) marks: &'walk Marks<'walk>,
}

impl<'de> DeserializeSeed<'de> for KeyWalk<'_> {
    type Value = Option<Key>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Key>, D::Error> {
        let mut name = String::new();
        let probe = KeyProbe { node: self.node, failed_at: &mut name };
        let Err(failure) = deserializer.deserialize_str(probe) else { return Ok(None) };
        let span = self.marks.token(&failure, Some(&name)).ok_or(failure)?;
        Ok(Some(Key { name, span }))
    }
}

struct KeyProbe<'walk> {
    node: &'walk Node,
    failed_at: &'walk mut String,
}

impl Visitor<'_> for KeyProbe<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<(), E> {
        if self.node.opening.is_some() && !self.node.wants(name) {
            return Ok(());
        }
        name.clone_into(self.failed_at);
        Err(stop())
    }
}
