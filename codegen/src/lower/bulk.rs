//! Lowers `x-bulk`: how an operation that changes many records is called for any number of them.
//!
//! Invariant: the result names both operations that it needs, and has at least one list of results and
//! one status of success.

use super::Lowering;
use super::extension::{self, Root, Target};
use crate::diagnostics::Diagnostic;
use crate::ir::{Bulk, BulkItem, BulkJob, BulkResults, Spanned};
use crate::limits::BULK_LISTS;
use crate::node::Node;
use crate::pointer::Pointer;

/// The consequence of a mistake.
const NOT_BULK: &str = "no method for any number of items is generated";

/// The maximum number of bytes in a request, unless the description has another one. Servers and the
/// proxies before them commonly accept 1 MB.
const MAX_BYTES: usize = 1_000_000;

/// Lowers the extension of the operation at `node`. An invalid one is reported and ignored.
pub(super) fn lower(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<Bulk> {
    let node = node.get("x-bulk")?;
    if node.value.as_object().is_none() {
        lowering.report(node.wrong_type("an object").label(NOT_BULK));
        return None;
    }
    let item = object(lowering, &node, "item").map(|inside| item(lowering, &inside));
    let job = object(lowering, &node, "job").map(|inside| job(lowering, &inside));
    let results = object(lowering, &node, "results").map(|inside| results(lowering, &inside));
    let list = pointer(lowering, &node, "items", Root::RequestBody);
    Some(Bulk {
        rust_name: node.text("x-rust-name", lowering.diagnostics),
        max_bytes: max_bytes(lowering, &node),
        list: if node.get("items").is_some() { Some(list?) } else { None },
        item: item??,
        job: job??,
        results: results??,
        pointer: node.pointer,
    })
}

fn item(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<BulkItem> {
    let id = required(lowering, node, "id", Root::Item);
    let reference = required(lowering, node, "reference", Root::Item);
    Some(BulkItem { id: id?, reference: reference? })
}

fn job(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<BulkJob> {
    let id = required(lowering, node, "id", Root::ResponseBody);
    let operation = operation(lowering, node);
    Some(BulkJob { id: id?, operation: operation? })
}

fn results(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<BulkResults> {
    let operation = operation(lowering, node);
    let lists = required_list(lowering, node, "items", pointers);
    let reference = required(lowering, node, "reference", Root::Result);
    let id = pointer(lowering, node, "id", Root::Result);
    let status = required(lowering, node, "status", Root::Result);
    let succeeded = required_list(lowering, node, "succeeded", extension::values);
    Some(BulkResults {
        operation: operation?,
        lists: lists?,
        changed_ids: pointers(lowering, node, "changedIds"),
        reference: reference?,
        id,
        status: status?,
        succeeded: succeeded?,
        failed: extension::values(lowering, node, "failed"),
    })
}

fn max_bytes(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> usize {
    let Some(node) = node.get("maxBytes") else { return MAX_BYTES };
    let bytes = node.value.as_u64().filter(|bytes| *bytes > 0);
    let bytes = bytes.and_then(|bytes| usize::try_from(bytes).ok());
    bytes.unwrap_or_else(|| {
        lowering.report(node.wrong_type("a positive number of bytes"));
        MAX_BYTES
    })
}

/// The `operationId` in the required member `operation`.
fn operation(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<Spanned<String>> {
    report_missing(lowering, node, "operation");
    let value = node.text("operation", lowering.diagnostics)?;
    Some(Spanned { value, pointer: node.pointer.child("operation") })
}

/// The object in the required member `name`.
fn object<'v>(lowering: &mut Lowering<'_, '_>, node: &Node<'v>, name: &str) -> Option<Node<'v>> {
    report_missing(lowering, node, name);
    node.get_object(name, lowering.diagnostics)
}

fn required(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    root: Root,
) -> Option<Spanned<Pointer>> {
    report_missing(lowering, node, name);
    pointer(lowering, node, name, root)
}

/// What `read` finds in the required member `name`, of which there is at least one.
fn required_list<T>(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    read: fn(&mut Lowering<'_, '_>, &Node<'_>, &str) -> Vec<T>,
) -> Option<Vec<T>> {
    let is_stated = node.get(name).is_some_and(|list| list.value.as_array() != Some(&Vec::new()));
    if !is_stated {
        lowering.report(node.missing(name, NOT_BULK).into_warning().label(NOT_BULK));
    }
    Some(read(lowering, node, name)).filter(|found| !found.is_empty())
}

fn report_missing(lowering: &mut Lowering<'_, '_>, node: &Node<'_>, name: &str) {
    if node.get(name).is_none() {
        lowering.report(node.missing(name, NOT_BULK).into_warning().label(NOT_BULK));
    }
}

fn pointer(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    root: Root,
) -> Option<Spanned<Pointer>> {
    let instead = if root == Root::Result && name == "id" { "ignored" } else { NOT_BULK };
    extension::pointer(lowering, node, name, Target::Member(root), "invalid-bulk-pointer", instead)
}

/// The pointers in the list `name`, or the one that is there in place of a list.
fn pointers(lowering: &mut Lowering<'_, '_>, node: &Node<'_>, name: &str) -> Vec<Spanned<Pointer>> {
    let is_one = node.get(name).is_some_and(|node| node.value.is_string());
    let mut texts = if is_one {
        let text = node.text(name, lowering.diagnostics);
        let pointer = node.pointer.child(name);
        text.map(|value| Spanned { value, pointer }).into_iter().collect()
    } else {
        extension::values(lowering, node, name)
    };
    if texts.len() > BULK_LISTS {
        let message = format!("`{name}` has more than {BULK_LISTS} pointers");
        lowering.report(
            Diagnostic::warning("invalid-bulk-pointer", &node.pointer.child(name), message)
                .at_key()
                .label("the others are ignored")
                .help("describe fewer forms of the response"),
        );
        texts.truncate(BULK_LISTS);
    }
    let target = Target::ValueOrMember;
    let parsed = texts.into_iter().filter_map(|text| {
        extension::parsed(lowering, text, name, target, "invalid-bulk-pointer", "ignored")
    });
    parsed.collect()
}
