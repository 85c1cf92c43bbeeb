//! Applies a file of updates, each with an outcome of its own.
//!
//! `arguments` says what to do, `input` reads records, `check` turns them into items, `sending` sends
//! these, and `outcomes` writes what became of each. Invariant: every record of the input that was
//! read has one line in the outcomes.

mod api;
mod arguments;
mod array;
mod check;
mod earlier;
mod feed;
mod help;
mod indexes;
mod input;
mod interrupt;
mod limits;
mod lines;
mod outcome;
mod outcome_line;
mod outcome_of;
mod outcomes;
mod progress;
mod record;
mod reread;
mod scanner;
mod screen;
mod sending;
mod spool;
mod stop;
mod summary;
mod warnings;

use std::process::ExitCode;

use crate::arguments::{Arguments, Command};
use crate::outcomes::Outcomes;
use crate::screen::Screen;
use crate::stop::Stop;
use crate::summary::Summary;

fn main() -> ExitCode {
    let result = match arguments::parse() {
        Ok(Command::Help) => {
            print!("{}", help::text());
            return ExitCode::SUCCESS;
        }
        Ok(Command::Update(arguments)) => update(&arguments),
        Err(message) => Err(Stop::usage(message)),
    };
    result.unwrap_or_else(|stop| {
        eprintln!("error: {stop}");
        stop.exit_code()
    })
}

/// Sends the items of the input, or only checks them.
fn update(arguments: &Arguments) -> Result<ExitCode, Stop> {
    // What is wrong with the configuration is said before anything is read or written.
    let connection = sending::connect(arguments)?;
    spool::copy(arguments)?;
    let mut outcomes = Outcomes::open(arguments)?;
    let screen = Screen::new();
    let summary = match connection {
        Some(connection) => {
            let runtime = tokio::runtime::Runtime::new()
                .map_err(|error| Stop::usage(format!("no thread can be started: {error}")))?;
            runtime.block_on(sending::run(arguments, connection, &mut outcomes, &screen))?
        }
        None => feed::check_only(arguments, &mut outcomes, &screen)?,
    };
    if summary.is_complete() {
        reread::report_missing(arguments, &mut outcomes)?;
    }
    Ok(finish(arguments, &outcomes, &summary))
}

/// Says what the numbers are and where to look.
fn finish(arguments: &Arguments, outcomes: &Outcomes, summary: &Summary) -> ExitCode {
    eprint!("{}", summary.text(arguments, outcomes.tally()));
    summary.exit_code(outcomes.tally())
}
