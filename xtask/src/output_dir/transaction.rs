//! Changes that can be undone.
//!
//! Invariant: after [`roll_back`](Transaction::roll_back) without an error, all is as it was before.

use std::io;
use std::path::{Path, PathBuf};

use super::file_system::FileSystem;
use super::staging::Staging;

pub(super) struct Transaction<'d, Disk> {
    disk: &'d mut Disk,
    /// How to undo what was done, in the order in which it was done.
    undo: Vec<Undo<'d>>,
}

enum Undo<'d> {
    RemoveDir(PathBuf),
    Rename { from: PathBuf, to: PathBuf },
    RemoveStaging(&'d Staging),
}

impl<'d, Disk: FileSystem> Transaction<'d, Disk> {
    pub(super) fn new(disk: &'d mut Disk) -> Self {
        Self { disk, undo: Vec::new() }
    }

    /// Creates `path` and its missing parents.
    pub(super) fn create_dirs(&mut self, path: &Path) -> io::Result<()> {
        let mut created = Vec::new();
        let made = self.disk.create_dirs(path, &mut created);
        self.undo.extend(created.into_iter().map(Undo::RemoveDir));
        made
    }

    /// Creates the folder in which an update is prepared.
    pub(super) fn create_staging(&mut self, staging: &'d Staging) -> io::Result<()> {
        self.undo.push(Undo::RemoveStaging(staging));
        staging.create(self.disk)
    }

    /// The file system, for changes in the folder in which an update is prepared.
    pub(super) fn disk(&mut self) -> &mut Disk {
        self.disk
    }

    /// Moves a file or a directory to a path at which there is none.
    pub(super) fn place(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)?;
        self.undo.push(Undo::Rename { from: to.to_owned(), to: from.to_owned() });
        Ok(())
    }

    /// Moves a file to that at `to`, whose text is kept at `kept`.
    pub(super) fn replace(&mut self, from: &Path, to: &Path, kept: &Path) -> io::Result<()> {
        self.disk.rename(from, to)?;
        self.undo.push(Undo::Rename { from: kept.to_owned(), to: to.to_owned() });
        Ok(())
    }

    /// Moves a file out of the way.
    pub(super) fn retire(&mut self, path: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(path, to)?;
        self.undo.push(Undo::Rename { from: to.to_owned(), to: path.to_owned() });
        Ok(())
    }

    /// Undoes all changes, the last one first, up to one that cannot be undone. The folder in which
    /// the update was prepared is then still there.
    pub(super) fn roll_back(self) -> io::Result<()> {
        for undo in self.undo.into_iter().rev() {
            match undo {
                Undo::RemoveDir(path) => self.disk.remove_dir(&path)?,
                Undo::Rename { from, to } => self.disk.rename(&from, &to)?,
                Undo::RemoveStaging(staging) => staging.remove(self.disk)?,
            }
        }
        Ok(())
    }
}
