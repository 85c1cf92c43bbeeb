//! Formats the rows as JSON, for programs.
//!
//! Invariant: all members are always present; unknown values are null.

use serde_json::{Value, json};

use super::fidelity::Counts;
use super::generate::Generation;
use super::row::Row;
use super::totals::Totals;

pub(super) fn text(rows: &[Row]) -> String {
    let all = Totals::of(rows);
    let descriptions: Vec<_> = rows.iter().map(row).collect();
    let document = json!({
        "descriptions": descriptions,
        "totals": {
            "descriptions": all.descriptions,
            "generated": all.generated,
            "refused": all.refused,
            "failed": all.failed,
            "compiled": all.compiled,
            "warnings": all.warnings,
            "clippy": all.clippy,
            "degradations": all.degradations,
            "examples": { "passed": all.passed, "total": all.examples, "left_out": all.left_out },
            "fidelity": counts(all.fidelity),
            "types": all.types,
            "operations": all.operations,
            "lines": all.lines,
            "test_lines": all.test_lines,
            "files": all.files,
            "longest": all.longest,
            "generation_seconds": all.generation,
            "check_cpu_seconds": all.check,
        },
    });
    format!("{document:#}\n")
}

fn row(row: &Row) -> Value {
    let metrics = row.metrics();
    json!({
        "description": row.description.label,
        "crate": row.description.name,
        "generated": state(&row.generation),
        "refusal": row.refusal(),
        "compiled": row.check.as_ref().map(|it| it.is_compiled),
        "errors": row.errors().collect::<Vec<_>>(),
        "warnings": row.warnings().collect::<Vec<_>>(),
        "clippy": row.clippy,
        "degradations": metrics.map(|it| it.degradations),
        "examples": examples(row),
        "fidelity": row.fidelity.as_ref().map(|it| counts(it.counts)),
        "types": metrics.map(|it| it.types),
        "operations": metrics.map(|it| it.operations),
        "lines": metrics.map(|it| it.lines),
        "test_lines": metrics.map(|it| it.test_lines),
        "files": metrics.map(|it| it.files),
        "longest": metrics.map(|it| json!({ "file": it.longest_file, "lines": it.longest })),
        "generation_seconds": metrics.map(|it| it.time.as_secs_f64()),
        "check_cpu_seconds": row.check.as_ref().and_then(|it| it.cpu_time),
    })
}

fn state(generation: &Generation) -> &'static str {
    match generation {
        Generation::Generated(_) => "yes",
        Generation::Refused { .. } => "refused",
        Generation::Panicked(_) => "panicked",
        Generation::Failed(_) => "failed",
    }
}

fn counts(it: Counts) -> Value {
    json!({
        "examples": it.examples,
        "decoded": it.decoded,
        "equal": it.equal,
        "dropped_members": it.dropped_members,
    })
}

fn examples(row: &Row) -> Value {
    let results = row.examples.as_ref().map(|it| &it.results);
    let failures = results.iter().flat_map(|it| &it.failures);
    json!({
        "total": row.metrics().map(|it| it.examples),
        "left_out": row.metrics().map(|it| it.left_out),
        "passed": results.map(|it| it.passed),
        "failures": failures
            .map(|it| json!({ "test": it.test, "message": it.message }))
            .collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::corpus::row::tests::{compiled, refused};
    use serde_json::Value;

    #[test]
    fn all_rows_have_the_same_members() {
        let document: Value =
            serde_json::from_str(&text(&[compiled(), refused(false)])).unwrap_or_default();
        let members = |index: usize| {
            let row = document.pointer(&format!("/descriptions/{index}"));
            row.and_then(Value::as_object).map(|row| row.keys().cloned().collect::<Vec<_>>())
        };
        assert!(members(0).is_some_and(|members| members.len() == 19));
        assert_eq!(members(0), members(1));
        let value = |pointer: &str| document.pointer(pointer).cloned().unwrap_or_default();
        assert_eq!(value("/descriptions/1/generated"), "refused");
        assert_eq!(value("/descriptions/1/compiled"), Value::Null);
        assert_eq!(value("/totals/check_cpu_seconds"), 1.5);
    }
}
