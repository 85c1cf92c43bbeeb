//! `cargo xtask changes`: reports what changed between two states of the public API of the generated
//! crate.
//!
//! Invariant: nothing is written. The report is that of `cargo xtask codegen`.

mod arguments;
mod state;

use codegen::changes::{Changes, Impact};
use lexopt::Parser;

pub use self::arguments::{Arguments, Format};
use self::arguments::{HELP, ParsedArguments};
use self::state::State;
use crate::command_result::{CommandResult, Exit};

pub(crate) fn command(parser: Parser) -> CommandResult {
    match ParsedArguments::parse(parser) {
        Ok(ParsedArguments::Help) => CommandResult::success(HELP.to_owned()),
        Ok(ParsedArguments::Run(arguments)) => run(&arguments),
        Err(problem) => CommandResult::usage(&problem, HELP),
    }
}

/// Compares two states.
#[must_use]
pub fn run(arguments: &Arguments) -> CommandResult {
    let states = State::read(arguments.base.as_deref().unwrap_or("HEAD"), &arguments.codegen)
        .and_then(|base| Ok((base, State::of_target(arguments)?)));
    match states {
        Ok((base, new)) => report(&base, &new, arguments),
        Err(result) => result,
    }
}

fn report(base: &State, new: &State, arguments: &Arguments) -> CommandResult {
    let changes = Changes::between(&base.api, &new.api);
    let positions = new.positions(changes.places());
    let text = match arguments.format {
        Format::Text if changes.all.is_empty() => "the public API did not change\n".to_owned(),
        Format::Text => changes.text(&positions),
        Format::Json => changes.json(&positions),
        Format::Markdown => changes.markdown(&positions),
    };
    let is_failure = changes.impact().is_some_and(|impact| arguments.fails_on(impact));
    let exit = if is_failure { Exit::Failure } else { Exit::Success };
    let stderr = match arguments.fail_on {
        Some(least) if is_failure => {
            let count = Impact::ALL.into_iter().filter(|it| *it >= least);
            let count: usize = count.map(|impact| changes.with(impact).count()).sum();
            format!("error: {}\n", message(count, least))
        }
        _ => String::new(),
    };
    CommandResult { exit, stdout: text, stderr }
}

fn message(count: usize, least: Impact) -> String {
    let changes = crate::pluralize::pluralize(count, "change");
    match least {
        Impact::Breaking => format!("{changes} that break users of the crate"),
        _ => format!("{changes} of the kind `{}` or greater", least.name()),
    }
}
