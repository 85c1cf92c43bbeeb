//! Writes the differences that a comparison found.
//!
//! Invariants: a file is replaced atomically. No file that is not in the comparison is touched.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::{Comparison, Difference, OutputDirError};

/// Writes missing and changed files and removes orphans.
///
/// # Errors
///
/// Returns the first error of the file system. Earlier changes are kept.
pub(crate) fn write(
    dir: &Path,
    files: &BTreeMap<String, String>,
    comparison: &Comparison,
) -> Result<(), OutputDirError> {
    let to_error = |path: &str, error| OutputDirError::with_reason(dir, format!("{path}: {error}"));
    // Orphans first: on a file system that ignores case, an orphan may be the same file as one that
    // is written.
    for path in comparison.orphans() {
        fs::remove_file(dir.join(path)).map_err(|error| to_error(path, error))?;
    }
    for (path, text) in files {
        let difference = comparison.differences.get(path);
        if difference.is_some_and(|difference| *difference != Difference::Orphan) {
            replace(&dir.join(path), text).map_err(|error| to_error(path, error))?;
        }
    }
    comparison.orphans().for_each(|path| remove_empty_parents(dir, path));
    Ok(())
}

/// Writes a temporary file and renames it.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    fs::create_dir_all(parent)?;
    let temporary = parent.join(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
    let written = File::create_new(&temporary)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first error is the useful one.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Removes the parent directories of a removed file, from the inside out, while they are empty.
fn remove_empty_parents(dir: &Path, path: &str) {
    let mut inner = path;
    while let Some((parent, _)) = inner.rsplit_once('/') {
        if fs::remove_dir(dir.join(parent)).is_err() {
            break;
        }
        inner = parent;
    }
}
