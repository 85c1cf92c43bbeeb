//! A change of one item.

use super::{Impact, Note};
use crate::public_api::{Item, Kind};

/// A change of one item of a public API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened to the item.
    pub difference: Difference,
    /// Whom it affects.
    pub impact: Impact,
    /// Why it affects them, or what to do, as sentences.
    pub notes: Vec<Note>,
    /// Where the description has what caused the change. For what was removed, that is the place where it
    /// was.
    pub place: Option<String>,
}

/// What happened to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is new.
    Added(Item),
    /// It is gone.
    Removed(Item),
    /// It is another one.
    Changed {
        /// The item before.
        from: Item,
        /// The item now.
        to: Item,
    },
    /// It has another name.
    Renamed {
        /// The item before.
        from: Item,
        /// The item now.
        to: Item,
    },
}

impl Difference {
    /// The item as it is now; if it was removed, as it was.
    #[must_use]
    pub fn item(&self) -> &Item {
        match self {
            Self::Added(item) | Self::Removed(item) => item,
            Self::Changed { to, .. } | Self::Renamed { to, .. } => to,
        }
    }

    /// What happened, in a word.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self {
            // The item is there before and after; what is known of it is new or gone.
            Self::Added(item) | Self::Removed(item) if item.kind == Kind::Wire => "changed",
            Self::Added(_) => "added",
            Self::Removed(_) => "removed",
            Self::Changed { .. } => "changed",
            Self::Renamed { .. } => "renamed",
        }
    }
}

impl Change {
    /// A change with the place of its item.
    pub(super) fn new(difference: Difference, impact: Impact) -> Self {
        let place = difference.item().place.as_deref().map(str::to_owned);
        Self { difference, impact, notes: Vec::new(), place }
    }

    /// The change with a sentence about it.
    #[must_use]
    pub(super) fn note(mut self, note: impl Into<Note>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The order in reports: by impact, then by item.
    pub(super) fn order(&self) -> (std::cmp::Reverse<Impact>, &str, &Kind) {
        let item = self.difference.item();
        (std::cmp::Reverse(self.impact), &item.path, &item.kind)
    }
}
