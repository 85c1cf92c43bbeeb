//! Selects the diagnostics to print.
//!
//! Invariant: a warning is printed only if all errors are, a note only if all warnings are, and what is
//! left out is counted.

use super::{Located, Severity};
use crate::limits::{self, with_commas};

/// The diagnostics to print, in their order.
pub(super) struct Selection<'l, 'd> {
    pub(super) printed: Vec<&'l Located<'d>>,
    /// The line about the others.
    pub(super) left_out: Option<String>,
}

impl<'l, 'd> Selection<'l, 'd> {
    pub(super) fn of(located: &'l [Located<'d>]) -> Self {
        let mut room = limits::DIAGNOSTICS;
        // From the most severe kind to the least, so that each has the room that is left.
        let mut kinds = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
            let count = located.iter().filter(|it| it.diagnostic.severity() == severity).count();
            let printed = count.min(room);
            room -= printed;
            Kind { severity, printed, left_out: count - printed }
        });
        let left_out = left_out(&kinds);
        let printed = located.iter().filter(|it| {
            let severity = it.diagnostic.severity();
            let kind = kinds.iter_mut().find(|kind| kind.severity == severity && kind.printed > 0);
            kind.map(|kind| kind.printed -= 1).is_some()
        });
        Self { printed: printed.collect(), left_out }
    }
}

/// The diagnostics of one severity.
struct Kind {
    severity: Severity,
    /// How many of them are printed, which are the first.
    printed: usize,
    left_out: usize,
}

fn left_out(kinds: &[Kind]) -> Option<String> {
    let more = |kind: &Kind| {
        let plural = if kind.left_out == 1 { "" } else { "s" };
        format!("{} more {}{plural}", with_commas(kind.left_out), kind.severity.as_str())
    };
    let parts: Vec<_> = kinds.iter().filter(|kind| kind.left_out > 0).map(more).collect();
    (!parts.is_empty()).then(|| format!("and {}\n", parts.join(" and ")))
}
