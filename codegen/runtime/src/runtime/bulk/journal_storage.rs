//! Where a journal is stored: the trait, and files.
//!
//! Invariant: what was appended is not lost, whatever happens to the process or the machine.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// Where a [`Journal`](super::Journal) is stored, if it is not a file.
///
/// The run calls these methods while it is polled, so that they block its thread. After one of them
/// has failed, the run ends and calls none any more.
///
/// ```
/// use std::io;
///
/// use runtime::bulk::{Journal, JournalStorage};
///
/// /// Lets a program resume a run that it has stopped itself.
/// #[derive(Default)]
/// struct Memory(Vec<u8>);
///
/// impl JournalStorage for Memory {
///     fn load(&mut self) -> io::Result<Vec<u8>> {
///         Ok(self.0.clone())
///     }
///
///     fn length(&mut self) -> io::Result<u64> {
///         Ok(self.0.len() as u64)
///     }
///
///     fn truncate(&mut self, length: u64) -> io::Result<()> {
///         self.0.truncate(usize::try_from(length).unwrap_or(usize::MAX));
///         Ok(())
///     }
///
///     fn append(&mut self, record: &[u8]) -> io::Result<()> {
///         self.0.extend_from_slice(record);
///         Ok(())
///     }
/// }
///
/// let journal = Journal::from_storage(Memory::default());
/// ```
pub trait JournalStorage: Send {
    /// Reads everything.
    ///
    /// # Errors
    /// It cannot be read.
    fn load(&mut self) -> io::Result<Vec<u8>>;

    /// The number of bytes that are stored now, including those of other processes.
    ///
    /// # Errors
    /// It cannot be determined.
    fn length(&mut self) -> io::Result<u64>;

    /// Removes what follows after `length` bytes.
    ///
    /// # Errors
    /// It may not have been removed.
    fn truncate(&mut self, length: u64) -> io::Result<()>;

    /// Adds a record at the end. When it returns, the record is durable.
    ///
    /// # Errors
    /// The record may be stored in part, or not at all.
    fn append(&mut self, record: &[u8]) -> io::Result<()>;
}

/// A file with a journal.
pub(super) struct FileStorage {
    path: PathBuf,
    /// Reads and truncates. On Windows, a file that is opened for appending cannot be truncated.
    file: File,
    /// Writes at the end, even if another process has written as well.
    end: File,
}

impl FileStorage {
    /// Opens a file, which is created if it does not exist.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let open = || {
            let end = OpenOptions::new().create(true).append(true).open(path)?;
            let file = OpenOptions::new().read(true).write(true).open(path)?;
            if file.metadata()?.len() == 0 {
                sync_directory_of(path);
            }
            Ok(Self { path: path.to_owned(), file, end })
        };
        open().map_err(|error| with_path(&error, path))
    }

    fn name_path<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| with_path(&error, &self.path))
    }
}

impl JournalStorage for FileStorage {
    fn load(&mut self) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        let result = self.file.rewind().and_then(|()| self.file.read_to_end(&mut text));
        self.name_path(result).map(|_| text)
    }

    fn length(&mut self) -> io::Result<u64> {
        self.name_path(self.file.metadata()).map(|metadata| metadata.len())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.name_path(self.file.set_len(length).and_then(|()| self.file.sync_data()))
    }

    fn append(&mut self, record: &[u8]) -> io::Result<()> {
        let result = self.end.write_all(record).and_then(|()| self.end.sync_data());
        self.name_path(result)
    }
}

/// Makes the directory entry of a new file durable. Not every system can, and then it is left to the
/// system.
fn sync_directory_of(path: &Path) {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let _ = File::open(directory.unwrap_or(Path::new("."))).and_then(|entry| entry.sync_all());
}

fn with_path(error: &io::Error, path: &Path) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
