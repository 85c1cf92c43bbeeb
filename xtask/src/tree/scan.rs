//! What stands in a folder, without following symbolic links.
//!
//! Invariant: build output and version control are not looked into, though copies of generated
//! files stand there as well.

use std::fs::{self, DirEntry, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use codegen::output::is_owned;

use super::Refusal;

/// The folder of Cargo, which holds unpacked copies of the crate.
const BUILD_OUTPUT: &str = "target";
/// How much of a file may be its first line.
const FIRST_LINE: u64 = 1_024;

/// Whether there is nothing at all, which is also true if the folder does not exist.
pub(super) fn is_empty(folder: &Path) -> Result<bool, Refusal> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Refusal::of(folder, error.to_string())),
    }
}

/// The paths of all files that carry the mark, with `/` between folders.
pub(super) fn owned_files(folder: &Path) -> Result<Vec<String>, Refusal> {
    let mut owned = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(inner) = folders.pop() {
        let refuse = |error: io::Error| Refusal::of(folder, format!("{inner}: {error}"));
        let entries = match fs::read_dir(folder.join(&inner)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(refuse(error)),
        };
        for entry in entries {
            let entry = entry.map_err(refuse)?;
            let kind = entry.file_type().map_err(refuse)?;
            // The generator emits only names that are UTF-8.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            if kind.is_dir() && !is_foreign(&path, &entry) {
                folders.push(path);
            } else if kind.is_file() && is_owned(&first_line(&entry.path()).map_err(refuse)?) {
                owned.push(path);
            }
        }
    }
    Ok(owned)
}

fn is_foreign(path: &str, folder: &DirEntry) -> bool {
    let hidden = folder.file_name().to_string_lossy().starts_with('.');
    hidden || path == BUILD_OUTPUT || folder.path().join("CACHEDIR.TAG").exists()
}

fn first_line(path: &Path) -> io::Result<String> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?.take(FIRST_LINE)).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8_lossy(&line).into_owned())
}

/// Whether there is a file at `path`, and no link on the way.
///
/// # Errors
///
/// If something else stands there or on the way.
pub(super) fn stands_in_real_folders(folder: &Path, path: &str) -> Result<bool, String> {
    let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
    for part in ends.filter_map(|end| path.get(..end)) {
        let kind = match fs::symlink_metadata(folder.join(part)) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(format!("{part}: {error}")),
        };
        let wanted = if part == path { kind.is_file() } else { kind.is_dir() };
        if kind.is_symlink() {
            return Err(format!("{part} is a symbolic link, and links are not followed"));
        } else if !wanted {
            return Err(format!("{part} is in the way of {path}"));
        }
    }
    Ok(true)
}
