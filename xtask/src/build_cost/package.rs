//! A generated crate on disk, and how it is built to be measured.
//!
//! Invariant: the crate is a workspace of its own, and is built offline. Crates of one generator share
//! a target directory, so that only the first one builds common dependencies; a cold build removes it.

use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::Table;

use super::step::{Dependencies, Step};
use super::usage::Usage;
use crate::{cargo, dependencies};

/// A crate, ready to be built.
pub(super) struct Package {
    pub(super) name: String,
    dir: PathBuf,
    target: PathBuf,
}

impl Package {
    /// Opens the crate in `dir` with a target directory, and downloads its dependencies.
    ///
    /// # Errors
    ///
    /// Returns a message if there is no package, or if its dependencies cannot be downloaded.
    pub(super) fn open(dir: PathBuf, target: PathBuf) -> Result<Self, String> {
        let manifest = dir.join("Cargo.toml");
        let to_message = |error: io::Error| format!("{}: {error}", manifest.display());
        let text = fs::read_to_string(&manifest).map_err(to_message)?;
        let table: Table =
            text.parse().map_err(|error| format!("{}: {error}", manifest.display()))?;
        let name = table.get("package").and_then(|it| it.get("name")).and_then(|it| it.as_str());
        let name = name.ok_or_else(|| format!("{} has no package", manifest.display()))?;
        // Otherwise, cargo looks for a workspace in the directories above.
        if !table.contains_key("workspace") {
            fs::write(&manifest, format!("{text}\n[workspace]\n")).map_err(to_message)?;
        }
        dependencies::fetch(&dir)?;
        Ok(Self { name: name.to_owned(), dir, target })
    }

    /// Measures a step: the least of some runs.
    ///
    /// # Errors
    ///
    /// Returns the messages of cargo if the crate does not compile.
    pub(super) fn measure(&self, step: Step, runs: NonZero<u32>) -> Result<Usage, String> {
        if step.dependencies() == Dependencies::Built {
            Usage::of(&mut self.cargo(step.arguments()))?;
        }
        let mut least = self.measure_once(step)?;
        for _ in 1..runs.get() {
            least = least.least(self.measure_once(step)?);
        }
        Ok(least)
    }

    fn measure_once(&self, step: Step) -> Result<Usage, String> {
        match step.dependencies() {
            Dependencies::Missing => remove_dir(&self.target)?,
            Dependencies::Built => {
                let mut clean = self.cargo(step.clean_arguments());
                Usage::of(clean.args(["--package", &self.name]))?;
            }
        }
        Usage::of(&mut self.cargo(step.arguments()))
    }

    /// Incremental data serve the next build, which is not measured.
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo::command(&self.dir);
        command
            .args(arguments)
            .args(["--offline", "--quiet"])
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0");
        command
    }
}

/// Removes a directory if it exists.
pub(super) fn remove_dir(dir: &Path) -> Result<(), String> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", dir.display()))
        }
        _ => Ok(()),
    }
}
