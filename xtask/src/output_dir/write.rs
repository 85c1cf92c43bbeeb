//! Writes the differences that a comparison found: all of them, or none.
//!
//! The new files are written to a folder inside of the directory, and then moved to their places; what
//! can fail for want of space or because of a name fails before the first move. Invariants: after a
//! failure, the directory is as it was before. If not even that is possible, as after a crash, the
//! folder is still there, by which the next run completes the update and `--check` reports it. No file
//! that is not in the comparison is touched.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::file_system::{Disk, FileSystem};
use super::staging::{EarlierRun, Staging};
use super::transaction::Transaction;
use super::{Comparison, Difference, OutputDirError};

/// Writes missing and changed files and removes orphans.
///
/// # Errors
///
/// Returns the first error of the file system.
pub(crate) fn write(
    dir: &Path,
    files: &BTreeMap<String, String>,
    comparison: &Comparison,
) -> Result<(), OutputDirError> {
    write_to(&mut Disk, dir, files, comparison)
}

pub(super) fn write_to(
    disk: &mut impl FileSystem,
    dir: &Path,
    files: &BTreeMap<String, String>,
    comparison: &Comparison,
) -> Result<(), OutputDirError> {
    let staging = Staging::of(dir);
    let update = Update { dir, files, comparison, staging: &staging };
    update.run(disk).map_err(|reason| OutputDirError::with_reason(dir, reason))
}

struct Update<'u> {
    dir: &'u Path,
    files: &'u BTreeMap<String, String>,
    comparison: &'u Comparison,
    staging: &'u Staging,
}

impl<'u> Update<'u> {
    fn run(&self, disk: &mut impl FileSystem) -> Result<(), String> {
        if self.comparison.earlier_run == EarlierRun::Interrupted {
            self.staging.remove(disk).map_err(|error| error.to_string())?;
        }
        if self.comparison.differences.is_empty() {
            return Ok(());
        }
        let mut transaction = Transaction::new(&mut *disk);
        let made = self.prepare(&mut transaction).and_then(|()| self.apply(&mut transaction));
        if let Err(reason) = made {
            return Err(match transaction.roll_back() {
                Ok(()) => format!("{reason}; nothing was changed"),
                Err(error) => format!("{reason}; the update cannot be undone either: {error}"),
            });
        }
        for path in self.comparison.orphans() {
            remove_empty_parents(disk, self.dir, path);
        }
        self.staging.remove(disk).map_err(|error| error.to_string())
    }

    /// Writes the new files, and copies those that they replace.
    fn prepare<D: FileSystem>(&self, transaction: &mut Transaction<'u, D>) -> Result<(), String> {
        transaction.create_dirs(self.dir).map_err(|error| error.to_string())?;
        transaction.create_staging(self.staging).map_err(|error| error.to_string())?;
        for (path, difference) in &self.comparison.differences {
            let new = self.files.get(path).map(|text| (self.staging.new_file(path), text.as_str()));
            let place = self.dir.join(path);
            prepare(transaction.disk(), difference, new, &place, &self.staging.old_file(path))
                .map_err(|error| format!("{path}: {error}"))?;
        }
        Ok(())
    }

    /// Moves all files to their places.
    fn apply<D: FileSystem>(&self, transaction: &mut Transaction<'u, D>) -> Result<(), String> {
        // Orphans first: on a file system that ignores case, an orphan may be the same file as one that
        // is written.
        let is_orphan = |difference: &Difference| *difference == Difference::Orphan;
        let differences = &self.comparison.differences;
        let orphans = differences.iter().filter(|(_, difference)| is_orphan(difference));
        let others = differences.iter().filter(|(_, difference)| !is_orphan(difference));
        for (path, difference) in orphans.chain(others) {
            let (new, old) = (self.staging.new_file(path), self.staging.old_file(path));
            let place = self.dir.join(path);
            let moved = match difference {
                // It was moved together with its directory.
                Difference::Missing if !new.exists() => Ok(()),
                Difference::Orphan => transaction.retire(&place, &old),
                Difference::Changed { .. } => transaction.replace(&new, &place, &old),
                Difference::Missing => {
                    let part = self.outermost_missing(path);
                    transaction.place(&self.staging.new_file(part), &self.dir.join(part))
                }
            };
            moved.map_err(|error| format!("{path}: {error}"))?;
        }
        Ok(())
    }

    /// The outermost directory of a file that does not exist, or the file itself.
    fn outermost_missing<'p>(&self, path: &'p str) -> &'p str {
        let ends = path.match_indices('/').map(|(end, _)| end);
        let mut parents = ends.filter_map(|end| path.get(..end));
        parents.find(|part| !self.dir.join(part).exists()).unwrap_or(path)
    }
}

fn prepare(
    disk: &mut impl FileSystem,
    difference: &Difference,
    new: Option<(PathBuf, &str)>,
    place: &Path,
    old: &Path,
) -> io::Result<()> {
    // The folder is removed as a whole, so that it does not matter which directories are created.
    let create_parent = |disk: &mut _, file: &Path| {
        FileSystem::create_dirs(disk, file.parent().unwrap_or(file), &mut Vec::new())
    };
    if let Some((path, text)) = new {
        create_parent(disk, &path)?;
        disk.write(&path, text)?;
    }
    match difference {
        Difference::Missing => Ok(()),
        Difference::Orphan => create_parent(disk, old),
        Difference::Changed { .. } => {
            create_parent(disk, old)?;
            disk.copy(place, old)
        }
    }
}

/// Removes the parent directories of a removed file, from the inside out, while they are empty.
fn remove_empty_parents(disk: &mut impl FileSystem, dir: &Path, path: &str) {
    let mut inner = path;
    while let Some((parent, _)) = inner.rsplit_once('/') {
        if disk.remove_dir(&dir.join(parent)).is_err() {
            break;
        }
        inner = parent;
    }
}
