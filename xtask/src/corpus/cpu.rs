//! What the check of one crate costs in processor time.
//!
//! Cargo runs the compiler of each member through a script, whose shell notes the time of its only
//! child in a file. That is exact for each crate, however many are checked at once, and needs
//! nothing but a POSIX shell; without one, nothing is measured. Invariant: the file of a crate is of
//! its last check, so that it still holds for a crate that needs no new check.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

const SCRIPT: &str = r#"#!/bin/sh
# Runs the compiler and notes its user and system time.
"$@"
status=$?
if [ -n "$CARGO_PKG_NAME" ]; then
    LC_ALL=C
    times >"$CORPUS_CPU/$CARGO_PKG_NAME"
fi
exit $status
"#;

/// The script and the folder of what it noted.
pub(super) struct Meter {
    script: PathBuf,
    notes: PathBuf,
}

impl Meter {
    /// # Errors
    ///
    /// What the file system refused.
    pub(super) fn new(target: &Path) -> io::Result<Self> {
        let meter = Self { script: target.join("measured-rustc"), notes: target.join("cpu") };
        fs::create_dir_all(&meter.notes)?;
        // Cargo takes another script for another compiler.
        if fs::read_to_string(&meter.script).is_ok_and(|text| text == SCRIPT) {
            return Ok(meter);
        }
        fs::write(&meter.script, SCRIPT)?;
        make_executable(&meter.script)?;
        Ok(meter)
    }

    /// Lets the command measure, where that is possible.
    pub(super) fn attach(&self, cargo: &mut Command) {
        if cfg!(unix) {
            cargo.env("RUSTC_WORKSPACE_WRAPPER", &self.script).env("CORPUS_CPU", &self.notes);
        }
    }

    /// The seconds of the last check of the crate.
    pub(super) fn seconds(&self, name: &str) -> Option<f64> {
        parse(&fs::read_to_string(self.notes.join(name)).ok()?)
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

/// The second line of what `times` prints: user and system time of the children.
fn parse(text: &str) -> Option<f64> {
    let (user, system) = text.lines().nth(1)?.trim().split_once(' ')?;
    Some(seconds(user)? + seconds(system)?)
}

/// A time like `1m2.50s`.
fn seconds(text: &str) -> Option<f64> {
    let (minutes, seconds) = text.trim().strip_suffix('s')?.split_once('m')?;
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_times_of_children_are_added() {
        assert_eq!(parse("0m0.00s 0m0.00s\n1m2.500000s 0m0.25s\n"), Some(62.75));
        for other in ["", "0m0.00s 0m0.00s\n", "a b\nc d\n"] {
            assert_eq!(parse(other), None);
        }
    }
}
