//! The directory with the crates of one description, one for each generator.
//!
//! Invariant: a generator finds an empty directory.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use lexopt::Parser;

use super::package::{Package, remove_dir};
use super::peer::Peer;
use super::usage::Usage;
use crate::codegen;
use crate::command_result::Exit;
use crate::workspace::Workspace;

/// The name of the directories for the generator of this project.
const OWN: &str = "own";

/// The crates of a description.
pub(super) struct Crates {
    description: PathBuf,
    dir: PathBuf,
    /// The target directories, one for each generator.
    artifacts: PathBuf,
    lockfile: PathBuf,
}

impl Crates {
    /// The crates of the description in this file.
    ///
    /// # Errors
    ///
    /// Returns a message if there is no such file.
    pub(super) fn open(workspace: &Workspace, description: &Path) -> Result<Self, String> {
        let description = fs::canonicalize(description)
            .map_err(|error| format!("{}: {error}", description.display()))?;
        let name = description.file_stem().unwrap_or_default();
        let dir = workspace.target_dir().join("build-cost");
        Ok(Self {
            dir: dir.join("crates").join(name),
            artifacts: dir.join("artifacts"),
            lockfile: workspace.join("Cargo.lock"),
            description,
        })
    }

    /// The name of the file.
    pub(super) fn label(&self) -> String {
        self.description.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Generates the crate of this project, with the versions in its `Cargo.lock`.
    ///
    /// # Errors
    ///
    /// Returns the diagnostics of a description that is refused.
    pub(super) fn generate(&self) -> Result<Package, String> {
        let out = self.create(OWN)?;
        let flags = ["--spec".into(), self.description.clone(), "--out".into(), out.clone()];
        let result = codegen::command(Parser::from_args(flags.map(OsString::from)));
        if result.exit != Exit::Success {
            return Err(result.stderr);
        }
        if self.lockfile.is_file() {
            fs::copy(&self.lockfile, out.join("Cargo.lock"))
                .map_err(|error| format!("cannot copy {}: {error}", self.lockfile.display()))?;
        }
        Package::open(out, self.artifacts.join(OWN))
    }

    /// Generates a crate with another generator.
    ///
    /// # Errors
    ///
    /// Returns the standard error of a generator that fails, or a message if it makes no package.
    pub(super) fn generate_with(&self, peer: &Peer) -> Result<Package, String> {
        let out = self.create(peer.name())?;
        Usage::of(&mut peer.command(&self.description, &out))?;
        Package::open(out, self.artifacts.join(peer.name()))
    }

    fn create(&self, name: &str) -> Result<PathBuf, String> {
        let dir = self.dir.join(name);
        remove_dir(&dir)?;
        fs::create_dir_all(&dir)
            .map_err(|error| format!("cannot create {}: {error}", dir.display()))?;
        Ok(dir)
    }
}
