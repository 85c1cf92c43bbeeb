//! Selects the diagnostics to print.
//!
//! Invariant: a warning is printed only if all errors are, and what is left out is counted.

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
        let is_error = |it: &&Located<'_>| it.diagnostic.severity() == Severity::Error;
        let all_errors = located.iter().filter(is_error).count();
        let most_errors = all_errors.min(limits::DIAGNOSTICS);
        let most_warnings = limits::DIAGNOSTICS - most_errors;
        let (mut errors, mut warnings) = (0, 0);
        let printed = located.iter().filter(|it| {
            let (count, most) = match it.diagnostic.severity() {
                Severity::Error => (&mut errors, most_errors),
                Severity::Warning => (&mut warnings, most_warnings),
            };
            *count += 1;
            *count <= most
        });
        let printed: Vec<_> = printed.collect();
        let kinds = [
            (errors.saturating_sub(most_errors), "error"),
            (warnings.saturating_sub(most_warnings), "warning"),
        ];
        Self { printed, left_out: left_out(&kinds) }
    }
}

fn left_out(kinds: &[(usize, &str)]) -> Option<String> {
    let more = |(count, kind): &(usize, &str)| {
        let plural = if *count == 1 { "" } else { "s" };
        format!("{} more {kind}{plural}", with_commas(*count))
    };
    let parts: Vec<_> = kinds.iter().filter(|(count, _)| *count > 0).map(more).collect();
    (!parts.is_empty()).then(|| format!("and {}\n", parts.join(" and ")))
}
