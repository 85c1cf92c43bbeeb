//! Two states of a public API to what changed, and what that means for those who depend on it.
//!
//! [`Changes::between`] compares, [`Changes::impact`] decides which version is next ([`version`]), and
//! the reports say it to people and programs. Invariant: two equal APIs have no changes; a change of a
//! place alone is none.

mod aliases;
mod change;
mod changelog;
mod compare;
mod consequences;
mod function;
mod impact;
mod implementations;
mod json;
mod key;
mod markdown;
mod note;
mod renames;
mod same_contents;
mod summary;
mod text;
pub mod version;

use std::collections::HashMap;

pub use self::change::{Change, Difference};
pub(crate) use self::changelog::{FILE as CHANGELOG, changelog};
pub use self::impact::Impact;
pub use self::note::Note;
use crate::public_api::PublicApi;

/// What changed between two states of a public API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The changes, those with the greatest impact first, in the order of the items.
    pub all: Vec<Change>,
}

/// The lines and columns of places in the description, as a reader writes them: `spec/api.yaml:3:5`.
pub type Positions = HashMap<String, String>;

impl Changes {
    /// The changes from one API to another.
    #[must_use]
    pub fn between(base: &PublicApi, new: &PublicApi) -> Self {
        let (base, new, aliases) = aliases::resolved(base, new);
        let renames = renames::Renames::find(&base, &new);
        let mut all = compare::compare(&base, &new, &renames);
        consequences::remove(&mut all, &new);
        all.extend(renames.into_changes());
        all.extend(aliases);
        all.sort_by(|left, right| left.order().cmp(&right.order()));
        Self { all }
    }

    /// The greatest impact; `None` without changes.
    #[must_use]
    pub fn impact(&self) -> Option<Impact> {
        self.all.iter().map(|change| change.impact).max()
    }

    /// The changes with an impact.
    pub fn with(&self, impact: Impact) -> impl Iterator<Item = &Change> {
        self.all.iter().filter(move |change| change.impact == impact)
    }

    /// The places of all changes, for [`Diagnostics::positions`](crate::diagnostics::Diagnostics).
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter_map(|change| change.place.as_deref())
    }
}
