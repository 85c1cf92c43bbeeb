//! The commands that maintain this workspace, as a library that tests can call.
//!
//! Each command has a module that parses its arguments and returns a [`CommandResult`]. Invariant:
//! only the binary prints, except for the progress of a command that takes minutes.

mod build_cost;
mod cargo;
pub mod changes;
pub mod codegen;
mod command_result;
mod conformance;
mod corpus;
mod dependencies;
mod explain;
mod features;
mod git;
mod local_files;
mod output_dir;
mod overlay;
mod pluralize;
mod progress;
mod regular_file;
mod table;
mod workspace;

use std::ffi::OsString;

use lexopt::{Arg, Parser};

pub use self::command_result::{CommandResult, Exit};
use self::workspace::Workspace;

const HELP: &str = "\
The commands that maintain this workspace.

Usage: cargo xtask COMMAND [FLAGS]

Commands:
  build-cost    measure what it costs to build generated crates
  changes       report what changed in the public API of the generated crate, and whom it affects
  codegen       generate the client crate, or check that it is up to date
  corpus        generate and compile clients for many descriptions, and print a table of the results
  conformance   send the examples of the description to a mock server that validates the requests
  explain       explain a code of a diagnostic, or list all codes
  features      check the generated crate with combinations of its features
  overlay       print a description after overlays

Run `cargo xtask COMMAND --help` for the flags of a command.
";

/// Runs a command. `arguments` does not include the name of the binary.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> CommandResult {
    let mut parser = Parser::from_args(arguments);
    match parser.next() {
        Ok(Some(Arg::Value(command))) if command == "build-cost" => build_cost::command(parser),
        Ok(Some(Arg::Value(command))) if command == "changes" => changes::command(parser),
        Ok(Some(Arg::Value(command))) if command == "codegen" => codegen::command(parser),
        Ok(Some(Arg::Value(command))) if command == "corpus" => corpus::command(parser),
        Ok(Some(Arg::Value(command))) if command == "conformance" => conformance::command(parser),
        Ok(Some(Arg::Value(command))) if command == "explain" => explain::command(parser),
        Ok(Some(Arg::Value(command))) if command == "features" => features::command(parser),
        Ok(Some(Arg::Value(command))) if command == "overlay" => overlay::command(parser),
        Ok(Some(Arg::Value(command))) => {
            CommandResult::usage(&format!("there is no command `{}`", command.display()), HELP)
        }
        Ok(Some(Arg::Long("help") | Arg::Short('h'))) => CommandResult::success(HELP.to_owned()),
        Ok(Some(other)) => CommandResult::usage(&other.unexpected().to_string(), HELP),
        Ok(None) => CommandResult::usage("the command is missing", HELP),
        Err(error) => CommandResult::usage(&error.to_string(), HELP),
    }
}

/// Runs a command in the workspace that has no flags but `--help`.
fn run_without_flags(
    mut parser: Parser,
    help: &str,
    run: impl FnOnce(&Workspace) -> Result<CommandResult, String>,
) -> CommandResult {
    match parser.next() {
        Ok(None) => match Workspace::find().and_then(|workspace| run(&workspace)) {
            Ok(result) => result,
            Err(problem) => CommandResult::failure(format!("error: {problem}\n")),
        },
        Ok(Some(Arg::Long("help") | Arg::Short('h'))) => CommandResult::success(help.to_owned()),
        Ok(Some(other)) => CommandResult::usage(&other.unexpected().to_string(), help),
        Err(error) => CommandResult::usage(&error.to_string(), help),
    }
}
