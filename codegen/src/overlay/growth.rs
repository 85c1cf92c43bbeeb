//! Limits what overlays add to a description.
//!
//! Invariant: a description has the properties that `parse` promises after each action: it is at most
//! 128 levels deep, no object has too many members, and its pointers are not much larger than its text.

use crate::limits::{self, Exceeded};
use crate::value::Value;

const TOO_MUCH: Exceeded = Exceeded {
    most: limits::OVERLAY_ADDED,
    what: "bytes that overlays add, with 8 for each value",
    help: "select fewer values, or put what is repeated into a component and refer to it with `$ref`",
};

const TOO_DEEP: Exceeded = Exceeded {
    most: limits::NESTING,
    what: "levels of nesting",
    help: "move what is nested to a component and refer to it with `$ref`",
};

const TOO_MANY_MEMBERS: Exceeded = Exceeded {
    most: limits::MEMBERS,
    what: "members in an object",
    help: "split the object, or generate clients for parts of the API",
};

/// What a value counts, apart from its text.
const VALUE: usize = 8;

/// What overlays may still add.
#[derive(Debug)]
pub(super) struct Growth(usize);

/// Where a value is added: how deep, and below how long a pointer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Depth {
    levels: usize,
    bytes: usize,
}

impl Depth {
    /// That of the value at a pointer.
    pub(super) fn of(pointer: &crate::pointer::Pointer) -> Self {
        Self { levels: pointer.tokens().count(), bytes: pointer.as_str().len() }
    }

    /// That of a member or item.
    pub(super) fn inside(self, token: &str) -> Self {
        Self { levels: self.levels + 1, bytes: self.bytes + token.len() + 1 }
    }
}

impl Growth {
    pub(super) fn new() -> Self {
        Self(limits::OVERLAY_ADDED)
    }

    /// Counts a value that is added. Each value counts with its pointer beyond 256 bytes. Recursive: as
    /// deep as the value is nested, and no deeper than allowed.
    pub(super) fn add(&mut self, value: &Value, depth: Depth) -> Result<(), Exceeded> {
        if depth.levels >= limits::NESTING && matches!(value, Value::Array(_) | Value::Object(_)) {
            return Err(TOO_DEEP);
        }
        let text = value.as_str().map_or(0, str::len);
        self.take(VALUE + text + depth.bytes.saturating_sub(256))?;
        match value {
            Value::Array(items) => {
                items.iter().try_for_each(|item| self.add(item, depth.inside("0")))
            }
            Value::Object(members) => members.iter().try_for_each(|(name, member)| {
                self.take(name.len())?;
                self.add(member, depth.inside(name))
            }),
            _ => Ok(()),
        }
    }

    /// Counts a member that is merged or added, with its name.
    pub(super) fn add_member(&mut self, name: &str) -> Result<(), Exceeded> {
        self.take(VALUE + name.len())
    }

    fn take(&mut self, count: usize) -> Result<(), Exceeded> {
        let left = self.0.checked_sub(count);
        self.0 = left.unwrap_or(0);
        left.map(|_| ()).ok_or(TOO_MUCH)
    }
}

/// Checks the number of members of an object to which some were added.
pub(super) fn check_members(count: usize) -> Result<(), Exceeded> {
    if count > limits::MEMBERS { Err(TOO_MANY_MEMBERS) } else { Ok(()) }
}
