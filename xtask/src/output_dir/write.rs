//! Writes the differences that a comparison found: all of them, or none.
//!
//! The new files are written to a folder inside of the directory, and then moved to their places; what
//! can fail for want of space or because of a name fails before the first move. Invariants: after a
//! failure, the directory is as it was before. If not even that is possible, as after a crash, the
//! folder is still there, by which the next run completes the update and `--check` reports it. No file
//! that is not in the comparison is touched.

use std::collections::{BTreeMap, HashSet};
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

    /// Writes the new files, and keeps those that they replace.
    fn prepare<D: FileSystem>(&self, transaction: &mut Transaction<'u, D>) -> Result<(), String> {
        transaction.create_dirs(self.dir).map_err(|error| error.to_string())?;
        transaction.create_staging(self.staging).map_err(|error| error.to_string())?;
        let mut dirs = HashSet::from([self.staging.root().to_owned()]);
        for (path, difference) in &self.comparison.differences {
            let new = self.files.get(path).map(|text| (self.staging.new_file(path), text.as_str()));
            let old = self.staging.old_file(path);
            let mut staged = Staged { disk: transaction.disk(), dirs: &mut dirs };
            staged
                .prepare(difference, new, &self.dir.join(path), &old)
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
        // Paths are sorted, so that those in a directory follow each other.
        let mut moved_dir = None;
        for (path, difference) in orphans.chain(others) {
            if moved_dir.is_some_and(|dir| is_inside(path, dir)) {
                continue;
            }
            let (new, old) = (self.staging.new_file(path), self.staging.old_file(path));
            let place = self.dir.join(path);
            let moved = match difference {
                Difference::Orphan => transaction.retire(&place, &old),
                Difference::Changed { .. } => transaction.replace(&new, &place, &old),
                Difference::Missing => {
                    let part = self.outermost_missing(path);
                    moved_dir = Some(part);
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

/// Whether a path is in a directory.
fn is_inside(path: &str, dir: &str) -> bool {
    path.strip_prefix(dir).is_some_and(|rest| rest.starts_with('/'))
}

/// The folder in which an update is prepared.
struct Staged<'t, D> {
    disk: &'t mut D,
    /// The directories that exist in it, and itself. It is removed as a whole, so that nobody else has
    /// to know them.
    dirs: &'t mut HashSet<PathBuf>,
}

impl<D: FileSystem> Staged<'_, D> {
    /// Writes the new text of a file, and keeps the present one.
    fn prepare(
        &mut self,
        difference: &Difference,
        new: Option<(PathBuf, &str)>,
        place: &Path,
        old: &Path,
    ) -> io::Result<()> {
        if let Some((path, text)) = new {
            self.create_parents(&path)?;
            self.disk.write(&path, text)?;
        }
        match difference {
            Difference::Missing => Ok(()),
            Difference::Orphan => self.create_parents(old),
            Difference::Changed { .. } => {
                self.create_parents(old)?;
                self.disk.keep(place, old)
            }
        }
    }

    fn create_parents(&mut self, file: &Path) -> io::Result<()> {
        let parents = file.ancestors().skip(1);
        let missing: Vec<&Path> = parents.take_while(|dir| !self.dirs.contains(*dir)).collect();
        for dir in missing.into_iter().rev() {
            self.disk.create_dir(dir)?;
            self.dirs.insert(dir.to_owned());
        }
        Ok(())
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
