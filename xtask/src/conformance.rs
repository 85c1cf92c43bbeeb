//! `cargo xtask conformance`: checks the generated client against an independent mock server.
//!
//! Prism, a mock server made from the description, validates the requests; an example program of the
//! tests sends them and checks the responses. Invariant: the server is stopped when the command ends,
//! and each wait has a limit.

mod prism;

use std::process::Command;

use lexopt::Parser;

use self::prism::{Prism, StartError};
use crate::command_result::CommandResult;
use crate::workspace::Workspace;
use crate::{cargo, run_without_flags};

const HELP: &str = "\
Sends the examples of the description to Prism, a mock server that validates the requests, and checks
its responses.

Usage: cargo xtask conformance

Prism is downloaded by npx, which is a part of Node.js. Without npx, nothing is checked.
";

pub(crate) fn command(parser: Parser) -> CommandResult {
    run_without_flags(parser, HELP, run)
}

fn run(workspace: &Workspace) -> Result<CommandResult, String> {
    // The client is built before the server is started, which would only wait for it.
    match client(workspace, "build").status() {
        Ok(status) if status.success() => {}
        Ok(_) => return Err("the client does not compile".to_owned()),
        Err(error) => return Err(format!("cannot run cargo: {error}")),
    }
    let prism = match Prism::start(&workspace.join("spec/kustomer.yaml")) {
        Ok(prism) => prism,
        Err(StartError::NpxNotFound) => {
            return Ok(CommandResult::success(
                "nothing was checked: npx is not found\n".to_owned(),
            ));
        }
        Err(StartError::Other(problem)) => return Err(problem),
    };
    let mut client = client(workspace, "run");
    let output = client.arg("--").arg(prism.url()).env("NO_PROXY", "127.0.0.1").output();
    let output = output.map_err(|error| format!("cannot run the client: {error}"))?;
    if output.status.success() {
        return Ok(CommandResult::success(String::from_utf8_lossy(&output.stdout).into_owned()));
    }
    let printed = [output.stdout, output.stderr].concat();
    Ok(CommandResult::failure(String::from_utf8_lossy(&printed).into_owned()))
}

/// A command of cargo for the client.
fn client(workspace: &Workspace, subcommand: &str) -> Command {
    let mut command = cargo::command(workspace.root());
    command.args([subcommand, "--quiet", "--package", "tests", "--example", "conformance"]);
    command
}
