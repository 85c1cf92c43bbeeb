//! A place in a description that a diagnostic refers to.
//!
//! Invariant: a place is a pointer or an offset, never both.

use crate::locate::{LocateTarget, Part};
use crate::pointer::Pointer;
use crate::pointer::bundled::{self, File};
use crate::pointer::origins::Origins;

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

    /// The file of the place, and the place in it. `file` is that of the diagnostic, for places that do
    /// not say it; a place without any is in the description after overlays, whose values come from
    /// `origins`.
    pub(super) fn in_its_file(&self, file: Option<&File>, origins: &Origins) -> (File, Self) {
        let Self::Node { pointer, part } = self else {
            return (file.cloned().unwrap_or(File::Description), self.clone());
        };
        let (file, pointer) = match (bundled::named_file(pointer), file) {
            (Some(named), _) => named,
            (None, Some(file)) => (file.clone(), pointer.clone()),
            (None, None) => bundled::named_file(&origins.of(pointer, *part))
                .unwrap_or_else(|| (File::Description, pointer.clone())),
        };
        (file, Self::Node { pointer, part: *part })
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
