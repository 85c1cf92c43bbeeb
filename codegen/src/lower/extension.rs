//! What the extensions of operations have in common: lists of texts, and pointers into a body.
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
    Member(Root),
    /// A member of the response body, or the body itself, which is the empty pointer.
    ValueOrMember,
}

/// Where a pointer begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    RequestBody,
    ResponseBody,
    /// An item of a list in the request body.
    Item,
    /// An item of a list in the response body.
    Result,
}

impl Root {
    fn description(self) -> &'static str {
        match self {
            Self::RequestBody => "the request body, such as `/updates`",
            Self::ResponseBody => "the response body, such as `/data/status`",
            Self::Item => "an item, such as `/id`",
            Self::Result => "a result, such as `/status`",
        }
    }
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
    let root = match target {
        Target::Member(root) => root,
        Target::ValueOrMember => Root::ResponseBody,
    };
    let message = format!("`{name}` is not a JSON Pointer");
    lowering.report(
        Diagnostic::warning(code, &pointer, message)
            .label(instead)
            .note(format!("it is relative to the root of {}", root.description()))
            .help("start it with `/`"),
    );
    None
}

/// The texts in the list `name`.
pub(super) fn values(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
) -> Vec<Spanned<String>> {
    let texts = node.texts(name, lowering.diagnostics);
    let list = node.pointer.child(name);
    let spanned = |(position, value)| Spanned { value, pointer: list.index(position) };
    texts.into_iter().enumerate().map(spanned).collect()
}
