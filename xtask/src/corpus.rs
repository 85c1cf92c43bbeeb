//! `cargo xtask corpus`: many descriptions in, one table of what came of each out.
//!
//! All crates become members of one cargo workspace, so that one run of cargo resolves once, builds
//! what they depend on once, and keeps all processors busy. Invariant: whatever happens to one
//! description, the others get their row.

mod arguments;
mod cargo;
mod check;
mod clippy;
mod cpu;
mod dependencies;
mod examples;
mod find;
mod folder;
mod generation;
mod json;
mod libtest;
mod measures;
mod message;
mod parallel;
mod progress;
mod report;
mod row;
mod table;
mod totals;

use std::num::NonZero;
use std::thread;

use lexopt::Parser;

use self::arguments::{Arguments, HELP, Request};
use self::cargo::Cargo;
use self::find::Description;
use self::folder::Folder;
use self::progress::Progress;
use self::row::Row;
use crate::outcome::{Exit, Outcome};
use crate::workspace::Workspace;

pub(crate) fn command(parser: Parser) -> Outcome {
    match Request::parse(parser) {
        Ok(Request::Help) => Outcome::success(HELP.to_owned()),
        Ok(Request::Run(arguments)) => match run(&arguments) {
            Ok(rows) => outcome(&arguments, &rows),
            Err(problem) => Outcome::failure(format!("error: {problem}\n")),
        },
        Err(problem) => Outcome::usage(&problem, HELP),
    }
}

/// The stages, one after the other for all descriptions.
fn run(arguments: &Arguments) -> Result<Vec<Row>, String> {
    let mut descriptions = find::descriptions(&arguments.paths)?;
    descriptions.retain(|it| arguments.selects(&it.label));
    if descriptions.is_empty() {
        return Err("there is no description".to_owned());
    }
    let jobs = arguments.jobs.unwrap_or_else(processors).get();
    let folder = Folder::open(&Workspace::find()?, arguments.keep.as_deref())?;
    let mut rows = generate(descriptions, &folder, jobs);
    let cargo = Cargo { folder: &folder, jobs };
    check::check(&cargo, &folder, &mut rows)?;
    if arguments.clippy {
        clippy::run(&cargo, &mut rows)?;
    }
    if arguments.test {
        examples::run(&cargo, &mut rows)?;
    }
    Ok(rows)
}

fn processors() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

fn generate(descriptions: Vec<Description>, folder: &Folder, jobs: usize) -> Vec<Row> {
    let progress = Progress::new("generate", descriptions.len());
    let generations = parallel::map(&descriptions, jobs, |description| {
        let generation = generation::of(description, &folder.of_crate(&description.name));
        progress.done(&description.label, &generation.to_string());
        generation
    });
    descriptions.into_iter().zip(generations).map(|(it, made)| Row::new(it, made)).collect()
}

fn outcome(arguments: &Arguments, rows: &[Row]) -> Outcome {
    let failed = rows.iter().any(|row| row.fails(&arguments.refusals));
    let exit = if failed { Exit::Failure } else { Exit::Success };
    let stdout = if arguments.json { json::text(rows) } else { report::text(rows) };
    Outcome { exit, stdout, stderr: String::new() }
}
