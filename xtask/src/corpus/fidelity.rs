//! Measures what a client keeps of the examples in a description.
//!
//! Each crate has a test program that decodes all examples as they are written, encodes them again and
//! prints a line for each. Invariant: an example that does not decode counts in [`Counts::examples`]
//! only.

mod program;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

pub(super) use self::program::files;
use super::cargo::Cargo;
use super::cargo_message::{CargoMessage, Content, Target};
use super::parallel;
use super::row::Row;
use crate::pluralize::pluralize;
use crate::progress::Progress;

/// What becomes of the examples of a description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fidelity {
    /// The program, if it compiles.
    program: Option<PathBuf>,
    /// The errors of compiling or running it.
    pub(super) errors: Vec<String>,
    pub(super) counts: Counts,
}

/// The numbers of examples, and of members in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) examples: usize,
    pub(super) decoded: usize,
    /// Those that are the same JSON when they are encoded again.
    pub(super) equal: usize,
    /// Members of decoded examples that are then missing.
    pub(super) dropped_members: usize,
}

/// Sets [`Row::fidelity`] of the crates that compile.
///
/// # Errors
///
/// Returns the output of cargo if it fails before it compiles a crate.
pub(super) fn run(cargo: &Cargo<'_>, rows: &mut [Row]) -> Result<(), String> {
    for row in rows.iter_mut().filter(|row| row.is_compiled()) {
        row.fidelity = Some(Fidelity::default());
    }
    let has_program = |row: &&mut Row| {
        let dir = cargo.dir.of_crate(&row.description.name);
        row.is_compiled() && dir.join(program::MAIN).exists()
    };
    let mut rows: Vec<_> = rows.iter_mut().filter(has_program).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let progress = Progress::new("fidelity", rows.len());
    progress.start(&format!("building the examples of {}", pluralize(rows.len(), "crate")));
    let mut built = build(cargo, &rows)?;
    for row in &mut rows {
        row.fidelity = built.remove(&row.description.name);
    }
    let results = parallel::map(&rows, cargo.jobs, |row| {
        let fidelity = row.fidelity.clone().unwrap_or_default().measured();
        let Counts { examples, equal, .. } = fidelity.counts;
        progress.finish_item(&row.description.label, &format!("{equal} of {examples} equal"));
        fidelity
    });
    for (row, fidelity) in rows.into_iter().zip(results) {
        row.fidelity = Some(fidelity);
    }
    Ok(())
}

/// Builds the programs, by the name of the crate.
fn build(cargo: &Cargo<'_>, rows: &[&mut Row]) -> Result<BTreeMap<String, Fidelity>, String> {
    let names = rows.iter().map(|row| row.description.name.clone());
    let mut built: BTreeMap<_, _> = names.map(|name| (name, Fidelity::default())).collect();
    let mut command = cargo.build_command("build", ["--test", program::NAME]);
    command.args(built.keys().map(|name| format!("--package={name}")));
    let run = cargo.run(command, |CargoMessage { member, target, content }| {
        if let Some(fidelity) = built.get_mut(&member).filter(|_| target == Target::Test) {
            match content {
                Content::Artifact(program) => fidelity.program = program,
                Content::Error(text) => fidelity.errors.push(text),
                Content::Warning(_) => {}
            }
        }
    })?;
    if run.is_success || run.has_messages { Ok(built) } else { Err(run.stderr) }
}

impl Fidelity {
    /// Runs the program.
    fn measured(mut self) -> Self {
        let Some(program) = &self.program else { return self };
        let output = Command::new(program).arg("--nocapture").stdin(Stdio::null()).output();
        match output {
            Ok(output) => self.counts = Counts::of(&String::from_utf8_lossy(&output.stdout)),
            Err(error) => self.errors.push(format!("cannot run the examples: {error}")),
        }
        self
    }
}

impl Counts {
    /// The sums of the lines that a program printed for its examples. The test harness may write
    /// something before the start of a line.
    fn of(stdout: &str) -> Self {
        let lines = stdout.lines().filter_map(|line| line.split_once(program::LINE));
        lines.map(|(_, result)| Self::of_line(result)).collect()
    }

    /// `invalid`, or the number of dropped members and whether the JSON is equal.
    fn of_line(result: &str) -> Self {
        let counts = Self { examples: 1, ..Self::default() };
        let Some((dropped, is_equal)) = result.split_once(' ') else { return counts };
        Self {
            decoded: 1,
            equal: usize::from(is_equal.trim() == "equal"),
            dropped_members: dropped.parse().unwrap_or_default(),
            ..counts
        }
    }
}

impl Extend<Self> for Counts {
    fn extend<I: IntoIterator<Item = Self>>(&mut self, all: I) {
        for one in all {
            self.examples += one.examples;
            self.decoded += one.decoded;
            self.equal += one.equal;
            self.dropped_members += one.dropped_members;
        }
    }
}

impl FromIterator<Self> for Counts {
    fn from_iter<I: IntoIterator<Item = Self>>(all: I) -> Self {
        let mut sum = Self::default();
        sum.extend(all);
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn the_lines_of_a_program_are_added() {
        let stdout = "\
running 2 tests
fidelity: 0 equal
test a::one ... fidelity: 3 different
ok
fidelity: invalid
test a::two ... ok
";
        let expected = Counts { examples: 3, decoded: 2, equal: 1, dropped_members: 3 };
        assert_eq!(Counts::of(stdout), expected);
    }
}
