//! Resolves status patterns to ranges of status codes.

use crate::ir::{self, Response, StatusPattern};
use crate::rust::StatusRange;

/// The status codes of a response, if it is a success.
pub(in crate::translate) fn success_statuses(
    ir: &ir::Operation,
    response: &Response,
) -> Option<StatusRange> {
    let is_success = match response.status {
        StatusPattern::Default => !ir.responses.iter().any(|other| is_success(other.status)),
        status => is_success(status),
    };
    is_success.then(|| statuses(response.status, Some(DEFAULT_SUCCESS))).flatten()
}

/// The status codes of `default` if no other response is a success.
pub(super) const DEFAULT_SUCCESS: StatusRange = (200, 299);

/// The status codes of a pattern. Those of `default` are `of_default`.
pub(super) fn statuses(
    pattern: StatusPattern,
    of_default: Option<StatusRange>,
) -> Option<StatusRange> {
    match pattern {
        StatusPattern::Code(code) => Some((code, code)),
        StatusPattern::Class(class) => Some((class * 100, class * 100 + 99)),
        StatusPattern::Default => of_default,
    }
}

/// Whether the status is a success. Redirects are not followed, so they are successes.
fn is_success(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => code < 400,
        StatusPattern::Class(class) => class < 4,
        StatusPattern::Default => false,
    }
}

/// Merges adjacent ranges, and drops codes that a range contains.
pub(super) fn joined(ranges: Vec<StatusRange>) -> Vec<StatusRange> {
    let (codes, mut classes): (Vec<_>, Vec<_>) =
        ranges.into_iter().partition(|(from, to)| from == to);
    classes.sort_unstable();
    let mut joined: Vec<StatusRange> = Vec::new();
    for (from, to) in classes {
        match joined.last_mut() {
            Some((_, end)) if from <= *end + 1 => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    let inside =
        |code: &StatusRange| joined.iter().any(|(from, to)| (from..=to).contains(&&code.0));
    let mut all: Vec<StatusRange> = codes.into_iter().filter(|code| !inside(code)).collect();
    all.extend(joined);
    all
}
