//! Finds limits that no value meets, such as a minimum above the maximum.

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::Found;
use crate::value::Value;

const CODE: &str = "contradicting-limits";

/// Limits of one quantity: the least and the most.
const COUNTS: [(&str, &str); 4] = [
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
];

/// A limit of a number.
struct Bound {
    name: &'static str,
    value: f64,
    is_exclusive: bool,
}

pub(super) fn check(found: &Found<'_, '_>, report: &mut Report) {
    if report.is_allowed(CODE) {
        return;
    }
    let bound = |name| {
        let value = found.get(name)?.as_f64()?;
        Some(Bound { name, value, is_exclusive: false })
    };
    for (least, most) in COUNTS {
        if let (Some(least), Some(most)) = (bound(least), bound(most)) {
            compare(&least, &most, found, report);
        }
    }
    let least = bounds(found, "minimum", "exclusiveMinimum");
    let most = bounds(found, "maximum", "exclusiveMaximum");
    for least in least.into_iter().flatten() {
        for most in most.iter().flatten() {
            compare(&least, most, found, report);
        }
    }
}

/// The limits on one side. An exclusive one is a flag in 3.0 and a limit of its own since 3.1.
fn bounds(
    found: &Found<'_, '_>,
    name: &'static str,
    exclusive: &'static str,
) -> [Option<Bound>; 2] {
    let number = |name| found.get(name).and_then(Value::as_f64);
    let is_exclusive = found.get(exclusive) == Some(&Value::Bool(true));
    let inclusive = number(name).map(|value| Bound { name, value, is_exclusive });
    let strict =
        number(exclusive).map(|value| Bound { name: exclusive, value, is_exclusive: true });
    [inclusive, strict]
}

fn compare(least: &Bound, most: &Bound, found: &Found<'_, '_>, report: &mut Report) {
    let is_empty = if least.is_exclusive || most.is_exclusive {
        least.value >= most.value
    } else {
        least.value > most.value
    };
    if !is_empty {
        return;
    }
    let message = format!(
        "no value meets both `{}: {}` and `{}: {}`",
        least.name, least.value, most.name, most.value
    );
    report.push(
        Diagnostic::of_code(CODE, &found.pointer().child(most.name), message)
            .label("this contradicts the other limit")
            .related_to(&found.pointer().child(least.name), "the other limit")
            .help("correct one of them"),
    );
}
