//! `cargo xtask build-cost`: what it costs to build the crate of a description, beside those that
//! other generators make of it.
//!
//! Invariant: a peer that fails, or whose crate does not compile, has no numbers in the table and does
//! not end the run. The generator of this project must not fail.

mod arguments;
mod crates;
mod package;
mod peer;
mod report;
mod step;
mod usage;

use lexopt::Parser;

use self::arguments::{Arguments, HELP, ParsedArguments};
use self::crates::Crates;
use self::package::Package;
use self::report::{Measured, Report};
use self::step::{FEATURES_AS_DECLARED, STEPS, Step};
use self::usage::Usage;
use crate::command_result::CommandResult;
use crate::progress::log;
use crate::workspace::Workspace;

pub(crate) fn command(parser: Parser) -> CommandResult {
    match ParsedArguments::parse(parser) {
        Ok(ParsedArguments::Help) => CommandResult::success(HELP.to_owned()),
        Ok(ParsedArguments::Run(arguments)) => match run(&arguments) {
            Ok(text) => CommandResult::success(text),
            Err(problem) => CommandResult::failure(format!("error: {problem}\n")),
        },
        Err(problem) => CommandResult::usage(&problem, HELP),
    }
}

/// Measures the descriptions one after the other and returns their tables.
fn run(arguments: &Arguments) -> Result<String, String> {
    let workspace = Workspace::find()?;
    let mut tables = Vec::new();
    for description in &arguments.descriptions {
        let crates = Crates::open(&workspace, description)?;
        let own = crates.generate()?;
        let own = Measured { name: own.name.clone(), usages: measure(&own, &STEPS, arguments)? };
        let mut peers = Vec::new();
        for peer in &arguments.peers {
            let usages = crates
                .generate_with(peer)
                .and_then(|package| measure(&package, &FEATURES_AS_DECLARED, arguments));
            let usages = usages.unwrap_or_else(|problem| {
                log(&format!("{}: {problem}", peer.name()));
                Vec::new()
            });
            peers.push(Measured { name: peer.name().to_owned(), usages });
        }
        let report = Report { description: crates.label(), own, peers };
        tables.push(report.text());
    }
    Ok(tables.join("\n"))
}

/// Measures those of the steps that are selected.
fn measure(
    package: &Package,
    steps: &[Step],
    arguments: &Arguments,
) -> Result<Vec<(Step, Usage)>, String> {
    let selected = steps.iter().filter(|step| arguments.selects(**step));
    let usages = selected.map(|step| {
        let usage = package.measure(*step, arguments.runs)?;
        log(&format!("{}: {step}: {usage}", package.name));
        Ok((*step, usage))
    });
    usages.collect()
}
