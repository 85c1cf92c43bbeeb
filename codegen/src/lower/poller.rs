//! Lowers `x-waiter`: how the responses of an operation report the state of a job.
//!
//! Invariant: the result has a pointer to the state and at least one state of success.

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ir::{Poller, Spanned};
use crate::node::Node;
use crate::pointer::Pointer;
use crate::similar;

const MEMBERS: [&str; 5] = ["state", "done", "failed", "progress", "x-rust-name"];
const PROGRESS_MEMBERS: [&str; 2] = ["complete", "total"];

const NOT_POLLED: &str = "no method to poll this job is generated";

/// Lowers the extension of the operation at `node`. An invalid one is reported and ignored.
pub(super) fn lower(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<Poller> {
    let node = node.get("x-waiter")?;
    node.object(lowering.diagnostics)?;
    report_unknown(lowering, &node, &MEMBERS);
    let state = required(lowering, &node, "state", NOT_POLLED);
    let done = values(lowering, &node, "done");
    if done.is_empty() {
        lowering.report(node.missing("done").into_warning(NOT_POLLED));
    }
    let (complete, total) = progress(lowering, &node);
    Some(Poller {
        state: state?,
        failed: values(lowering, &node, "failed"),
        done: Some(done).filter(|done| !done.is_empty())?,
        complete,
        total,
        rust_name: node.text("x-rust-name", lowering.diagnostics),
        pointer: node.pointer,
    })
}

/// The members that contain the number of processed items and of all items.
fn progress(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
) -> (Option<Spanned<Pointer>>, Option<Spanned<Pointer>>) {
    let instead = "no progress is reported";
    let Some(node) = node.get("progress") else { return (None, None) };
    if node.object(lowering.diagnostics).is_none() {
        return (None, None);
    }
    report_unknown(lowering, &node, &PROGRESS_MEMBERS);
    let complete = required(lowering, &node, "complete", instead);
    (complete, pointer(lowering, &node, "total", "the total is unknown"))
}

/// The pointer in the required member `name`. `instead` is the consequence if it is missing.
fn required(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    instead: &str,
) -> Option<Spanned<Pointer>> {
    if node.get(name).is_none() {
        lowering.report(node.missing(name).into_warning(instead));
    }
    pointer(lowering, node, name, instead)
}

/// The pointer into the response body in the member `name`.
fn pointer(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    instead: &str,
) -> Option<Spanned<Pointer>> {
    let text = node.text(name, lowering.diagnostics)?;
    let pointer = node.pointer.child(name);
    if text.starts_with('/') {
        return Some(Spanned { value: Pointer::from_text(&text), pointer });
    }
    let message = format!("`{name}` is not a JSON Pointer");
    lowering.report(
        Diagnostic::warning("invalid-waiter-pointer", &pointer, message)
            .label(instead)
            .note("it is relative to the root of the response body, such as `/data/status`")
            .help("start it with `/`"),
    );
    None
}

/// The states in the list `name`, as text.
fn values(lowering: &mut Lowering<'_, '_>, node: &Node<'_>, name: &str) -> Vec<Spanned<String>> {
    let texts = node.texts(name, lowering.diagnostics);
    let list = node.pointer.child(name);
    let spanned = |(position, value)| Spanned { value, pointer: list.index(position) };
    texts.into_iter().enumerate().map(spanned).collect()
}

fn report_unknown(lowering: &mut Lowering<'_, '_>, node: &Node<'_>, known: &[&str]) {
    let names = node.value.as_object().into_iter().flat_map(|object| object.keys());
    for name in names.filter(|name| !known.contains(&name.as_str())) {
        let message = format!("`{name}` is not a known member");
        let diagnostic =
            Diagnostic::error("unknown-waiter-member", &node.pointer.child(name), message).at_key();
        lowering.report(match similar::nearest(known.iter().copied(), name) {
            Some(meant) => diagnostic.label("this would be ignored").rename(meant),
            None => diagnostic
                .into_warning("ignored")
                .help(format!("the members are `{}`", known.join("`, `"))),
        });
    }
}
