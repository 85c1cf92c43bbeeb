//! Runs cargo in the folder of all crates and passes on what it tells.
//!
//! Invariant: it never asks the network, and goes on after a crate that does not compile.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::folder::Folder;
use super::message::{self, Message};

pub(super) struct Cargo<'folder> {
    pub(super) folder: &'folder Folder,
    pub(super) jobs: usize,
}

/// How a run ended.
pub(super) struct Ended {
    pub(super) success: bool,
    /// Whether any target was built or complained about.
    pub(super) has_begun: bool,
    /// What cargo itself has to say.
    pub(super) stderr: String,
}

impl Cargo<'_> {
    pub(super) fn command<const N: usize>(&self, verb: &str, arguments: [&str; N]) -> Command {
        let mut command = self.plain([verb]);
        command
            .args(arguments)
            .args(["--offline", "--quiet", "--keep-going", "--message-format=json"])
            .arg(format!("--jobs={}", self.jobs))
            .env("CARGO_TARGET_DIR", &self.folder.target)
            .env_remove("RUSTC_WORKSPACE_WRAPPER");
        command
    }

    /// A command of cargo for the workspace of all crates.
    pub(super) fn plain<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut command = Command::new(cargo);
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    /// Runs the command to its end.
    ///
    /// # Errors
    ///
    /// It cannot be run.
    pub(super) fn run(
        &self,
        mut command: Command,
        mut tell: impl FnMut(Message),
    ) -> Result<Ended, String> {
        let problem = |error: std::io::Error| format!("cannot run cargo: {error}");
        // A file takes any amount of text without a thread that reads it.
        let log = self.folder.target.join("cargo.log");
        let stderr = File::create(&log).map_err(problem)?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .map_err(problem)?;
        let mut has_begun = false;
        for line in child.stdout.take().into_iter().flat_map(|it| BufReader::new(it).lines()) {
            if let Some(message) = message::parse(&line.map_err(problem)?) {
                has_begun = true;
                tell(message);
            }
        }
        let success = child.wait().map_err(problem)?.success();
        let stderr = fs::read_to_string(&log).map_err(problem)?.trim().to_owned();
        Ok(Ended { success, has_begun, stderr })
    }
}
