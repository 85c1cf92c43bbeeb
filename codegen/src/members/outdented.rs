//! Recognizes members that stand beside the name to which they belong, instead of below it.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;

/// The code of the diagnostic about a name without a value.
pub(super) const EMPTY: &str = "empty-member";

/// Adds the member at `pointer` to the problem of the empty member above it. Returns `false` if the
/// last problem is not about one.
pub(super) fn add(pointer: &Pointer, problems: &mut Diagnostics) -> bool {
    let parent = pointer.parent();
    let is_above = |last: &Diagnostic| {
        last.code() == EMPTY && last.pointer().is_some_and(|above| above.parent() == parent)
    };
    let Some(above) = problems.pop_if(is_above) else { return false };
    let above = match above.pointer().filter(|_| !above.is_error()) {
        Some(empty) => outdented(empty),
        None => above,
    };
    problems.push(above.related_to(pointer, "this stands beside it"));
    true
}

fn outdented(empty: &Pointer) -> Diagnostic {
    let name = empty.last().unwrap_or_default().into_owned();
    Diagnostic::error(EMPTY, empty, format!("`{name}` has no value"))
        .at_key()
        .label("what belongs to it has to be indented more than it")
        .help(format!("indent the members of `{name}` below it"))
}
