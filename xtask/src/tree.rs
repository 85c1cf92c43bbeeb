//! The folder of a generated crate, compared with the files that belong there.
//!
//! Invariant: comparing reads only. What it refuses is never written to: a folder that belongs to
//! somebody else, a file of somebody else in the way, a path that leads out of the folder.

mod refusal;
mod scan;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::output::is_owned;

pub use self::refusal::Refusal;
pub use self::write::write;

/// What differs between a folder and the files that belong there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many files are as they should be.
    pub unchanged: usize,
    /// The others, by their path in the folder.
    pub differences: BTreeMap<String, Difference>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is not there.
    Missing,
    /// It has another text.
    Changed {
        /// That text.
        found: String,
    },
    /// It was generated once and is not any more.
    Orphan,
}

impl Comparison {
    /// The paths of files that do not belong there any more.
    pub fn orphans(&self) -> impl Iterator<Item = &str> {
        let orphans = self.differences.iter().filter(|(_, it)| **it == Difference::Orphan);
        orphans.map(|(path, _)| path.as_str())
    }

    /// The paths and texts of files that should have another text.
    pub fn changed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.differences.iter().filter_map(|(path, difference)| match difference {
            Difference::Changed { found } => Some((path.as_str(), found.as_str())),
            Difference::Missing | Difference::Orphan => None,
        })
    }
}

/// Compares `folder` with the `files` that belong there.
///
/// # Errors
///
/// All reasons for which it would not be right to write there.
pub fn compare(folder: &Path, files: &BTreeMap<String, String>) -> Result<Comparison, Refusal> {
    refusal::check_paths(folder, files)?;
    let owned = scan::owned_files(folder)?;
    if owned.is_empty() && !scan::is_empty(folder)? {
        return Err(Refusal::of_foreign_folder(folder));
    }
    let mut comparison = Comparison::default();
    for path in owned.into_iter().filter(|path| !files.contains_key(path)) {
        comparison.differences.insert(path, Difference::Orphan);
    }
    let mut refusal = Refusal::new(folder);
    for (path, text) in files {
        match difference(folder, path, text) {
            Ok(None) => comparison.unchanged += 1,
            Ok(Some(difference)) => {
                comparison.differences.insert(path.clone(), difference);
            }
            Err(problem) => refusal.add(problem),
        }
    }
    refusal.or(comparison)
}

fn difference(folder: &Path, path: &str, text: &str) -> Result<Option<Difference>, String> {
    if !scan::stands_in_real_folders(folder, path)? {
        return Ok(Some(Difference::Missing));
    }
    let found = fs::read(folder.join(path)).map_err(|error| format!("{path}: {error}"))?;
    if found == text.as_bytes() {
        return Ok(None);
    }
    let found = String::from_utf8_lossy(&found).into_owned();
    if is_owned(&found) {
        Ok(Some(Difference::Changed { found }))
    } else {
        Err(format!("{path} is in the way, and its first line does not say that it is generated"))
    }
}

#[cfg(test)]
mod tests;
