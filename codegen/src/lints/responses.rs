//! Finds responses that no status leads to.

use std::collections::HashMap;

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::Found;
use crate::value::Value;

const CODE: &str = "unreachable-response";

pub(super) fn check(operation: &Found<'_, '_>, report: &mut Report) {
    let Some(responses) = operation.get("responses").and_then(Value::as_object) else { return };
    if report.is_allowed(CODE) {
        return;
    }
    let mut push = |status: &str, reason: &str, other: Option<&str>| {
        let list = operation.pointer().child("responses");
        let message = format!("no status leads to the response `{status}`");
        let diagnostic =
            Diagnostic::of_code(CODE, &list.child(status), message).at_key().label(reason);
        let diagnostic = match other {
            Some(other) => diagnostic.related_to(&list.child(other), "the same statuses"),
            None => diagnostic,
        };
        report.push(diagnostic.help("remove the response, or correct its status"));
    };
    let mut known: HashMap<String, &str> = HashMap::new();
    for status in responses.keys().filter(|status| !status.starts_with("x-")) {
        let normalized = status.to_ascii_uppercase();
        if let Some(reason) = is_informational(&normalized) {
            push(status, reason, None);
        }
        if let Some(first) = known.insert(normalized, status) {
            push(status, "another response has the same statuses", Some(first));
        }
    }
    let is_complete =
        ["2XX", "3XX", "4XX", "5XX"].into_iter().all(|class| known.contains_key(class));
    if let Some(status) = known.get("DEFAULT").filter(|_| is_complete) {
        push(status, "the other responses have all statuses", None);
    }
}

/// Whether an HTTP client handles the status itself: all informational ones except 101, which is final
/// (RFC 9110, section 15.2).
fn is_informational(status: &str) -> Option<&'static str> {
    let code: u16 = status.parse().ok()?;
    let is_interim = (100..=199).contains(&code) && code != 101;
    is_interim.then_some("it precedes the final response, and callers do not see it")
}
