//! Lowers `x-waiter`: how the responses of an operation report the state of a job.
//!
//! Invariant: the result has a pointer to the state and at least one state of success.

use super::Lowering;
use super::extension::{self, Root, Target, values};
use crate::ir::{Poller, Spanned};
use crate::node::Node;
use crate::pointer::Pointer;

const NOT_POLLED: &str = "no method to poll this job is generated";

/// Lowers the extension of the operation at `node`. An invalid one is reported and ignored.
pub(super) fn lower(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<Poller> {
    let node = node.get("x-waiter")?;
    node.object(lowering.diagnostics)?;
    let state = required(lowering, &node, "state", NOT_POLLED);
    let done = values(lowering, &node, "done");
    if done.is_empty() {
        lowering.report(node.missing("done", NOT_POLLED).into_warning());
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
        lowering.report(node.missing(name, instead).into_warning());
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
    let target = Target::Member(Root::ResponseBody);
    extension::pointer(lowering, node, name, target, "invalid-waiter-pointer", instead)
}
