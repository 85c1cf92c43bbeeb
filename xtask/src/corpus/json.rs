//! Rows to JSON, for programs.
//!
//! Invariant: all members are always there; what is not known is null.

use serde_json::{Value, json};

use super::generation::Generation;
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
    let measures = row.measures();
    json!({
        "description": row.description.label,
        "crate": row.description.name,
        "generated": state(&row.generation),
        "refusal": row.refusal(),
        "compiled": row.check.as_ref().map(|it| it.compiled),
        "errors": row.errors().collect::<Vec<_>>(),
        "warnings": row.warnings().collect::<Vec<_>>(),
        "clippy": row.clippy,
        "degradations": measures.map(|it| it.degradations),
        "examples": examples(row),
        "types": measures.map(|it| it.types),
        "operations": measures.map(|it| it.operations),
        "lines": measures.map(|it| it.lines),
        "test_lines": measures.map(|it| it.test_lines),
        "files": measures.map(|it| it.files),
        "longest": measures.map(|it| json!({ "file": it.longest_file, "lines": it.longest })),
        "generation_seconds": measures.map(|it| it.time.as_secs_f64()),
        "check_cpu_seconds": row.check.as_ref().and_then(|it| it.cpu),
    })
}

fn state(generation: &Generation) -> &'static str {
    match generation {
        Generation::Done(_) => "yes",
        Generation::Refused { .. } => "refused",
        Generation::Panicked(_) => "panicked",
        Generation::Failed(_) => "failed",
    }
}

fn examples(row: &Row) -> Value {
    let tested = row.examples.as_ref().map(|it| &it.tested);
    let failures = tested.iter().flat_map(|it| &it.failures);
    json!({
        "total": row.measures().map(|it| it.examples),
        "left_out": row.measures().map(|it| it.left_out),
        "passed": tested.map(|it| it.passed),
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
    fn rows_have_the_same_members_whatever_became_of_them() {
        let document: Value =
            serde_json::from_str(&text(&[compiled(), refused(false)])).unwrap_or_default();
        let members = |index: usize| {
            let row = document.pointer(&format!("/descriptions/{index}"));
            row.and_then(Value::as_object).map(|row| row.keys().cloned().collect::<Vec<_>>())
        };
        assert!(members(0).is_some_and(|members| members.len() == 18));
        assert_eq!(members(0), members(1));
        let at = |pointer: &str| document.pointer(pointer).cloned().unwrap_or_default();
        assert_eq!(at("/descriptions/1/generated"), "refused");
        assert_eq!(at("/descriptions/1/compiled"), Value::Null);
        assert_eq!(at("/totals/check_cpu_seconds"), 1.5);
    }
}
