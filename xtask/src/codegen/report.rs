//! What a run has to say, as text.
//!
//! Invariant: what is said about a stale folder fits on a few screens, however much differs.

use std::fmt::Write;
use std::time::Duration;

use codegen::output::{Output, Summary};
use similar::TextDiff;

use crate::tree::{Comparison, Difference};
use crate::words::plural;

/// How much is shown of all that differs.
const LISTED_FILES: usize = 40;
const SHOWN_DIFFS: usize = 5;
const LINES_OF_A_DIFF: usize = 20;

pub(super) fn written(
    label: &str,
    comparison: &Comparison,
    summary: Summary,
    elapsed: Duration,
) -> String {
    let removed = comparison.orphans().count();
    format!(
        "{label}/: {} written, {} unchanged, {removed} removed; {}, {}, {}; {:.2} s\n",
        comparison.differences.len() - removed,
        comparison.unchanged,
        plural(summary.types, "type"),
        plural(summary.operations, "operation"),
        examples(summary),
        elapsed.as_secs_f64(),
    )
}

/// How many examples are tested, and how many are not because they contradict their schema.
fn examples(summary: Summary) -> String {
    let tested = plural(summary.examples, "example");
    match summary.examples_left_out {
        0 => format!("{tested} tested"),
        left_out => format!("{tested} tested and {left_out} left out"),
    }
}

pub(super) fn fresh(label: &str, comparison: &Comparison) -> String {
    format!("{label}/: up to date, {}\n", plural(comparison.unchanged, "file"))
}

pub(super) fn stale(
    label: &str,
    source: &str,
    comparison: &Comparison,
    output: &Output,
    repair: &str,
) -> String {
    let differing = plural(comparison.differences.len(), "file");
    let mut text = format!("error: {label}/ is not what {source} generates: {differing}\n");
    for (path, difference) in comparison.differences.iter().take(LISTED_FILES) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {} {path}", difference.as_str());
    }
    let more = comparison.differences.len().saturating_sub(LISTED_FILES);
    if more > 0 {
        let _ = writeln!(text, "  and {more} more");
    }
    for diff in comparison.changed().take(SHOWN_DIFFS).filter_map(|(path, found)| {
        let wanted = output.files.get(path)?;
        Some(diff(&format!("{label}/{path}"), found, wanted))
    }) {
        let _ = write!(text, "\n{diff}");
    }
    let _ = writeln!(text, "\nTo repair it, run: {repair}");
    text
}

fn diff(path: &str, found: &str, wanted: &str) -> String {
    let diff = TextDiff::from_lines(found, wanted);
    let mut unified = diff.unified_diff();
    let text = unified.context_radius(1).header(path, "what is generated now").to_string();
    let mut lines: Vec<_> = text.lines().take(LINES_OF_A_DIFF).collect();
    if text.lines().nth(LINES_OF_A_DIFF).is_some() {
        lines.push("...");
    }
    lines.join("\n") + "\n"
}

impl Difference {
    fn as_str(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed { .. } => "changed",
            Self::Orphan => "orphan ",
        }
    }
}
