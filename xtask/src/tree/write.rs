//! Brings a folder up to date, as a comparison has found necessary.
//!
//! Invariant: at any time each file has either its old or its new text, and no file that is not in
//! the comparison is touched.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::{Comparison, Difference, Refusal};

/// Settles all differences between `folder` and `files`.
///
/// # Errors
///
/// If the file system refuses; what was settled until then stays.
pub fn write(
    folder: &Path,
    files: &BTreeMap<String, String>,
    comparison: &Comparison,
) -> Result<(), Refusal> {
    // Where case is ignored, a file may be the orphan of another spelling of its own name.
    for path in comparison.orphans() {
        remove(folder, path).map_err(|error| Refusal::of(folder, format!("{path}: {error}")))?;
    }
    for (path, text) in files {
        let unsettled = comparison.differences.get(path);
        if unsettled.is_some_and(|difference| *difference != Difference::Orphan) {
            replace(&folder.join(path), text)
                .map_err(|error| Refusal::of(folder, format!("{path}: {error}")))?;
        }
    }
    comparison.orphans().for_each(|path| remove_empty_folders(folder, path));
    Ok(())
}

fn remove(folder: &Path, path: &str) -> io::Result<()> {
    fs::remove_file(folder.join(path))
}

/// Writes beside the file and moves the result over it.
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
        // The reason for the failure tells more than that of a failing clean-up.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Removes the folders of a removed file from the inside out, as far as they are empty.
fn remove_empty_folders(folder: &Path, path: &str) {
    let mut inner = path;
    while let Some((parent, _)) = inner.rsplit_once('/') {
        if fs::remove_dir(folder.join(parent)).is_err() {
            break;
        }
        inner = parent;
    }
}
