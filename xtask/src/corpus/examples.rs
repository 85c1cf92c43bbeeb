//! The tests of each crate, built and run.
//!
//! Invariant: what is counted as an example is a test that stands in the crate, whether or not it
//! could be built.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use super::cargo::Cargo;
use super::message::{Content, Message};
use super::parallel;
use super::progress::Progress;
use super::row::{Examples, Row};
use crate::words::plural;

/// Fills in what came of the tests of the crates that compile.
///
/// # Errors
///
/// Cargo did not work.
pub(super) fn run(cargo: &Cargo<'_>, rows: &mut [Row]) -> Result<(), String> {
    let has_tests =
        |row: &&mut Row| row.is_compiled() && row.measures().is_some_and(|it| it.examples > 0);
    let mut tested: Vec<_> = rows.iter_mut().filter(has_tests).collect();
    if tested.is_empty() {
        return Ok(());
    }
    let progress = Progress::new("test", tested.len());
    progress.begins(&format!("building the tests of {}", plural(tested.len(), "crate")));
    let mut built = built(cargo, &tested)?;
    for row in &mut tested {
        row.examples = built.remove(&row.description.name);
    }
    let results = parallel::map(&tested, cargo.jobs, |row| {
        let folder = cargo.folder.of_crate(&row.description.name);
        let examples = ran(row.examples.clone().unwrap_or_default(), &folder);
        let total = row.measures().map_or(0, |it| it.examples);
        let result = format!("{} of {total} passed", examples.tested.passed);
        progress.done(&row.description.label, &result);
        examples
    });
    for (row, examples) in tested.into_iter().zip(results) {
        row.examples = Some(examples);
    }
    Ok(())
}

/// The programs and the problems of all tests, by the name of the crate.
fn built(cargo: &Cargo<'_>, rows: &[&mut Row]) -> Result<BTreeMap<String, Examples>, String> {
    let names = rows.iter().map(|row| row.description.name.clone());
    let mut built: BTreeMap<_, _> = names.map(|name| (name, Examples::default())).collect();
    let mut command = cargo.command("build", ["--test", "*"]);
    command.args(built.keys().map(|name| format!("--package={name}")));
    let ended = cargo.run(command, |Message { member, is_test, content }| {
        // What is said about the library was said when it was checked.
        if let Some(examples) = built.get_mut(&member).filter(|_| is_test) {
            match content {
                Content::Built(program) => examples.programs.extend(program),
                Content::Error(text) => examples.errors.push(text),
                Content::Warning(text) => examples.warnings.push(text),
            }
        }
    })?;
    if ended.success || ended.has_begun { Ok(built) } else { Err(ended.stderr) }
}

fn ran(mut examples: Examples, folder: &Path) -> Examples {
    for program in &examples.programs {
        let output = Command::new(program).current_dir(folder).stdin(Stdio::null()).output();
        match output {
            Ok(output) => examples.tested.add(&String::from_utf8_lossy(&output.stdout)),
            Err(error) => examples.errors.push(format!("cannot run the tests: {error}")),
        }
    }
    examples
}
