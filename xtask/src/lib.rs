//! The commands that maintain this workspace, callable from tests.
//!
//! Each command is a file of its own, from its arguments to an [`Outcome`]. Invariant: only
//! commands touch the file system, and only the binary prints, except for the progress of a command
//! that takes minutes.

mod beside;
pub mod codegen;
mod conformance;
mod corpus;
mod features;
mod outcome;
pub mod tree;
mod words;
mod workspace;

use std::ffi::OsString;

use lexopt::{Arg, Parser};

pub use self::outcome::{Exit, Outcome};

const HELP: &str = "\
The commands that maintain this workspace.

Usage: cargo xtask COMMAND [FLAGS]

Commands:
  codegen   generate the client crate from its description, or check that it is fresh
  corpus    generate and compile clients for many descriptions, and tell what came of it
  conformance
            send what the description's examples say to a mock server that checks it
  features  check the generated crate with each combination of its features

`cargo xtask COMMAND --help` tells the flags of a command.
";

/// Runs the command that `arguments` name, without the name of the binary.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let mut parser = Parser::from_args(arguments);
    match parser.next() {
        Ok(Some(Arg::Value(command))) if command == "codegen" => codegen::command(parser),
        Ok(Some(Arg::Value(command))) if command == "corpus" => corpus::command(parser),
        Ok(Some(Arg::Value(command))) if command == "conformance" => conformance::command(parser),
        Ok(Some(Arg::Value(command))) if command == "features" => features::command(parser),
        Ok(Some(Arg::Value(command))) => {
            Outcome::usage(&format!("there is no command `{}`", command.display()), HELP)
        }
        Ok(Some(Arg::Long("help") | Arg::Short('h'))) => Outcome::success(HELP.to_owned()),
        Ok(Some(other)) => Outcome::usage(&other.unexpected().to_string(), HELP),
        Ok(None) => Outcome::usage("there is no command", HELP),
        Err(error) => Outcome::usage(&error.to_string(), HELP),
    }
}
