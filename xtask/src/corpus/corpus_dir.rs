//! The directory with the generated crates, which are members of one cargo workspace.
//!
//! Invariant: one run at a time uses it, since runs would change each other's crates. Crates of
//! earlier runs are kept on disk; only those of the present run are members.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::progress::log;
use crate::workspace::Workspace;

/// Debug information and incremental data would only take time.
const PROFILE: &str = "\n[profile.dev]\ndebug = false\nincremental = false\n";

/// The directory, locked for this run.
pub(super) struct CorpusDir {
    path: PathBuf,
    /// The `Cargo.lock` whose versions the crates are compiled with.
    lockfile: PathBuf,
    /// The target directory, which all runs share.
    pub(super) target: PathBuf,
    /// The lock is released when the file is closed.
    _lock: File,
}

impl CorpusDir {
    /// Creates and locks the directory. Waits while another run has the lock.
    ///
    /// # Errors
    ///
    /// Returns a message with the error of the file system.
    pub(super) fn open(workspace: &Workspace, path: Option<&Path>) -> Result<Self, String> {
        let default = workspace.target_dir().join("corpus");
        let path = create(path.unwrap_or(&default))?;
        let target = create(&default.join("target"))?;
        let lockfile = workspace.join("Cargo.lock");
        Ok(Self { path, lockfile, _lock: lock(&target.join(".corpus-lock"))?, target })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn of_crate(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Writes a workspace with exactly these members.
    ///
    /// # Errors
    ///
    /// Returns a message with the error of the file system.
    pub(super) fn set_members(&self, names: &[&str]) -> Result<(), String> {
        fs::write(self.path.join("Cargo.toml"), manifest(names))
            .and_then(|()| fs::copy(&self.lockfile, self.path.join("Cargo.lock")))
            .map_err(|error| format!("cannot write the workspace of the crates: {error}"))?;
        Ok(())
    }
}

/// Creates a directory and returns its absolute path.
fn create(path: &Path) -> Result<PathBuf, String> {
    fs::create_dir_all(path)
        .and_then(|()| fs::canonicalize(path))
        .map_err(|error| format!("cannot create {}: {error}", path.display()))
}

fn lock(path: &Path) -> Result<File, String> {
    let to_message = |error: std::io::Error| format!("cannot lock {}: {error}", path.display());
    let file = File::create(path).map_err(to_message)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            log("waiting for another run to end");
            file.lock().map_err(to_message)?;
        }
        Err(TryLockError::Error(error)) => return Err(to_message(error)),
    }
    Ok(file)
}

/// The manifest of the workspace. Names of crates need no escapes.
fn manifest(names: &[&str]) -> String {
    let members: Vec<_> = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n{PROFILE}", members.concat())
}

#[cfg(test)]
mod tests {
    use super::manifest;

    #[test]
    fn each_member_has_a_line() {
        let text = manifest(&["a-client", "b-client"]);
        assert!(text.contains("members = [\n    \"a-client\",\n    \"b-client\",\n]\n"), "{text}");
    }
}
