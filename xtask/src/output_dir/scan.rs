//! Finds generated files in a directory, without following symbolic links.
//!
//! Invariant: build output and hidden directories, such as those of version control, are skipped
//! though they may have copies of generated files.

use std::fs::{self, DirEntry, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use codegen::output::is_owned;

use super::OutputDirError;

/// The build directory of cargo, which has unpacked copies of the crate.
const BUILD_OUTPUT: &str = "target";
/// The maximum length of the first line of a file, in bytes.
const FIRST_LINE: u64 = 1_024;

/// Whether the directory is empty or does not exist.
pub(super) fn is_empty(dir: &Path) -> Result<bool, OutputDirError> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(OutputDirError::with_reason(dir, error.to_string())),
    }
}

/// Returns the paths of all generated files, with `/` as separator.
pub(super) fn generated_files(dir: &Path) -> Result<Vec<String>, OutputDirError> {
    let mut generated = Vec::new();
    let mut pending = vec![String::new()];
    while let Some(inner) = pending.pop() {
        let to_error =
            |error: io::Error| OutputDirError::with_reason(dir, format!("{inner}: {error}"));
        let entries = match fs::read_dir(dir.join(&inner)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(to_error(error)),
        };
        for entry in entries {
            let entry = entry.map_err(to_error)?;
            let kind = entry.file_type().map_err(to_error)?;
            // The generator emits only names in UTF-8.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            if kind.is_dir() && !is_skipped(&path, &entry) {
                pending.push(path);
            } else if kind.is_file() && is_owned(&first_line(&entry.path()).map_err(to_error)?) {
                generated.push(path);
            }
        }
    }
    Ok(generated)
}

fn is_skipped(path: &str, dir: &DirEntry) -> bool {
    let is_hidden = dir.file_name().to_string_lossy().starts_with('.');
    is_hidden || path == BUILD_OUTPUT || dir.path().join("CACHEDIR.TAG").exists()
}

fn first_line(path: &Path) -> io::Result<String> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?.take(FIRST_LINE)).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8_lossy(&line).into_owned())
}

/// Whether `path` is a file that is reached without a symbolic link.
///
/// # Errors
///
/// Returns a message if `path` or one of its parents is of another kind.
pub(super) fn is_regular_file(dir: &Path, path: &str) -> Result<bool, String> {
    let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    for part in ends.filter_map(|end| path.get(..end)) {
        let kind = match fs::symlink_metadata(dir.join(part)) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(format!("{part}: {error}")),
        };
        let is_expected = if part == path { kind.is_file() } else { kind.is_dir() };
        if kind.is_symlink() {
            return Err(format!("{part} is a symbolic link, and links are not followed"));
        } else if !is_expected {
            return Err(format!("{part} is in the way of {path}"));
        }
    }
    Ok(true)
}
