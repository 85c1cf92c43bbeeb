//! Measures the CPU time of rustc for each crate.
//!
//! Cargo runs rustc for each member through a shell script that writes the time of its only child
//! process to a file. This is exact even if several crates are checked in parallel. It needs a POSIX
//! shell; on other platforms, nothing is measured. Invariant: the file of a crate is that of its last
//! check, so it is valid for a crate that was not checked again.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

const SCRIPT: &str = r#"#!/bin/sh
# Runs rustc and writes its user and system time to a file.
"$@"
status=$?
if [ -n "$CARGO_PKG_NAME" ]; then
    LC_ALL=C
    times >"$CORPUS_CPU/$CARGO_PKG_NAME"
fi
exit $status
"#;

/// The script and the directory with its output.
pub(super) struct CpuTimer {
    script: PathBuf,
    output: PathBuf,
}

impl CpuTimer {
    /// Writes the script below the target directory.
    ///
    /// # Errors
    ///
    /// Returns the error of the file system.
    pub(super) fn new(target: &Path) -> io::Result<Self> {
        let timer = Self { script: target.join("measured-rustc"), output: target.join("cpu") };
        fs::create_dir_all(&timer.output)?;
        // Cargo compiles everything again if the script is newer.
        if fs::read_to_string(&timer.script).is_ok_and(|text| text == SCRIPT) {
            return Ok(timer);
        }
        fs::write(&timer.script, SCRIPT)?;
        make_executable(&timer.script)?;
        Ok(timer)
    }

    /// Makes a command of cargo measure, if the platform supports it.
    pub(super) fn attach(&self, cargo: &mut Command) {
        if cfg!(unix) {
            cargo.env("RUSTC_WORKSPACE_WRAPPER", &self.script).env("CORPUS_CPU", &self.output);
        }
    }

    /// Returns the seconds of the last check of a crate.
    pub(super) fn seconds(&self, name: &str) -> Option<f64> {
        parse(&fs::read_to_string(self.output.join(name)).ok()?)
    }
}

#[cfg(unix)]
fn make_executable(script: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(script, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Parses the second line that `times` prints: the user and system time of child processes.
fn parse(text: &str) -> Option<f64> {
    let (user, system) = text.lines().nth(1)?.trim().split_once(' ')?;
    Some(seconds(user)? + seconds(system)?)
}

/// Parses a time such as `1m2.50s`.
fn seconds(text: &str) -> Option<f64> {
    let (minutes, seconds) = text.trim().strip_suffix('s')?.split_once('m')?;
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_user_and_system_times_of_children_are_added() {
        assert_eq!(parse("0m0.00s 0m0.00s\n1m2.500000s 0m0.25s\n"), Some(62.75));
        for other in ["", "0m0.00s 0m0.00s\n", "a b\nc d\n"] {
            assert_eq!(parse(other), None);
        }
    }
}
