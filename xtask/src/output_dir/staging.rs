//! The folder in which an update is prepared.
//!
//! It is inside of the output directory, so that files can be moved from it. Invariant: it exists only
//! while an update is made, so that one that is found shows that an update was interrupted. Its notice
//! is written first and removed last, and a folder without it is somebody else's.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use codegen::output::MARK;

use super::file_system::FileSystem;

/// The name of the folder. A hidden folder is not searched for generated files.
const NAME: &str = ".codegen-update";
const NOTICE: &str = "README.txt";

/// How the last update of a directory ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EarlierRun {
    /// It is complete, or there was none.
    #[default]
    Finished,
    /// It changed a part of the files.
    Interrupted,
}

/// The folder of an output directory.
pub(super) struct Staging {
    root: PathBuf,
}

impl Staging {
    pub(super) fn of(dir: &Path) -> Self {
        Self { root: dir.join(NAME) }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the new text of a file is prepared.
    pub(super) fn new_file(&self, path: &str) -> PathBuf {
        self.root.join("new").join(path)
    }

    /// Where the present text of a file is kept.
    pub(super) fn old_file(&self, path: &str) -> PathBuf {
        self.root.join("old").join(path)
    }

    /// Finds out whether an earlier update was interrupted.
    ///
    /// # Errors
    ///
    /// Returns a message if something else has the name of the folder.
    pub(super) fn earlier_run(&self) -> Result<EarlierRun, String> {
        let to_reason = |error: io::Error| format!("{NAME}: {error}");
        match fs::symlink_metadata(&self.root) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(EarlierRun::Finished),
            Err(error) => return Err(to_reason(error)),
            Ok(metadata) if metadata.is_dir() && self.is_own().map_err(to_reason)? => {}
            Ok(_) => return Err(format!("{NAME} is in the way: it is not from an update")),
        }
        Ok(EarlierRun::Interrupted)
    }

    /// Whether the folder has the notice, or an incomplete one and nothing else.
    fn is_own(&self) -> io::Result<bool> {
        let notice_path = self.root.join(NOTICE);
        let is_alone = fs::read_dir(&self.root)?
            .all(|entry| entry.is_ok_and(|entry| entry.file_name() == NOTICE));
        let found = match fs::symlink_metadata(&notice_path) {
            Ok(metadata) if metadata.is_file() => fs::read(&notice_path)?,
            Ok(_) => return Ok(false),
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        let notice = notice();
        Ok(found == notice.as_bytes() || is_alone && notice.as_bytes().starts_with(&found))
    }

    pub(super) fn create(&self, disk: &mut impl FileSystem) -> io::Result<()> {
        disk.create_dir(&self.root)?;
        disk.write(&self.root.join(NOTICE), &notice())
    }

    /// Removes the folder, its notice last.
    pub(super) fn remove(&self, disk: &mut impl FileSystem) -> io::Result<()> {
        for part in ["new", "old"].map(|part| self.root.join(part)) {
            if part.exists() {
                disk.remove_tree(&part)?;
            }
        }
        if self.root.exists() { disk.remove_tree(&self.root) } else { Ok(()) }
    }
}

fn notice() -> String {
    format!(
        "{MARK} while it updates the directory around this one.\n\
         If it is not running, the update was interrupted, and running it again completes it.\n"
    )
}
