//! The crates that compile to what clippy says about them.
//!
//! Invariant: what rustc says comes once more here, and is not counted again.

use std::collections::BTreeMap;

use super::cargo::Cargo;
use super::message::Content;
use super::progress::Progress;
use super::row::Row;
use crate::words::plural;

/// Fills in what clippy says about the crates that compile.
///
/// # Errors
///
/// Cargo did not work.
pub(super) fn run(cargo: &Cargo<'_>, rows: &mut [Row]) -> Result<(), String> {
    let compiled = || rows.iter().filter(|row| row.is_compiled());
    let names = compiled().map(|row| row.description.name.clone());
    let mut found: BTreeMap<_, _> = names.map(|name| (name, Vec::new())).collect();
    if found.is_empty() {
        return Ok(());
    }
    let progress = Progress::new("clippy", found.len());
    progress.begins(&plural(found.len(), "crate"));
    let has_tests = compiled().any(|row| row.measures().is_some_and(|it| it.examples > 0));
    let mut command = cargo.command("clippy", ["--lib"]);
    command.args(has_tests.then_some(["--test", "*"]).into_iter().flatten());
    command.args(found.keys().map(|name| format!("--package={name}")));
    let ended = cargo.run(command, |message| {
        let Some(warnings) = found.get_mut(&message.member) else { return };
        match message.content {
            Content::Warning(text) | Content::Error(text) if text.contains("[clippy::") => {
                warnings.push(text);
            }
            Content::Built(_) if !message.is_test => {
                progress.done(&message.member, &plural(warnings.len(), "warning"));
            }
            _ => {}
        }
    })?;
    if !ended.success && !ended.has_begun {
        return Err(ended.stderr);
    }
    for row in rows {
        row.clippy = found.remove(&row.description.name);
    }
    Ok(())
}
