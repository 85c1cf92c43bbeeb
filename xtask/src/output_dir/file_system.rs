//! The changes to a file system. They are a trait so that tests can make each of them fail.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) trait FileSystem {
    /// Creates a directory in an existing one.
    fn create_dir(&mut self, path: &Path) -> io::Result<()>;
    /// Writes a file that does not exist.
    fn write(&mut self, path: &Path, text: &str) -> io::Result<()>;
    /// Keeps the text that a file has now at another path, until another file is moved in its place.
    fn keep(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file. A file at `to` is replaced atomically.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file or a symbolic link.
    fn remove_file(&mut self, path: &Path) -> io::Result<()>;
    /// Removes an empty directory.
    fn remove_dir(&mut self, path: &Path) -> io::Result<()>;

    /// Creates `path` and its missing parents, and adds each of them to `created`.
    fn create_dirs(&mut self, path: &Path, created: &mut Vec<PathBuf>) -> io::Result<()> {
        let is_missing = |dir: &&Path| !dir.as_os_str().is_empty() && !dir.exists();
        let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
        for dir in missing.into_iter().rev() {
            self.create_dir(dir)?;
            created.push(dir.to_owned());
        }
        Ok(())
    }

    /// Removes a directory and all that is in it. Symbolic links are removed and not followed.
    fn remove_tree(&mut self, path: &Path) -> io::Result<()> {
        let mut dirs = vec![path.to_owned()];
        let mut next = 0;
        while let Some(dir) = dirs.get(next).cloned() {
            for entry in fs::read_dir(dir)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    dirs.push(entry.path());
                } else {
                    self.remove_file(&entry.path())?;
                }
            }
            next += 1;
        }
        dirs.iter().rev().try_for_each(|dir| self.remove_dir(dir))
    }
}

/// The file system of the operating system.
pub(super) struct Disk;

impl FileSystem for Disk {
    fn create_dir(&mut self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        File::create_new(path)?.write_all(text.as_bytes())
    }

    fn keep(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        // Not all file systems have links.
        fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}
