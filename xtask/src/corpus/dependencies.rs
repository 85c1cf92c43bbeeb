//! Downloads the dependencies of the generated crates where they are missing.
//!
//! Invariant: the network is used only if cargo cannot do without it.

use std::process::{Command, Stdio};

use super::cargo::Cargo;
use super::progress::say;

/// Makes sure that the crates can be compiled offline.
///
/// # Errors
///
/// Returns a message if the dependencies cannot be downloaded. A crate whose manifest cannot be read
/// is not an error here; the check reports it.
pub(super) fn fetch(cargo: &Cargo<'_>) -> Result<(), String> {
    let is_readable = run(cargo.plain(["metadata", "--no-deps", "--format-version=1"]))?.is_ok();
    let offline = ["fetch", "--offline", "--target=host-tuple"];
    if !is_readable || run(cargo.plain(offline))?.is_ok() {
        return Ok(());
    }
    say("fetch  the dependencies of the crates, which are not downloaded yet");
    run(cargo.plain(["fetch", "--target=host-tuple"]))?.map_err(|stderr| {
        let manifest = cargo.folder.path().join("Cargo.toml");
        format!(
            "cannot download the dependencies of the crates; to try again, run \
             `cargo fetch --manifest-path {}`\n{stderr}",
            manifest.display()
        )
    })
}

/// Runs the command to its end; the inner error is what it printed.
fn run(mut command: Command) -> Result<Result<(), String>, String> {
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("cannot run cargo: {error}"))?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    Ok(Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}
