//! Commands that need the workspace, outside of it.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

#[test]
fn commands_outside_of_the_workspace_report_that_they_need_it() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("pets.yaml"), "openapi: 3.0.3\n").unwrap();
    // A workspace without the member `xtask` is another one.
    fs::write(dir.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    for arguments in [&["corpus", "pets.yaml"][..], &["conformance"], &["features"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(dir.path()).env_remove("CARGO_MANIFEST_DIR");
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        let problem = "error: there is no workspace with the member `xtask` in ";
        assert!(stderr.starts_with(problem), "{arguments:?}: {stderr}");
    }
}
