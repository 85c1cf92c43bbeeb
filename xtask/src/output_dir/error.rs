//! The reasons for which an output directory must not be written to.

use std::fmt;
use std::path::{Path, PathBuf};

/// An output directory cannot be written to, for one or more reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputDirError {
    dir: PathBuf,
    reasons: Vec<String>,
}

impl OutputDirError {
    /// An error without reasons yet.
    pub(super) fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), reasons: Vec::new() }
    }

    pub(super) fn with_reason(dir: &Path, reason: impl Into<String>) -> Self {
        Self { dir: dir.to_owned(), reasons: vec![reason.into()] }
    }

    pub(super) fn without_generated_files(dir: &Path) -> Self {
        let reason =
            "it is not empty and holds no generated file; choose an empty or a new directory";
        Self::with_reason(dir, reason)
    }

    pub(super) fn push(&mut self, reason: String) {
        self.reasons.push(reason);
    }

    /// Returns `value` if there are no reasons.
    pub(super) fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.reasons.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for OutputDirError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "cannot write to {}:", self.dir.display())?;
        self.reasons.iter().try_for_each(|reason| writeln!(formatter, "  {reason}"))
    }
}

impl std::error::Error for OutputDirError {}
