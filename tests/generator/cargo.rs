//! Running cargo on generated crates.
//!
//! The build output stays in the target directory, where the next run reuses it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The manifest of a workspace with the crates in its folders. Debug information and incremental state
/// would only cost time.
pub const WORKSPACE: &str = "\
[workspace]
resolver = \"3\"
members = [\"*\"]

[profile.dev]
debug = false
incremental = false
";

/// The target directory of generated crates.
pub fn build_output() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    own.ancestors().nth(3).expect("this binary is in the folder of a profile").join("fixtures")
}

/// Runs cargo in a folder, offline and with warnings denied.
pub fn cargo(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", build_output())
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?} failed:\n{printed}");
}
