//! `cargo xtask corpus`: generates and compiles clients for many descriptions, and prints a table.
//!
//! All crates are members of one cargo workspace, so that a single run of cargo resolves and builds
//! their dependencies once and uses all processors. Invariant: a failure of one description does not
//! affect the rows of the others.

mod arguments;
mod cargo;
mod cargo_message;
mod check;
mod clippy;
mod corpus_dir;
mod cpu_time;
mod discover;
mod examples;
mod fidelity;
mod generate;
mod json;
mod libtest;
mod metrics;
mod parallel;
mod report;
mod row;
mod totals;

use std::num::NonZero;
use std::thread;

use lexopt::Parser;

use self::arguments::{Arguments, Check, HELP, ParsedArguments};
use self::cargo::Cargo;
use self::corpus_dir::CorpusDir;
use self::discover::Description;
use self::generate::Tests;
use self::row::Row;
use crate::command_result::{CommandResult, Exit};
use crate::progress::Progress;
use crate::workspace::Workspace;

pub(crate) fn command(parser: Parser) -> CommandResult {
    match ParsedArguments::parse(parser) {
        Ok(ParsedArguments::Help) => CommandResult::success(HELP.to_owned()),
        Ok(ParsedArguments::Run(arguments)) => match run(&arguments) {
            Ok(rows) => to_result(&arguments, &rows),
            Err(problem) => CommandResult::failure(format!("error: {problem}\n")),
        },
        Err(problem) => CommandResult::usage(&problem, HELP),
    }
}

/// Runs the stages one after the other, each for all descriptions.
fn run(arguments: &Arguments) -> Result<Vec<Row>, String> {
    let mut descriptions = discover::descriptions(&arguments.paths)?;
    descriptions.retain(|it| arguments.selects(&it.label));
    if descriptions.is_empty() {
        return Err("no description is found".to_owned());
    }
    let jobs = arguments.jobs.unwrap_or_else(processors).get();
    let dir = CorpusDir::open(&Workspace::find()?, arguments.keep.as_deref())?;
    let tests = if arguments.checks.contains(&Check::Fidelity) {
        Tests::WithFidelity
    } else {
        Tests::Generated
    };
    let mut rows = generate_all(descriptions, tests, &dir, jobs);
    let cargo = Cargo { dir: &dir, jobs };
    check::run(&cargo, &mut rows)?;
    if arguments.checks.contains(&Check::Clippy) {
        clippy::run(&cargo, &mut rows)?;
    }
    if arguments.checks.contains(&Check::Test) {
        examples::run(&cargo, &mut rows)?;
    }
    if arguments.checks.contains(&Check::Fidelity) {
        fidelity::run(&cargo, &mut rows)?;
    }
    Ok(rows)
}

fn processors() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

fn generate_all(
    descriptions: Vec<Description>,
    tests: Tests,
    dir: &CorpusDir,
    jobs: usize,
) -> Vec<Row> {
    let progress = Progress::new("generate", descriptions.len());
    let generations = parallel::map(&descriptions, jobs, |description| {
        let generation = generate::run(description, tests, &dir.of_crate(&description.name));
        progress.finish_item(&description.label, &generation.to_string());
        generation
    });
    descriptions
        .into_iter()
        .zip(generations)
        .map(|(it, generation)| Row::new(it, generation))
        .collect()
}

fn to_result(arguments: &Arguments, rows: &[Row]) -> CommandResult {
    let is_failure = rows.iter().any(|row| row.is_failure(&arguments.allowed_refusals));
    let exit = if is_failure { Exit::Failure } else { Exit::Success };
    let stdout = if arguments.json { json::text(rows) } else { report::text(rows) };
    CommandResult { exit, stdout, stderr: String::new() }
}
