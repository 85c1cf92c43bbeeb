//! Compiles the library of each generated crate with `cargo check`.
//!
//! Invariant: a crate that does not compile, or whose manifest is not valid, does not keep cargo from
//! checking the others.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use super::cargo::Cargo;
use super::cargo_message::Content;
use super::cpu_time::CpuTimer;
use super::row::{Check, Row};
use crate::dependencies;
use crate::pluralize::pluralize;
use crate::progress::Progress;

/// Sets [`Row::check`] of the crates that were generated.
///
/// # Errors
///
/// Returns a message if cargo fails and its output names none of the crates.
pub(super) fn run(cargo: &Cargo<'_>, rows: &mut [Row]) -> Result<(), String> {
    let timer = CpuTimer::new(&cargo.dir.target)
        .map_err(|error| format!("cannot measure time: {error}"))?;
    let mut pending: Vec<_> = rows.iter_mut().filter(|row| row.metrics().is_some()).collect();
    while !pending.is_empty() {
        let names: Vec<_> = pending.iter().map(|row| row.description.name.as_str()).collect();
        cargo.dir.set_members(&names)?;
        dependencies::fetch(cargo.dir.path())?;
        let mut checks = new_checks(&pending);
        match check_members(cargo, &timer, &mut checks)? {
            CheckRun::Finished => {
                for row in pending {
                    let cpu_time = timer.seconds(&row.description.name);
                    let check = checks.remove(&row.description.name).map(|(_, check)| check);
                    row.check = check.map(|check| Check {
                        cpu_time: cpu_time.filter(|_| check.is_compiled),
                        ..check
                    });
                }
                return Ok(());
            }
            CheckRun::Aborted(stderr) => {
                let index = pending.iter().position(|row| names_crate(&stderr, row));
                let row = pending.swap_remove(index.ok_or_else(|| stderr.clone())?);
                row.check = Some(Check { errors: vec![stderr], ..Check::default() });
            }
        }
    }
    Ok(())
}

/// The label and the check of each crate, by the name of the crate.
type Checks = BTreeMap<String, (String, Check)>;

fn new_checks(rows: &[&mut Row]) -> Checks {
    let descriptions = rows.iter().map(|row| &row.description);
    descriptions.map(|it| (it.name.clone(), (it.label.clone(), Check::default()))).collect()
}

enum CheckRun {
    Finished,
    /// Cargo failed before it compiled a crate. With its standard error.
    Aborted(String),
}

fn check_members(
    cargo: &Cargo<'_>,
    timer: &CpuTimer,
    checks: &mut Checks,
) -> Result<CheckRun, String> {
    let progress = Progress::new("check", checks.len());
    progress.start(&format!("{} and their dependencies", pluralize(checks.len(), "crate")));
    let mut command = cargo.build_command("check", ["--workspace", "--lib"]);
    timer.attach(&mut command);
    let run = cargo.run(command, |message| {
        let Some((label, check)) = checks.get_mut(&message.member) else { return };
        check.add(message.content);
        if check.is_compiled {
            progress.finish_item(label, &check.to_string());
        }
    })?;
    if !run.is_success && !run.has_messages {
        return Ok(CheckRun::Aborted(run.stderr));
    }
    for (label, check) in checks.values().filter(|(_, check)| !check.is_compiled) {
        progress.finish_item(label, &check.to_string());
    }
    Ok(CheckRun::Finished)
}

/// Whether the output of cargo names the crate of this row.
fn names_crate(stderr: &str, row: &Row) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
    stderr.split(|letter| !is_part(letter)).any(|word| word == row.description.name)
}

impl Check {
    fn add(&mut self, content: Content) {
        match content {
            Content::Artifact(_) => self.is_compiled = true,
            Content::Error(text) => self.errors.push(text),
            Content::Warning(text) => self.warnings.push(text),
        }
    }
}

impl Display for Check {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match (self.is_compiled, self.errors.first()) {
            (true, _) => {
                write!(formatter, "compiles, {}", pluralize(self.warnings.len(), "warning"))
            }
            (false, Some(error)) => {
                write!(formatter, "{}: {error}", pluralize(self.errors.len(), "error"))
            }
            (false, None) => formatter.write_str("does not compile"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::names_crate;
    use crate::corpus::row::tests::compiled;

    #[test]
    fn the_name_of_a_crate_is_found_as_a_word() {
        let is_named = |text: &str| names_crate(text, &compiled());
        assert!(is_named("error: unexpected character\n --> pets-client/Cargo.toml:4:11"));
        assert!(is_named("error: failed to load manifest for workspace member `/out/pets-client`"));
        assert!(!is_named(
            "error: failed to load manifest for workspace member `/out/pets-client-2`"
        ));
        assert!(!is_named("error: no matching package named `bytes` found"));
    }
}
