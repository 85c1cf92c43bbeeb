//! What the extensions of operations have in common: lists of texts, and pointers into a body.
//!
//! Invariant: a mistake is reported at its location and affects the extension only.

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ir::Spanned;
use crate::limits::POINTER_STEPS;
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
    let value = node.text(name, lowering.diagnostics)?;
    let text = Spanned { value, pointer: node.pointer.child(name) };
    parsed(lowering, text, name, target, code, instead)
}

/// The JSON Pointer that a text in the member `name` is. See [`pointer`].
pub(super) fn parsed(
    lowering: &mut Lowering<'_, '_>,
    text: Spanned<String>,
    name: &str,
    target: Target,
    code: &'static str,
    instead: &str,
) -> Option<Spanned<Pointer>> {
    let Spanned { value, pointer } = text;
    let found = Pointer::from_text(&value);
    if found.tokens().nth(POINTER_STEPS).is_some() {
        let message = format!("`{name}` has more than {POINTER_STEPS} steps");
        let problem = Diagnostic::warning(code, &pointer, message).label(instead);
        lowering.report(problem.help("write a pointer to a member that is less deep"));
        return None;
    }
    if value.starts_with('/') || (value.is_empty() && target == Target::ValueOrMember) {
        return Some(Spanned { value: found, pointer });
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
