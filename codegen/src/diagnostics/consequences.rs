//! Removes diagnostics that only follow from an error that is reported itself.
//!
//! Invariant: each diagnostic that is removed leaves an error, so that nothing is generated.

use std::collections::HashSet;

use super::{Diagnostic, Severity};
use crate::pointer::Pointer;

/// The diagnostics without those whose cause is reported.
pub(super) fn removed(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if found.iter().all(|it| it.cause().is_none()) {
        return found;
    }
    let errors = found.iter().filter(|it| it.severity() == Severity::Error && it.cause().is_none());
    let errors: HashSet<Pointer> = errors.flat_map(Diagnostic::pointers).cloned().collect();
    let mut kept = Vec::with_capacity(found.len());
    let mut lacks_a_target = false;
    for it in found {
        let cause = it.cause().filter(|cause| errors.contains(*cause));
        // Without the target of a reference, later stages cannot tell what is right.
        lacks_a_target |= cause.is_some_and(|cause| it.pointer() != Some(cause));
        let is_doubtful = lacks_a_target && it.severity() != Severity::Error;
        if cause.is_none() && !is_doubtful {
            kept.push(it);
        }
    }
    kept
}
