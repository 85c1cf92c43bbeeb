//! Compares the directory of a generated crate with the files that the generator emits, and writes
//! the differences.
//!
//! Invariants: comparing only reads. All differences are written, or none. A directory without generated files, a file that is not
//! generated, and a path outside of the directory are never written to.

mod error;
mod file_system;
mod scan;
mod staging;
mod transaction;
mod validate;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::output::is_owned;

pub(crate) use self::error::OutputDirError;
use self::scan::Listing;
pub(crate) use self::staging::EarlierRun;
use self::staging::Staging;
pub(crate) use self::write::write;

/// The differences between a directory and the emitted files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The number of files that are up to date.
    pub(crate) unchanged: usize,
    /// The other files, by their path in the directory.
    pub(crate) differences: BTreeMap<String, Difference>,
    /// How the last update ended.
    pub(crate) earlier_run: EarlierRun,
}

/// A difference in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// The file does not exist.
    Missing,
    /// The file has another text.
    Changed {
        /// The text in the directory.
        found: String,
    },
    /// The file is generated, and is not emitted any more.
    Orphan,
}

impl Comparison {
    /// Whether there is nothing to write.
    pub(crate) fn is_up_to_date(&self) -> bool {
        self.differences.is_empty() && self.earlier_run == EarlierRun::Finished
    }

    /// Whether the directory has generated files.
    fn found_generated_files(&self) -> bool {
        let is_generated = |difference: &Difference| match difference {
            Difference::Missing => false,
            Difference::Changed { found } => is_owned(found),
            Difference::Orphan => true,
        };
        self.unchanged > 0 || self.differences.values().any(is_generated)
    }

    /// The paths of the files that are not emitted any more.
    pub(crate) fn orphans(&self) -> impl Iterator<Item = &str> {
        let orphans = self.differences.iter().filter(|(_, it)| **it == Difference::Orphan);
        orphans.map(|(path, _)| path.as_str())
    }

    /// The paths and the present texts of the changed files.
    pub(crate) fn changed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.differences.iter().filter_map(|(path, difference)| match difference {
            Difference::Changed { found } => Some((path.as_str(), found.as_str())),
            Difference::Missing | Difference::Orphan => None,
        })
    }
}

/// Compares `dir` with the emitted `files`.
///
/// # Errors
///
/// Returns all reasons for which the directory must not be written to.
pub(crate) fn compare(
    dir: &Path,
    files: &BTreeMap<String, String>,
) -> Result<Comparison, OutputDirError> {
    validate::check_files(dir, files)?;
    let earlier_run = Staging::of(dir)
        .earlier_run()
        .map_err(|reason| OutputDirError::with_reason(dir, reason))?;
    let listing = Listing::of(dir)?;
    let mut comparison = Comparison { earlier_run, ..Comparison::default() };
    let mut errors = OutputDirError::new(dir);
    for (path, text) in files {
        match compare_file(dir, &listing, path, text) {
            Ok(None) => comparison.unchanged += 1,
            Ok(Some(difference)) => {
                comparison.differences.insert(path.clone(), difference);
            }
            Err(reason) => errors.push(reason),
        }
    }
    for path in listing.generated_besides(files)? {
        comparison.differences.insert(path, Difference::Orphan);
    }
    let is_new = !comparison.found_generated_files() && earlier_run == EarlierRun::Finished;
    if is_new && !scan::is_empty(dir)? {
        return Err(OutputDirError::without_generated_files(dir));
    }
    errors.into_result(comparison)
}

fn compare_file(
    dir: &Path,
    listing: &Listing<'_>,
    path: &str,
    text: &str,
) -> Result<Option<Difference>, String> {
    if !listing.is_regular_file(path)? {
        return Ok(Some(Difference::Missing));
    }
    let found = fs::read(dir.join(path)).map_err(|error| format!("{path}: {error}"))?;
    if found == text.as_bytes() {
        return Ok(None);
    }
    let found = String::from_utf8_lossy(&found).into_owned();
    // A file that was not written completely when the system stopped may be empty.
    if is_owned(&found) || found.is_empty() {
        Ok(Some(Difference::Changed { found }))
    } else {
        Err(format!("{path} is in the way: its first line does not mark it as generated"))
    }
}

#[cfg(test)]
mod failures;
#[cfg(test)]
mod tests;
