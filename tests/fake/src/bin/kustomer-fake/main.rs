//! A server with a fake of Kustomer's bulk message API: `cargo run -p kustomer-fake -- --help`.

mod fault;
mod flags;
mod values;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use kustomer_client::SystemClock;
use kustomer_fake::{Kustomer, Server, TOKEN};

use self::flags::{Command, Flags, HELP};

/// The exit code for a command line that is not valid.
const USAGE: u8 = 2;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match Command::parse(lexopt::Parser::from_env()) {
        Ok(Command::Help) => {
            // A closed pipe is not an error of this program.
            let _ = io::stdout().write_all(HELP.as_bytes());
            ExitCode::SUCCESS
        }
        Ok(Command::Serve(flags)) => serve(*flags).await,
        Err(problem) => {
            let _ = write!(io::stderr(), "error: {problem}\n\nFor the flags, try `--help`.\n");
            USAGE.into()
        }
    }
}

/// Serves until the process is stopped.
async fn serve(Flags { port, setup }: Flags) -> ExitCode {
    let token = setup.keys.first().map_or(TOKEN, |key| &key.token).to_owned();
    let kustomer = Kustomer::new(setup, Arc::new(SystemClock));
    match Server::bind(kustomer, port).await {
        Ok(server) => {
            let _ = writeln!(io::stdout(), "listening on {} with the token {token}", server.url());
            std::future::pending().await
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: cannot listen on port {port}: {error}");
            ExitCode::FAILURE
        }
    }
}
