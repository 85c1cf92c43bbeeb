//! `cargo xtask codegen`: the description in, the files of the client crate out.
//!
//! Invariant: nothing is written if the description has errors or the folder is not ours. Checking
//! and writing differ only in what is done about the differences, so that they cannot disagree.

mod arguments;
pub(crate) mod crate_name;
mod existing_package;
mod paths;
mod report;

use std::fs;
use std::path::Path;
use std::time::Instant;

use codegen::diagnostics::{Diagnostics, Severity};
use codegen::generate_with;
use codegen::output::Output;
use codegen::source::Source;
use lexopt::Parser;

pub use self::arguments::{Arguments, Mode};
use self::arguments::{HELP, Request};
use self::paths::{DEFAULT_SPEC, Paths, PathsError};
use crate::beside::Beside;
use crate::outcome::Outcome;
use crate::tree::{self, Comparison};
use crate::words::plural;
use crate::workspace::Workspace;

pub(crate) fn command(parser: Parser) -> Outcome {
    match Request::parse(parser) {
        Ok(Request::Help) => Outcome::success(HELP.to_owned()),
        Ok(Request::Run(arguments)) => run(&arguments),
        Err(problem) => Outcome::usage(&problem, HELP),
    }
}

/// Generates, and then writes or checks.
#[must_use]
pub fn run(arguments: &Arguments) -> Outcome {
    let started = Instant::now();
    let paths = match Paths::resolve(arguments, Workspace::find().as_ref()) {
        Ok(paths) => paths,
        Err(PathsError::NoOut(spec)) => return Outcome::usage(&out_is_missing(&spec), HELP),
        Err(PathsError::NoWorkspace(problem)) => {
            return Outcome::failure(format!("error: {problem}, or give both --spec and --out\n"));
        }
    };
    let options = match arguments.options(&paths.spec) {
        Ok(options) => options,
        Err(problem) => return Outcome::usage(&problem, HELP),
    };
    let source = match read(&paths) {
        Ok(source) => source,
        Err(problem) => return Outcome::failure(problem),
    };
    if !arguments.replace
        && let Err(problem) = existing_package::check(&paths.out, &options.name)
    {
        return Outcome::failure(format!("error: {problem}\n"));
    }
    let mut files = Beside::new(&paths.spec, &source.name);
    let output = match generate_with(&source, &mut files, &options) {
        Ok(output) => output,
        Err(diagnostics) => return Outcome::failure(refusal(&diagnostics, &source)),
    };
    let warnings = told(&output.warnings, &source);
    let outcome = match tree::compare(&paths.out, &output.files) {
        Ok(comparison) => settle(arguments, &paths, &output, &comparison, started),
        Err(refusal) => Outcome::failure(format!("error: {refusal}")),
    };
    outcome.preceded_by(&warnings)
}

fn out_is_missing(spec: &Path) -> String {
    format!(
        "`--spec {}` needs `--out DIR`: the default directory is for {DEFAULT_SPEC} alone",
        spec.display()
    )
}

fn read(paths: &Paths) -> Result<Source, String> {
    let (path, name) = (&paths.spec, &paths.source_name);
    match fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(Source { name: name.clone(), text }),
        Ok(Err(error)) => {
            let offset = error.utf8_error().valid_up_to();
            Err(format!("error: {name} is not UTF-8: the byte at offset {offset} is invalid\n"))
        }
        Err(error) => Err(format!("error: cannot read {}: {error}\n", path.display())),
    }
}

fn settle(
    arguments: &Arguments,
    paths: &Paths,
    output: &Output,
    comparison: &Comparison,
    started: Instant,
) -> Outcome {
    let label = &paths.label;
    match arguments.mode {
        Mode::Check if comparison.differences.is_empty() => {
            Outcome::success(report::fresh(label, comparison))
        }
        Mode::Check => {
            let command = arguments.repair();
            Outcome::failure(report::stale(label, &paths.source_name, comparison, output, &command))
        }
        Mode::Write => match tree::write(&paths.out, &output.files, comparison) {
            Ok(()) => {
                let elapsed = started.elapsed();
                Outcome::success(report::written(label, comparison, output.summary, elapsed))
            }
            Err(refusal) => Outcome::failure(format!("error: {refusal}")),
        },
    }
}

fn refusal(diagnostics: &Diagnostics, source: &Source) -> String {
    format!("{}; nothing was written\n", told(diagnostics, source).trim_end())
}

/// All diagnostics and how many there are.
fn told(diagnostics: &Diagnostics, source: &Source) -> String {
    let located = diagnostics.located(source);
    let count = |severity| located.iter().filter(|it| it.diagnostic.severity() == severity).count();
    let counted = match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => return String::new(),
        (0, warnings) => plural(warnings, "warning"),
        (errors, 0) => plural(errors, "error"),
        (errors, warnings) => {
            format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"))
        }
    };
    format!("{}\n{}: {counted}\n", diagnostics.render(source), source.name)
}
