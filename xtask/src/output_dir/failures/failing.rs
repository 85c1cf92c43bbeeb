//! A file system that fails after some changes.

use std::fs;
use std::io;
use std::path::Path;

use crate::output_dir::file_system::{Disk, FileSystem};

/// What happens to the changes after the first ones.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// One fails.
    Once,
    /// All fail, as after a crash.
    ForGood,
}

/// A file system on which changes fail after some that succeed.
pub(super) struct Failing {
    failure: Failure,
    /// The changes until the failure.
    left: Option<usize>,
    pub(super) has_failed: bool,
}

impl Failing {
    pub(super) fn after(left: usize, failure: Failure) -> Self {
        Self { failure, left: Some(left), has_failed: false }
    }

    /// Counts a change and tells whether it succeeds.
    fn step(&mut self) -> io::Result<()> {
        let fails = match self.left {
            Some(0) => true,
            Some(left) => {
                self.left = Some(left - 1);
                false
            }
            None => false,
        };
        if !fails {
            return Ok(());
        }
        self.has_failed = true;
        if self.failure == Failure::Once {
            self.left = None;
        }
        Err(io::Error::other("injected"))
    }
}

impl FileSystem for Failing {
    fn create_dir(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.create_dir(path)
    }

    fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        let first_before = !self.has_failed;
        self.step().inspect_err(|_| {
            // A part of the file may have been written.
            if first_before {
                let _ = fs::write(path, text.get(..5).unwrap_or_default());
            }
        })?;
        Disk.write(path, text)
    }

    fn keep(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Disk.keep(from, to)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Disk.rename(from, to)
    }

    fn remove_file(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove_file(path)
    }

    fn remove_dir(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        Disk.remove_dir(path)
    }
}
