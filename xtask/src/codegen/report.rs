//! The messages of a run.
//!
//! Invariant: the report on an outdated directory is limited to a few screens.

use std::fmt::Write;
use std::time::Duration;

use codegen::Base;
use codegen::output::{Output, Summary};
use codegen::source::Source;
use similar::TextDiff;

use crate::output_dir::{Comparison, Difference, EarlierRun};
use crate::pluralize::pluralize;

/// The limits of the report on an outdated directory.
const MAX_FILES: usize = 40;
const MAX_DIFFS: usize = 5;
const MAX_DIFF_LINES: usize = 20;

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
        pluralize(summary.types, "type"),
        pluralize(summary.operations, "operation"),
        examples(summary),
        elapsed.as_secs_f64(),
    )
}

/// The number of tested examples, and of those left out because they contradict their schema.
fn examples(summary: Summary) -> String {
    let tested = pluralize(summary.examples, "example");
    match summary.examples_left_out {
        0 => format!("{tested} tested"),
        left_out => format!("{tested} tested and {left_out} left out"),
    }
}

pub(super) fn up_to_date(label: &str, comparison: &Comparison) -> String {
    format!("{label}/: up to date, {}\n", pluralize(comparison.unchanged, "file"))
}

/// What changed in the public API since the base, and the version that follows.
pub(super) fn changes(output: &Output, source: &Source, base: Option<&Base>) -> String {
    let (Some(base), Some(changes)) = (base, &output.changes) else { return String::new() };
    if changes.all.is_empty() {
        return String::new();
    }
    let positions = output.warnings.positions(source, changes.places());
    let (before, next, text) = (&base.version, &output.version, changes.text(&positions));
    format!("\nthe public API changed since {before}; this is {next}\n\n{text}")
}

pub(super) fn outdated(
    label: &str,
    source: &str,
    comparison: &Comparison,
    output: &Output,
    update_command: &str,
) -> String {
    let differing = pluralize(comparison.differences.len(), "file");
    let mut text = format!("error: {label}/ is not up to date with {source}: {differing}\n");
    if comparison.earlier_run == EarlierRun::Interrupted {
        text.push_str("  an earlier run was interrupted; the next one repairs what it left\n");
    }
    for (path, difference) in comparison.differences.iter().take(MAX_FILES) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {} {path}", difference.as_str());
    }
    let more = comparison.differences.len().saturating_sub(MAX_FILES);
    if more > 0 {
        let _ = writeln!(text, "  and {more} more");
    }
    for diff in comparison.changed().take(MAX_DIFFS).filter_map(|(path, found)| {
        let wanted = output.files.get(path)?;
        Some(unified_diff(&format!("{label}/{path}"), found, wanted))
    }) {
        let _ = write!(text, "\n{diff}");
    }
    let _ = writeln!(text, "\nTo update it, run: {update_command}");
    text
}

fn unified_diff(path: &str, found: &str, wanted: &str) -> String {
    let diff = TextDiff::from_lines(found, wanted);
    let mut unified = diff.unified_diff();
    let text = unified.context_radius(1).header(path, "generated now").to_string();
    let mut lines: Vec<_> = text.lines().take(MAX_DIFF_LINES).collect();
    if text.lines().nth(MAX_DIFF_LINES).is_some() {
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
