//! Runs cargo in the workspace of the generated crates and passes on its messages.
//!
//! Invariant: it works offline, and continues after a crate that does not compile.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::cargo_message::{self, CargoMessage};
use super::corpus_dir::CorpusDir;

pub(super) struct Cargo<'dir> {
    pub(super) dir: &'dir CorpusDir,
    pub(super) jobs: usize,
}

/// The result of a run of cargo.
pub(super) struct CargoRun {
    pub(super) is_success: bool,
    /// Whether there was a message on any target.
    pub(super) has_messages: bool,
    pub(super) stderr: String,
}

impl Cargo<'_> {
    /// Creates a command that compiles crates of the workspace.
    pub(super) fn build_command<const N: usize>(
        &self,
        subcommand: &str,
        arguments: [&str; N],
    ) -> Command {
        let mut command = crate::cargo::command(self.dir.path());
        command
            .arg(subcommand)
            .args(arguments)
            .args(["--offline", "--quiet", "--keep-going", "--message-format=json"])
            .arg(format!("--jobs={}", self.jobs))
            .env("CARGO_TARGET_DIR", &self.dir.target)
            .env_remove("RUSTC_WORKSPACE_WRAPPER");
        command
    }

    /// Runs a command of [`build_command`](Self::build_command) and calls `on_message` for each
    /// message on a target.
    ///
    /// # Errors
    ///
    /// Returns a message if cargo cannot be run.
    pub(super) fn run(
        &self,
        mut command: Command,
        mut on_message: impl FnMut(CargoMessage),
    ) -> Result<CargoRun, String> {
        let to_message = |error: std::io::Error| format!("cannot run cargo: {error}");
        // A file, unlike a pipe, needs no thread that reads it.
        let log = self.dir.target.join("cargo.log");
        let stderr = File::create(&log).map_err(to_message)?;
        let mut child =
            command.stdout(Stdio::piped()).stderr(stderr).spawn().map_err(to_message)?;
        let mut has_messages = false;
        for line in child.stdout.take().into_iter().flat_map(|it| BufReader::new(it).lines()) {
            if let Some(message) = cargo_message::parse(&line.map_err(to_message)?) {
                has_messages = true;
                on_message(message);
            }
        }
        let is_success = child.wait().map_err(to_message)?.success();
        let stderr = fs::read_to_string(&log).map_err(to_message)?.trim().to_owned();
        Ok(CargoRun { is_success, has_messages, stderr })
    }
}
