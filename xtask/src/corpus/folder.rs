//! The folder in which the crates of a run are one cargo workspace.
//!
//! Invariant: one run at a time works in it, because two would change each other's crates. Crates of
//! earlier runs stay, though they are members only of the runs that name them.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::progress::say;
use crate::workspace::Workspace;

/// Debug information and incremental state would only cost time here.
const PROFILE: &str = "\n[profile.dev]\ndebug = false\nincremental = false\n";

/// The folder, while this run has it.
pub(super) struct Folder {
    path: PathBuf,
    /// The lock file of the workspace that the commands maintain.
    versions: PathBuf,
    /// Where all runs share what cargo builds.
    pub(super) target: PathBuf,
    /// Closing it ends the claim to `target`.
    _lock: File,
}

impl Folder {
    /// Waits until no other run needs what this one is going to change.
    ///
    /// # Errors
    ///
    /// What the file system refused.
    pub(super) fn open(workspace: &Workspace, path: Option<&Path>) -> Result<Self, String> {
        let shared = workspace.target_dir().join("corpus");
        let path = made(path.unwrap_or(&shared))?;
        let target = made(&shared.join("target"))?;
        let versions = workspace.join("Cargo.lock");
        Ok(Self { path, versions, _lock: locked(&target.join(".corpus-lock"))?, target })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn of_crate(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Makes these crates, and no others, members of the workspace.
    ///
    /// # Errors
    ///
    /// What the file system refused.
    pub(super) fn set_members(&self, names: &[&str]) -> Result<(), String> {
        let manifest = manifest(names);
        fs::write(self.path.join("Cargo.toml"), manifest)
            .and_then(|()| fs::copy(&self.versions, self.path.join("Cargo.lock")))
            .map_err(|error| format!("cannot write the workspace of all crates: {error}"))?;
        Ok(())
    }
}

/// The folder by its absolute path.
fn made(path: &Path) -> Result<PathBuf, String> {
    fs::create_dir_all(path)
        .and_then(|()| fs::canonicalize(path))
        .map_err(|error| format!("cannot make {}: {error}", path.display()))
}

fn locked(path: &Path) -> Result<File, String> {
    let problem = |error: std::io::Error| format!("cannot lock {}: {error}", path.display());
    let file = File::create(path).map_err(problem)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            say("waiting for another run to end");
            file.lock().map_err(problem)?;
        }
        Err(TryLockError::Error(error)) => return Err(problem(error)),
    }
    Ok(file)
}

/// Names of crates need no escapes.
fn manifest(names: &[&str]) -> String {
    let members: Vec<_> = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n{PROFILE}", members.concat())
}

#[cfg(test)]
mod tests {
    use super::manifest;

    #[test]
    fn members_are_named_one_a_line() {
        let text = manifest(&["a-client", "b-client"]);
        assert!(text.contains("members = [\n    \"a-client\",\n    \"b-client\",\n]\n"), "{text}");
    }
}
