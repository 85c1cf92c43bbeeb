//! Why a folder is not written to, all reasons at once.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use codegen::output::{MARK, is_owned};

/// Reasons not to write to a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    folder: PathBuf,
    reasons: Vec<String>,
}

impl Refusal {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), reasons: Vec::new() }
    }

    pub(super) fn of(folder: &Path, reason: impl Into<String>) -> Self {
        Self { folder: folder.to_owned(), reasons: vec![reason.into()] }
    }

    pub(super) fn of_foreign_folder(folder: &Path) -> Self {
        let reason = "it is not empty and holds no generated file; choose an empty or a new folder";
        Self::of(folder, reason)
    }

    pub(super) fn add(&mut self, reason: String) {
        self.reasons.push(reason);
    }

    /// `value`, if there is no reason against it.
    pub(super) fn or<T>(self, value: T) -> Result<T, Self> {
        if self.reasons.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "cannot write to {}:", self.folder.display())?;
        self.reasons.iter().try_for_each(|reason| writeln!(formatter, "  {reason}"))
    }
}

impl std::error::Error for Refusal {}

/// Makes sure that all files stand in the folder and will be recognised by the next run.
pub(super) fn check_paths(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Refusal> {
    let mut refusal = Refusal::new(folder);
    for (path, text) in files {
        if !is_inside(path) {
            refusal.add(format!("`{path}` leads out of the folder"));
        }
        if !is_owned(text) {
            refusal.add(format!("`{path}` lacks `{MARK}` in its first line"));
        }
    }
    refusal.or(())
}

/// Whether a path is relative and means the same on every platform.
fn is_inside(path: &str) -> bool {
    path.split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']))
}
