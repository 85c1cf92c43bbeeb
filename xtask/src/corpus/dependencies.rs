//! Downloads the dependencies of the generated crates if they are missing.
//!
//! Invariant: the network is used only if cargo fails offline.

use std::process::Command;

use super::cargo::Cargo;
use super::progress::log;

/// Makes sure that the crates can be compiled offline.
///
/// # Errors
///
/// Returns a message if the dependencies cannot be downloaded. A manifest that is not valid is not an
/// error here; the check reports it.
pub(super) fn fetch(cargo: &Cargo<'_>) -> Result<(), String> {
    let has_valid_manifests =
        run(cargo.command(["metadata", "--no-deps", "--format-version=1"]))?.is_ok();
    let offline = ["fetch", "--offline", "--target=host-tuple"];
    if !has_valid_manifests || run(cargo.command(offline))?.is_ok() {
        return Ok(());
    }
    log("fetch  dependencies that are not downloaded yet");
    run(cargo.command(["fetch", "--target=host-tuple"]))?.map_err(|stderr| {
        let manifest = cargo.dir.path().join("Cargo.toml");
        format!(
            "cannot download the dependencies of the crates; to try again, run \
             `cargo fetch --manifest-path {}`\n{stderr}",
            manifest.display()
        )
    })
}

/// Runs the command to its end. The inner error is its standard error.
fn run(mut command: Command) -> Result<Result<(), String>, String> {
    let output = command.output().map_err(|error| format!("cannot run cargo: {error}"))?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    Ok(Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}
