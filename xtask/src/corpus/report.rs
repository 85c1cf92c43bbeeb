//! Formats the table and the lists of problems.
//!
//! Invariant: a column is shown only if its stage ran, and a list only if it is not empty.

use super::generate::Generation;
use super::row::Row;
use super::totals::Totals;
use crate::pluralize::pluralize;
use crate::table;

/// The cell of an unknown number.
const UNKNOWN: &str = "-";

/// The maximum number of problems that are listed for one crate.
const MAX_PROBLEMS: usize = 5;

pub(super) fn text(rows: &[Row]) -> String {
    let stages = Stages {
        clippy: rows.iter().any(|row| row.clippy.is_some()),
        examples: rows.iter().any(|row| row.examples.is_some()),
        fidelity: rows.iter().any(|row| row.fidelity.is_some()),
    };
    let mut lines = vec![stages.line("description".to_owned(), HEADINGS.map(str::to_owned))];
    lines.extend(rows.iter().map(|row| stages.line(row.description.label.clone(), cells(row))));
    let totals = Totals::of(rows);
    lines.push(stages.line(format!("all {}", totals.descriptions), totals.cells()));
    let lists = [
        list("not generated", rows, |row| row.refusal().into_iter().collect()),
        list("errors", rows, |row| row.errors().cloned().collect()),
        list("warnings of rustc", rows, |row| row.warnings().cloned().collect()),
        list("warnings of clippy", rows, |row| row.clippy.clone().unwrap_or_default()),
        list("failed examples", rows, failed_examples),
    ];
    table::text(&lines) + &lists.concat()
}

const HEADINGS: [&str; 18] = [
    "generated",
    "compiled",
    "warnings",
    "clippy",
    "degraded",
    "examples",
    "decoded",
    "equal",
    "dropped",
    "left out",
    "types",
    "operations",
    "lines",
    "tests",
    "files",
    "longest",
    "gen s",
    "check s",
];

/// The optional stages that ran.
struct Stages {
    clippy: bool,
    examples: bool,
    fidelity: bool,
}

impl Stages {
    fn line(&self, name: String, cells: [String; HEADINGS.len()]) -> Vec<String> {
        let is_shown = |heading: &str| match heading {
            "clippy" => self.clippy,
            "examples" => self.examples,
            "decoded" | "equal" | "dropped" => self.fidelity,
            _ => true,
        };
        let shown = HEADINGS.into_iter().zip(cells).filter(|(heading, _)| is_shown(heading));
        std::iter::once(name).chain(shown.map(|(_, cell)| cell)).collect()
    }
}

fn cells(row: &Row) -> [String; HEADINGS.len()] {
    let mut cells = Totals::of(std::slice::from_ref(row)).cells();
    let [generated, compiled, warnings, clippy, .., check] = &mut cells;
    *generated = match &row.generation {
        Generation::Generated(_) => "yes".to_owned(),
        Generation::Refused { errors, .. } => pluralize(*errors, "error"),
        Generation::Panicked(_) => "panicked".to_owned(),
        Generation::Failed(_) => "failed".to_owned(),
    };
    *compiled = match &row.check {
        Some(check) if check.is_compiled => "yes".to_owned(),
        Some(check) => pluralize(check.errors.len(), "error"),
        None => UNKNOWN.to_owned(),
    };
    if !row.is_compiled() {
        UNKNOWN.clone_into(warnings);
        UNKNOWN.clone_into(clippy);
    }
    if row.check.as_ref().is_none_or(|it| it.cpu_time.is_none()) {
        UNKNOWN.clone_into(check);
    }
    if row.metrics().is_none() {
        cells.iter_mut().skip(1).for_each(|cell| UNKNOWN.clone_into(cell));
    }
    cells
}

impl Totals {
    fn cells(&self) -> [String; HEADINGS.len()] {
        [
            self.generated.to_string(),
            self.compiled.to_string(),
            self.warnings.to_string(),
            self.clippy.to_string(),
            self.degradations.to_string(),
            format!("{}/{}", self.passed, self.examples),
            format!("{}/{}", self.fidelity.decoded, self.fidelity.examples),
            self.fidelity.equal.to_string(),
            self.fidelity.dropped_members.to_string(),
            self.left_out.to_string(),
            self.types.to_string(),
            self.operations.to_string(),
            self.lines.to_string(),
            self.test_lines.to_string(),
            self.files.to_string(),
            self.longest.to_string(),
            format!("{:.2}", self.generation),
            format!("{:.2}", self.check),
        ]
    }
}

impl Row {
    /// Returns why no crate was generated.
    pub(super) fn refusal(&self) -> Option<String> {
        match &self.generation {
            Generation::Generated(_) => None,
            Generation::Refused { first, .. } => Some(first.clone()),
            Generation::Panicked(message) => Some(format!("panicked: {message}")),
            Generation::Failed(problem) => Some(problem.clone()),
        }
    }
}

fn failed_examples(row: &Row) -> Vec<String> {
    let failures = row.examples.iter().flat_map(|it| &it.results.failures);
    failures.map(|it| format!("{}\n{}", it.test, it.summary())).collect()
}

/// Lists the problems of each description.
fn list(title: &str, rows: &[Row], problems: impl Fn(&Row) -> Vec<String>) -> String {
    let mut text = String::new();
    for row in rows {
        let problems = problems(row);
        if problems.is_empty() {
            continue;
        }
        text.push_str(&format!("  {}\n", row.description.label));
        for problem in problems.iter().take(MAX_PROBLEMS) {
            text.push_str(&format!("    {}\n", problem.trim_end().replace('\n', "\n      ")));
        }
        if problems.len() > MAX_PROBLEMS {
            text.push_str(&format!("    and {} more\n", problems.len() - MAX_PROBLEMS));
        }
    }
    if text.is_empty() { text } else { format!("\n{title}:\n{text}") }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::corpus::row::tests::{compiled, refused};

    #[test]
    fn a_refused_description_is_listed_with_its_first_error() {
        let text = text(&[compiled(), refused(false)]);
        let mut lines = text.lines();
        assert!(lines.next().is_some_and(|line| line.starts_with("description ")), "{text}");
        assert!(lines.next().is_some_and(|line| line.ends_with(" 1.50")), "{text}");
        assert!(lines.next().is_some_and(|line| line.contains(" 2 errors ")), "{text}");
        assert!(lines.next().is_some_and(|line| line.starts_with("all 2 ")), "{text}");
        let list = "\n\nnot generated:\n  dir/pets.yaml\n    1:2: error[x]: no\n";
        assert!(text.ends_with(list), "{text}");
    }

    #[test]
    fn stages_that_did_not_run_have_no_columns() {
        let mut row = compiled();
        assert!(!text(&[row.clone()]).contains("clippy"));
        row.clippy = Some(vec!["src/lib.rs:1:1: warning[clippy::x]: no".to_owned()]);
        let text = text(&[row]);
        assert!(text.contains("clippy") && !text.contains("examples"), "{text}");
    }
}
