//! Runs the cargo that runs this command.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// Creates a command that runs cargo in `dir`, without standard input.
pub(crate) fn command(dir: &Path) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.current_dir(dir).stdin(Stdio::null());
    command
}
