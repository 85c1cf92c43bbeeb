//! Lowers webhooks and callbacks: requests that the API sends.
//!
//! Invariant: each callback is lowered once, however many operations refer to it.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use super::Lowering;
use super::operation::Context;
use crate::ir::{Operation, Webhook, WebhookSource};
use crate::node::Node;
use crate::pointer::Pointer;

/// Lowers `webhooks`, then the callbacks of `operations` and of webhooks, in document order.
pub(super) fn lower<'v>(
    lowering: &mut Lowering<'v, '_>,
    context: &mut Context<'v, '_>,
    operations: &[Operation],
) -> Vec<Webhook> {
    let mut webhooks =
        Webhooks { all: Vec::new(), known: HashMap::new(), pending: VecDeque::new() };
    webhooks.pending.extend(operations.iter().map(|operation| operation.pointer.clone()));
    for (name, item) in context.root.members("webhooks", lowering.diagnostics) {
        webhooks.item(lowering, context, name, item, &WebhookSource::Event);
    }
    // Ends, because each path item is lowered once.
    while let Some(pointer) = webhooks.pending.pop_front() {
        if let Some(operation) = lowering.document.at(&pointer) {
            webhooks.callbacks(lowering, context, &operation);
        }
    }
    webhooks.all
}

/// The webhooks and callbacks found so far.
struct Webhooks {
    all: Vec<Webhook>,
    /// Those of each callback, by the location of its path item.
    known: HashMap<Pointer, Range<usize>>,
    /// The operations whose callbacks have not been lowered yet.
    pending: VecDeque<Pointer>,
}

impl Webhooks {
    fn callbacks<'v>(
        &mut self,
        lowering: &mut Lowering<'v, '_>,
        context: &mut Context<'v, '_>,
        operation: &Node<'v>,
    ) {
        for (name, node) in operation.members("callbacks", lowering.diagnostics) {
            let Some(node) = lowering.document.follow(node, lowering.diagnostics) else { continue };
            let Some(items) = node.object(lowering.diagnostics) else { continue };
            for (url, value) in items.iter().filter(|(key, _)| !key.starts_with("x-")) {
                let pointer = node.pointer.child(url);
                let item = Node { value, pointer, document: node.document };
                self.callback(lowering, context, name, (url, item), operation);
            }
        }
    }

    /// Lowers a callback, or adds the operation to what is known of it.
    fn callback<'v>(
        &mut self,
        lowering: &mut Lowering<'v, '_>,
        context: &mut Context<'v, '_>,
        name: &str,
        (url, item): (&str, Node<'v>),
        operation: &Node<'v>,
    ) {
        if let Some(range) = self.known.get(&item.pointer) {
            for known in self.all.get_mut(range.clone()).into_iter().flatten() {
                known.source.add(operation.pointer.clone());
            }
            return;
        }
        let (first, pointer) = (self.all.len(), item.pointer.clone());
        let operations = vec![operation.pointer.clone()];
        let source = WebhookSource::Callback { url: url.to_owned(), operations };
        self.item(lowering, context, name, item, &source);
        self.known.insert(pointer, first..self.all.len());
    }

    /// Lowers the operations of a path item.
    fn item<'v>(
        &mut self,
        lowering: &mut Lowering<'v, '_>,
        context: &mut Context<'v, '_>,
        name: &str,
        item: Node<'v>,
        source: &WebhookSource,
    ) {
        for operation in context.operations(lowering, name, item) {
            self.pending.push_back(operation.pointer.clone());
            let source = source.clone();
            self.all.push(Webhook { name: name.to_owned(), source, operation });
        }
    }
}
