//! The crates that were generated to what rustc says about their libraries.
//!
//! Invariant: a crate that does not compile, or whose manifest cargo cannot even read, does not keep
//! cargo from the others.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use super::cargo::Cargo;
use super::cpu::Meter;
use super::dependencies;
use super::folder::Folder;
use super::message::Content;
use super::progress::Progress;
use super::row::{Check, Row};
use crate::words::plural;

/// Fills in what rustc says.
///
/// # Errors
///
/// Cargo did not work, and no crate is to blame.
pub(super) fn check(cargo: &Cargo<'_>, folder: &Folder, rows: &mut [Row]) -> Result<(), String> {
    let meter =
        Meter::new(&folder.target).map_err(|error| format!("cannot prepare measuring: {error}"))?;
    let mut waiting: Vec<_> = rows.iter_mut().filter(|row| row.measures().is_some()).collect();
    while !waiting.is_empty() {
        let names: Vec<_> = waiting.iter().map(|row| row.description.name.as_str()).collect();
        folder.set_members(&names)?;
        dependencies::fetch(cargo)?;
        let mut checks = checks(&waiting);
        match checked(cargo, &meter, &mut checks)? {
            Ended::Worked => {
                for row in waiting {
                    let cpu = meter.seconds(&row.description.name);
                    let check = checks.remove(&row.description.name).map(|(_, check)| check);
                    row.check =
                        check.map(|check| Check { cpu: cpu.filter(|_| check.compiled), ..check });
                }
                return Ok(());
            }
            Ended::GaveUp(stderr) => {
                let blamed = waiting.iter().position(|row| is_blamed(&stderr, row));
                let row = waiting.swap_remove(blamed.ok_or_else(|| stderr.clone())?);
                row.check = Some(Check { errors: vec![stderr], ..Check::default() });
            }
        }
    }
    Ok(())
}

/// By the name of its crate, each with what it is called for people.
type Checks = BTreeMap<String, (String, Check)>;

fn checks(rows: &[&mut Row]) -> Checks {
    let names = rows.iter().map(|row| &row.description);
    names.map(|it| (it.name.clone(), (it.label.clone(), Check::default()))).collect()
}

enum Ended {
    Worked,
    /// Before anything was compiled, with these words.
    GaveUp(String),
}

fn checked(cargo: &Cargo<'_>, meter: &Meter, checks: &mut Checks) -> Result<Ended, String> {
    let progress = Progress::new("check", checks.len());
    progress.begins(&format!("{} and what they depend on", plural(checks.len(), "crate")));
    let mut command = cargo.command("check", ["--workspace", "--lib"]);
    meter.attach(&mut command);
    let ended = cargo.run(command, |message| {
        let Some((label, check)) = checks.get_mut(&message.member) else { return };
        check.add(message.content);
        if check.compiled {
            progress.done(label, &check.to_string());
        }
    })?;
    if !ended.success && !ended.has_begun {
        return Ok(Ended::GaveUp(ended.stderr));
    }
    for (label, check) in checks.values().filter(|(_, check)| !check.compiled) {
        progress.done(label, &check.to_string());
    }
    Ok(Ended::Worked)
}

/// Whether cargo names the crate where it tells why it gave up.
fn is_blamed(stderr: &str, row: &Row) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
    stderr.split(|letter| !is_part(letter)).any(|word| word == row.description.name)
}

impl Check {
    fn add(&mut self, content: Content) {
        match content {
            Content::Built(_) => self.compiled = true,
            Content::Error(text) => self.errors.push(text),
            Content::Warning(text) => self.warnings.push(text),
        }
    }
}

impl Display for Check {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match (self.compiled, self.errors.first()) {
            (true, _) => write!(formatter, "compiles, {}", plural(self.warnings.len(), "warning")),
            (false, Some(error)) => {
                write!(formatter, "{}: {error}", plural(self.errors.len(), "error"))
            }
            (false, None) => formatter.write_str("does not compile"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_blamed;
    use crate::corpus::row::tests::compiled;

    #[test]
    fn cargo_blames_a_crate_by_its_name() {
        let blames = |text: &str| is_blamed(text, &compiled());
        assert!(blames("error: unexpected character\n --> pets-client/Cargo.toml:4:11"));
        assert!(blames("error: failed to load manifest for workspace member `/out/pets-client`"));
        assert!(!blames(
            "error: failed to load manifest for workspace member `/out/pets-client-2`"
        ));
        assert!(!blames("error: no matching package named `bytes` found"));
    }
}
