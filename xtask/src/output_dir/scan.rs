//! Lists what is in a directory, without following symbolic links.
//!
//! Invariant: build output and hidden directories, such as those of version control, are skipped
//! though they may have copies of generated files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, FileType};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use codegen::output::is_owned;

use super::OutputDirError;

/// The build directory of cargo, which has unpacked copies of the crate.
const BUILD_OUTPUT: &str = "target";
/// The file in directories that tools can make again.
const CACHE_MARK: &str = "CACHEDIR.TAG";
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

/// The entries of a directory and of those in it. Each directory is read once, and no file is opened.
pub(super) struct Listing<'d> {
    dir: &'d Path,
    /// The kinds by path, with `/` as separator.
    kinds: BTreeMap<String, FileType>,
    /// The directories that were not read.
    skipped: BTreeSet<String>,
}

impl<'d> Listing<'d> {
    pub(super) fn of(dir: &'d Path) -> Result<Self, OutputDirError> {
        let mut listing = Self { dir, kinds: BTreeMap::new(), skipped: BTreeSet::new() };
        let mut pending = vec![String::new()];
        while let Some(inner) = pending.pop() {
            let dirs = listing
                .add(&inner)
                .map_err(|error| OutputDirError::with_reason(dir, format!("{inner}: {error}")))?;
            pending.extend(dirs);
        }
        Ok(listing)
    }

    /// Adds the entries of a directory. Returns the directories among them that are to be read.
    fn add(&mut self, inner: &str) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(self.dir.join(inner)) {
            Ok(entries) => entries.collect::<io::Result<Vec<_>>>()?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        if !inner.is_empty() && entries.iter().any(|entry| entry.file_name() == CACHE_MARK) {
            self.skipped.insert(inner.to_owned());
            return Ok(Vec::new());
        }
        let mut dirs = Vec::new();
        for entry in entries {
            let kind = entry.file_type()?;
            // The generator emits only names in UTF-8.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if inner.is_empty() { name.clone() } else { format!("{inner}/{name}") };
            if kind.is_dir() && (name.starts_with('.') || path == BUILD_OUTPUT) {
                self.skipped.insert(path.clone());
            } else if kind.is_dir() {
                dirs.push(path.clone());
            }
            self.kinds.insert(path, kind);
        }
        Ok(dirs)
    }

    /// The paths of the generated files that are not among these.
    pub(super) fn generated_besides<T>(
        &self,
        files: &BTreeMap<String, T>,
    ) -> Result<Vec<String>, OutputDirError> {
        let is_other = |path: &str, kind: FileType| kind.is_file() && !files.contains_key(path);
        let others = self.kinds.iter().filter(|(path, kind)| is_other(path, **kind));
        let mut generated = Vec::new();
        for (path, _) in others {
            let line = first_line(&self.dir.join(path)).map_err(|error| {
                OutputDirError::with_reason(self.dir, format!("{path}: {error}"))
            })?;
            generated.extend(is_owned(&line).then(|| path.clone()));
        }
        Ok(generated)
    }

    /// Whether `path` is a file that is reached without a symbolic link.
    ///
    /// # Errors
    ///
    /// Returns a message if `path` or one of its parents is of another kind.
    pub(super) fn is_regular_file(&self, path: &str) -> Result<bool, String> {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        for part in ends.filter_map(|end| path.get(..end)) {
            let kind = self.kind(part).map_err(|error| format!("{part}: {error}"))?;
            let Some(kind) = kind else { return Ok(false) };
            let is_expected = if part == path { kind.is_file() } else { kind.is_dir() };
            if kind.is_symlink() {
                return Err(format!("{part} is a symbolic link, and links are not followed"));
            } else if !is_expected {
                return Err(format!("{part} is in the way of {path}"));
            }
        }
        Ok(true)
    }

    /// The kind of an entry, if there is one.
    fn kind(&self, path: &str) -> io::Result<Option<FileType>> {
        if !self.is_skipped(path) {
            return Ok(self.kinds.get(path).copied());
        }
        match fs::symlink_metadata(self.dir.join(path)) {
            Ok(metadata) => Ok(Some(metadata.file_type())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether `path` is inside of a directory that was not read.
    fn is_skipped(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(end, _)| end);
        let mut parents = ends.filter_map(|end| path.get(..end));
        !self.skipped.is_empty() && parents.any(|parent| self.skipped.contains(parent))
    }
}

fn first_line(path: &Path) -> io::Result<String> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?.take(FIRST_LINE)).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8_lossy(&line).into_owned())
}
