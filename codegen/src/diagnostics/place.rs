//! A place in a description that a diagnostic refers to.
//!
//! Invariant: a place is a pointer or an offset, never both.

use crate::locate::{LocateTarget, Part};
use crate::pointer::{Pointer, bundled};

/// A place in one of the files of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The description as a whole.
    Description,
    Node {
        pointer: Pointer,
        part: Part,
    },
    /// A byte offset in a text that cannot be parsed.
    Offset(usize),
}

impl Place {
    pub(super) fn value_of(pointer: &Pointer) -> Self {
        Self::Node { pointer: pointer.clone(), part: Part::Value }
    }

    pub(super) fn key_of(pointer: &Pointer) -> Self {
        Self::Node { pointer: pointer.clone(), part: Part::Key }
    }

    /// The pointer of a node.
    pub(super) fn pointer(&self) -> Option<&Pointer> {
        match self {
            Self::Node { pointer, .. } => Some(pointer),
            Self::Description | Self::Offset(_) => None,
        }
    }

    /// The key instead of the value, if the place is a node.
    pub(super) fn at_key(&mut self) {
        if let Self::Node { part, .. } = self {
            *part = Part::Key;
        }
    }

    /// The file that a bundled pointer leads to, and the place in it.
    pub(super) fn in_its_file(&self) -> (Option<String>, Self) {
        if let Self::Node { pointer, part } = self
            && let Some((file, pointer)) = bundled::split(pointer)
        {
            return (Some(file), Self::Node { pointer, part: *part });
        }
        (None, self.clone())
    }

    /// The argument for [`locate`](crate::locate::locate), if there is a location.
    pub(super) fn as_locate_target(&self) -> Option<LocateTarget<'_>> {
        match self {
            Self::Description => None,
            Self::Node { pointer, part } => Some(LocateTarget::Node(pointer, *part)),
            Self::Offset(offset) => Some(LocateTarget::Offset(*offset)),
        }
    }
}
