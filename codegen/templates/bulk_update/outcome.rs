//! What became of a record, and how many records have each outcome.

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has changed it.
    Updated,
    /// It was not changed.
    Failed,
    /// It may have been changed.
    Unknown,
    /// It is no item, and was not sent.
    Invalid,
}

impl Outcome {
    /// Its name in the outcomes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Updated => "updated",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Invalid => "invalid",
        }
    }

    /// The outcome with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Updated, Self::Failed, Self::Unknown, Self::Invalid];
        all.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// The number of records with each outcome.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub updated: u64,
    pub failed: u64,
    pub unknown: u64,
    pub invalid: u64,
}

impl Tally {
    /// Counts a record.
    pub fn add(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Updated => &mut self.updated,
            Outcome::Failed => &mut self.failed,
            Outcome::Unknown => &mut self.unknown,
            Outcome::Invalid => &mut self.invalid,
        } += 1;
    }

    /// The number of records.
    pub fn total(self) -> u64 {
        self.updated + self.failed + self.unknown + self.invalid
    }
}
