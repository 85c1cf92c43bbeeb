//! Runs clippy on the crates that compile.
//!
//! Invariant: warnings of rustc, which the check has counted, are not counted again.

use std::collections::BTreeMap;

use super::cargo::Cargo;
use super::cargo_message::{Content, Target};
use super::row::Row;
use crate::pluralize::pluralize;
use crate::progress::Progress;

/// Sets [`Row::clippy`] of the crates that compile.
///
/// # Errors
///
/// Returns the output of cargo if it fails before it compiles a crate.
pub(super) fn run(cargo: &Cargo<'_>, rows: &mut [Row]) -> Result<(), String> {
    let compiled = || rows.iter().filter(|row| row.is_compiled());
    let names = compiled().map(|row| row.description.name.clone());
    let mut warnings: BTreeMap<_, _> = names.map(|name| (name, Vec::new())).collect();
    if warnings.is_empty() {
        return Ok(());
    }
    let progress = Progress::new("clippy", warnings.len());
    progress.start(&pluralize(warnings.len(), "crate"));
    let has_tests = compiled().any(|row| row.metrics().is_some_and(|it| it.examples > 0));
    let mut command = cargo.build_command("clippy", ["--lib", "--examples"]);
    command.args(has_tests.then_some(["--test", "*"]).into_iter().flatten());
    command.args(warnings.keys().map(|name| format!("--package={name}")));
    let run = cargo.run(command, |message| {
        let Some(warnings) = warnings.get_mut(&message.member) else { return };
        match message.content {
            Content::Warning(text) | Content::Error(text) if text.contains("[clippy::") => {
                warnings.push(text);
            }
            Content::Artifact(_) if message.target == Target::Library => {
                progress.finish_item(&message.member, &pluralize(warnings.len(), "warning"));
            }
            _ => {}
        }
    })?;
    if !run.is_success && !run.has_messages {
        return Err(run.stderr);
    }
    for row in rows {
        row.clippy = warnings.remove(&row.description.name);
    }
    Ok(())
}
