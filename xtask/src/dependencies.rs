//! Downloads the dependencies of generated crates if they are missing.
//!
//! Invariant: the network is used only if cargo fails offline.

use std::path::Path;

use crate::cargo;
use crate::progress::log;

/// Makes sure that the package or workspace in `dir` can be compiled offline.
///
/// # Errors
///
/// Returns a message if the dependencies cannot be downloaded. A manifest that is not valid is not an
/// error here; the check reports it.
pub(crate) fn fetch(dir: &Path) -> Result<(), String> {
    let has_valid_manifests = run(dir, &["metadata", "--no-deps", "--format-version=1"])?.is_ok();
    if !has_valid_manifests || run(dir, &["fetch", "--offline", "--target=host-tuple"])?.is_ok() {
        return Ok(());
    }
    log("fetch  dependencies that are not downloaded yet");
    run(dir, &["fetch", "--target=host-tuple"])?.map_err(|stderr| {
        let manifest = dir.join("Cargo.toml");
        format!(
            "cannot download the dependencies of the crates; to try again, run \
             `cargo fetch --manifest-path {}`\n{stderr}",
            manifest.display()
        )
    })
}

/// Runs cargo to its end. The inner error is its standard error.
fn run(dir: &Path, arguments: &[&str]) -> Result<Result<(), String>, String> {
    let output = cargo::command(dir).args(arguments).output();
    let output = output.map_err(|error| format!("cannot run cargo: {error}"))?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    Ok(Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}
