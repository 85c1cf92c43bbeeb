//! What the extensions of operations have in common: known members, and pointers into a response.
//!
//! Invariant: a mistake is reported at its location and affects the extension only.

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ir::Spanned;
use crate::node::Node;
use crate::pointer::Pointer;

/// What a pointer may lead to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// A member.
    Member,
    /// A member, or the value itself, which is the empty pointer.
    ValueOrMember,
}

/// The JSON Pointer in the member `name`. Another text is reported with a diagnostic of this code, and
/// `instead` is the consequence.
pub(super) fn pointer(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    target: Target,
    code: &'static str,
    instead: &str,
) -> Option<Spanned<Pointer>> {
    let text = node.text(name, lowering.diagnostics)?;
    let pointer = node.pointer.child(name);
    if text.starts_with('/') || (text.is_empty() && target == Target::ValueOrMember) {
        return Some(Spanned { value: Pointer::from_text(&text), pointer });
    }
    let message = format!("`{name}` is not a JSON Pointer");
    lowering.report(
        Diagnostic::warning(code, &pointer, message)
            .label(instead)
            .note("it is relative to the root of the response body, such as `/data/status`")
            .help("start it with `/`"),
    );
    None
}
