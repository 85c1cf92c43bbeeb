//! The levels of diagnostics by code, like those of the lints of rustc.
//!
//! Invariant: an error that leaves nothing to generate stays an error.

use std::collections::BTreeMap;
use std::fmt;

use super::codes::{self, Code, UnknownCode};
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

/// Why a level cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LevelError {
    /// There is no such code.
    Unknown(UnknownCode),
    /// The code is always an error.
    AlwaysAnError(&'static str),
}

impl fmt::Display for LevelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(code) => code.fmt(formatter),
            Self::AlwaysAnError(name) => {
                write!(formatter, "`{name}` is always an error, because nothing can be generated")
            }
        }
    }
}

impl std::error::Error for LevelError {}

impl From<UnknownCode> for LevelError {
    fn from(code: UnknownCode) -> Self {
        Self::Unknown(code)
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
    /// If there is no such code, or if it is always an error.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), LevelError> {
        let may_have_it = |code: &&Code| level == Level::Deny || code.can_be_lowered;
        let named = codes::named(name)?;
        if let [only] = named.as_slice()
            && !may_have_it(only)
        {
            return Err(LevelError::AlwaysAnError(only.name));
        }
        let named = named.into_iter().filter(may_have_it);
        self.levels.extend(named.map(|code| (code.name, level)));
        Ok(())
    }

    /// The codes that are errors by default and have another level, with that level.
    pub fn lowered_errors(&self) -> impl Iterator<Item = (&'static str, Level)> {
        let levels = self.levels.iter().map(|(name, level)| (*name, *level));
        levels.filter(|(name, level)| {
            let is_error = codes::find(name).is_some_and(|code| code.default == Level::Deny);
            is_error && *level != Level::Deny
        })
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
