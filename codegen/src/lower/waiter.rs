//! `x-waiter`: that an operation reads a job, and how its answers tell where the job stands.
//!
//! Invariant: what is left has a pointer to the state and at least one value that ends the job well.

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ir::{Located, Waiter};
use crate::node::Node;
use crate::pointer::Pointer;
use crate::similar;

const MEMBERS: [&str; 5] = ["state", "done", "failed", "progress", "x-rust-name"];
const PROGRESS_MEMBERS: [&str; 2] = ["complete", "total"];

const NOTHING_WAITS: &str = "nothing waits for this job";

/// The extension of the operation at `node`, if it has one that makes sense.
pub(super) fn lower(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<Waiter> {
    let node = node.get("x-waiter")?;
    node.object(lowering.diagnostics)?;
    report_unknown(lowering, &node, &MEMBERS);
    let state = required(lowering, &node, "state", NOTHING_WAITS);
    let done = values(lowering, &node, "done");
    if done.is_empty() {
        lowering.report(node.missing("done").tolerated(NOTHING_WAITS));
    }
    let (complete, total) = progress(lowering, &node);
    Some(Waiter {
        state: state?,
        failed: values(lowering, &node, "failed"),
        done: Some(done).filter(|done| !done.is_empty())?,
        complete,
        total,
        rust_name: node.text("x-rust-name", lowering.diagnostics),
        pointer: node.pointer,
    })
}

/// The members that count what is done, and all there is.
fn progress(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
) -> (Option<Located<Pointer>>, Option<Located<Pointer>>) {
    let instead = "there is no progress";
    let Some(node) = node.get("progress") else { return (None, None) };
    if node.object(lowering.diagnostics).is_none() {
        return (None, None);
    }
    report_unknown(lowering, &node, &PROGRESS_MEMBERS);
    let complete = required(lowering, &node, "complete", instead);
    (complete, pointer(lowering, &node, "total", "nobody knows how many there are"))
}

/// The pointer `name`, whose absence is reported together with what comes of it.
fn required(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    instead: &str,
) -> Option<Located<Pointer>> {
    if node.get(name).is_none() {
        lowering.report(node.missing(name).tolerated(instead));
    }
    pointer(lowering, node, name, instead)
}

/// The pointer into an answer that is the text of `name`.
fn pointer(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    instead: &str,
) -> Option<Located<Pointer>> {
    let text = node.text(name, lowering.diagnostics)?;
    let place = node.pointer.child(name);
    if text.starts_with('/') {
        return Some(Located { value: Pointer::from_text(&text), place });
    }
    let message = format!("`{name}` is no JSON Pointer");
    lowering.report(
        Diagnostic::warning("invalid-waiter-pointer", &place, message)
            .label(instead)
            .note("it leads from the top of the answer's body to a member, such as `/data/status`")
            .help("start it with `/`"),
    );
    None
}

/// The states that `name` lists, as text.
fn values(lowering: &mut Lowering<'_, '_>, node: &Node<'_>, name: &str) -> Vec<Located<String>> {
    let texts = node.texts(name, lowering.diagnostics);
    let list = node.pointer.child(name);
    let located = |(position, value)| Located { value, place: list.index(position) };
    texts.into_iter().enumerate().map(located).collect()
}

fn report_unknown(lowering: &mut Lowering<'_, '_>, node: &Node<'_>, known: &[&str]) {
    let names = node.value.as_object().into_iter().flat_map(|object| object.keys());
    for name in names.filter(|name| !known.contains(&name.as_str())) {
        let message = format!("`{name}` means nothing here");
        let diagnostic =
            Diagnostic::warning("unknown-waiter-member", &node.pointer.child(name), message)
                .at_key()
                .label("ignored");
        lowering.report(match similar::nearest(known.iter().copied(), name) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic.help(format!("the members are `{}`", known.join("`, `"))),
        });
    }
}
