//! The commands that maintain this workspace.
//!
//! This binary prints what a command has to say, and nothing else is decided here.

use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = xtask::run(std::env::args_os().skip(1));
    // Where nobody reads any more, there is nobody to tell about it either.
    let _ = io::stderr().write_all(outcome.stderr.as_bytes());
    let _ = io::stdout().write_all(outcome.stdout.as_bytes());
    outcome.exit.into()
}
