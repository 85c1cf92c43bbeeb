//! `cargo xtask conformance`: the generated client's requests before a judge that is not ours.
//!
//! Prism, a mock server made from the description, checks what the client sends; a program of the
//! tests sends all examples and compares what comes back. Invariant: the server is gone when the
//! command ends, and each wait has a bound.

mod server;

use std::ffi::OsString;
use std::process::{Command, Stdio};

use lexopt::{Arg, Parser};

use self::server::{NoServer, Server};
use crate::outcome::Outcome;
use crate::workspace::Workspace;

const HELP: &str = "\
Sends all requests of the description's examples to Prism, which checks them, and compares its answers.

Usage: cargo xtask conformance

Prism is fetched by npx, which comes with Node.js. Without it, nothing is checked.
";

pub(crate) fn command(mut parser: Parser) -> Outcome {
    match parser.next() {
        Ok(None) => match Workspace::find() {
            Ok(workspace) => run(&workspace),
            Err(problem) => Outcome::failure(format!("error: {problem}\n")),
        },
        Ok(Some(Arg::Long("help") | Arg::Short('h'))) => Outcome::success(HELP.to_owned()),
        Ok(Some(other)) => Outcome::usage(&other.unexpected().to_string(), HELP),
        Err(error) => Outcome::usage(&error.to_string(), HELP),
    }
}

fn run(workspace: &Workspace) -> Outcome {
    // What takes long is done before there is a server that waits for it.
    match client(workspace, "build").status() {
        Ok(status) if status.success() => {}
        Ok(_) => return Outcome::failure("error: the client does not compile\n".to_owned()),
        Err(error) => return Outcome::failure(format!("error: cannot run cargo: {error}\n")),
    }
    let server = match Server::start(&workspace.join("spec/kustomer.yaml")) {
        Ok(server) => server,
        Err(NoServer::WithoutNode) => {
            return Outcome::success("nothing was checked: there is no npx\n".to_owned());
        }
        Err(NoServer::Problem(problem)) => return Outcome::failure(format!("error: {problem}\n")),
    };
    match client(workspace, "run").arg("--").arg(server.url()).env("NO_PROXY", "127.0.0.1").output()
    {
        Ok(output) if output.status.success() => {
            Outcome::success(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(output) => {
            let said = [output.stdout, output.stderr].concat();
            Outcome::failure(String::from_utf8_lossy(&said).into_owned())
        }
        Err(error) => Outcome::failure(format!("error: cannot run the client: {error}\n")),
    }
}

fn client(workspace: &Workspace, verb: &str) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command
        .args([verb, "--quiet", "--package", "tests", "--example", "conformance"])
        .current_dir(workspace.root())
        .stdin(Stdio::null());
    command
}
