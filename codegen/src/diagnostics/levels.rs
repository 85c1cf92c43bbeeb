//! The levels of diagnostics by code, like those of the lints of rustc.
//!
//! Invariant: an error that leaves nothing to generate stays an error.

use std::collections::BTreeMap;

use super::codes::{self, Code};
use super::{Diagnostic, Severity};

/// What to do about a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Say nothing.
    Allow,
    /// Report a note.
    Note,
    /// Report a warning.
    Warn,
    /// Report an error, and generate nothing.
    Deny,
}

impl Level {
    /// The level with this name: `allow`, `note`, `warn` or `deny`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Allow, Self::Note, Self::Warn, Self::Deny].into_iter().find(|it| it.name() == name)
    }

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// The severity of what is reported.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Note => Some(Severity::Note),
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// The levels that were set, by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    levels: BTreeMap<&'static str, Level>,
}

impl Levels {
    /// Sets the level of a code, or of the codes of a group that may have it. A later call replaces an
    /// earlier one.
    ///
    /// # Errors
    /// A message, if there is no such code, or if it is always an error.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), String> {
        let may_have_it = |code: &&Code| level == Level::Deny || code.can_be_lowered;
        let named = codes::named(name)?;
        if let [only] = named.as_slice()
            && !may_have_it(only)
        {
            return Err(format!("`{name}` is always an error, because nothing can be generated"));
        }
        let named = named.into_iter().filter(may_have_it);
        self.levels.extend(named.map(|code| (code.name, level)));
        Ok(())
    }

    /// Adds the levels that `other` sets and `self` does not.
    pub fn or(&mut self, other: &Self) {
        for (code, level) in &other.levels {
            self.levels.entry(code).or_insert(*level);
        }
    }

    /// Whether a code is not reported.
    pub(crate) fn allows(&self, code: &Code) -> bool {
        self.levels.get(code.name).unwrap_or(&code.default) == &Level::Allow
    }

    /// The severity of a diagnostic, or `None` if it is not reported. Without a level, it is that with
    /// which it was reported, so that one code can be an error or a warning.
    pub(super) fn severity_of(&self, found: &Diagnostic) -> Option<Severity> {
        if let Some(level) = self.levels.get(found.code()) {
            return level.severity();
        }
        let code = codes::find(found.code());
        let is_allowed = code.is_some_and(|code| code.default == Level::Allow);
        (!is_allowed).then_some(found.severity())
    }
}
