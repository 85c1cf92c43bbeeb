//! Builds and runs the tests of each crate, which the generator makes from examples.
//!
//! Invariant: each test in the crate counts as an example, even if it does not compile.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use super::cargo::Cargo;
use super::cargo_message::{CargoMessage, Content, Target};
use super::parallel;
use super::row::{Examples, Row};
use crate::pluralize::pluralize;
use crate::progress::Progress;

/// Sets [`Row::examples`] of the crates that compile and have tests.
///
/// # Errors
///
/// Returns the output of cargo if it fails before it compiles a crate.
pub(super) fn run(cargo: &Cargo<'_>, rows: &mut [Row]) -> Result<(), String> {
    let has_tests =
        |row: &&mut Row| row.is_compiled() && row.metrics().is_some_and(|it| it.examples > 0);
    let mut rows: Vec<_> = rows.iter_mut().filter(has_tests).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let progress = Progress::new("test", rows.len());
    progress.start(&format!("building the tests of {}", pluralize(rows.len(), "crate")));
    let mut built = build_tests(cargo, &rows)?;
    for row in &mut rows {
        row.examples = built.remove(&row.description.name);
    }
    let results = parallel::map(&rows, cargo.jobs, |row| {
        let dir = cargo.dir.of_crate(&row.description.name);
        let examples = run_tests(row.examples.clone().unwrap_or_default(), &dir);
        let total = row.metrics().map_or(0, |it| it.examples);
        let result = format!("{} of {total} passed", examples.results.passed);
        progress.finish_item(&row.description.label, &result);
        examples
    });
    for (row, examples) in rows.into_iter().zip(results) {
        row.examples = Some(examples);
    }
    Ok(())
}

/// Builds all tests and returns their programs and errors, by the name of the crate.
fn build_tests(cargo: &Cargo<'_>, rows: &[&mut Row]) -> Result<BTreeMap<String, Examples>, String> {
    let names = rows.iter().map(|row| row.description.name.clone());
    let mut built: BTreeMap<_, _> = names.map(|name| (name, Examples::default())).collect();
    let mut command = cargo.build_command("build", ["--test", "examples"]);
    command.args(built.keys().map(|name| format!("--package={name}")));
    let run = cargo.run(command, |CargoMessage { member, target, content }| {
        // The check has reported the messages on the library.
        if let Some(examples) = built.get_mut(&member).filter(|_| target == Target::Test) {
            match content {
                Content::Artifact(program) => examples.programs.extend(program),
                Content::Error(text) => examples.errors.push(text),
                Content::Warning(text) => examples.warnings.push(text),
            }
        }
    })?;
    if run.is_success || run.has_messages { Ok(built) } else { Err(run.stderr) }
}

fn run_tests(mut examples: Examples, dir: &Path) -> Examples {
    for program in &examples.programs {
        let output = Command::new(program).current_dir(dir).stdin(Stdio::null()).output();
        match output {
            Ok(output) => examples.results.add(&String::from_utf8_lossy(&output.stdout)),
            Err(error) => examples.errors.push(format!("cannot run the tests: {error}")),
        }
    }
    examples
}
