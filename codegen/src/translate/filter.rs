//! Restricts the output to the operations that `--only` selects and to what they use.
//!
//! Invariant: filtering happens after naming, so that every name is the same as in the full client.

use std::collections::HashSet;

use super::types::Types;
use crate::analysis::Reachable;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, WebhookSource};
use crate::naming::{Names, OperationNames};
use crate::options::Options;
use crate::pointer::Pointer;
use crate::rust::{Example, Operation, ResponseSetKind, TypeId, Usage};
use crate::similar;

/// The positions of what is selected, or `None` for everything.
pub(super) struct OperationFilter(Option<Selected>);

/// The positions of the selected operations and webhooks.
#[derive(Default)]
struct Selected {
    operations: HashSet<usize>,
    webhooks: HashSet<usize>,
}

impl OperationFilter {
    /// Selects the operations and webhooks with one of the tags, ids or names in `options.only`, and
    /// the callbacks of selected operations.
    pub(super) fn new(
        ir: &ir::Api,
        names: &Names,
        options: &Options,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        if options.only.is_empty() {
            return Self(None);
        }
        let mut selected = Selected::default();
        for wanted in &options.only {
            let pairs = ir.operations.iter().zip(&names.operations).enumerate();
            let operations: Vec<usize> =
                pairs.filter(|(_, pair)| matches(*pair, wanted)).map(|(it, _)| it).collect();
            let webhooks = ir.webhooks.iter().enumerate();
            let webhooks: Vec<usize> =
                webhooks.filter(|(_, it)| matches_webhook(it, wanted)).map(|(it, _)| it).collect();
            if operations.is_empty() && webhooks.is_empty() {
                diagnostics.push(unknown(ir, &names.operations, wanted));
            }
            selected.operations.extend(operations);
            selected.webhooks.extend(webhooks);
        }
        selected.add_callbacks(ir);
        Self(Some(selected))
    }

    fn contains(&self, position: usize) -> bool {
        self.0.as_ref().is_none_or(|selected| selected.operations.contains(&position))
    }

    /// Whether the webhook or callback at this position is selected.
    pub(super) fn has_webhook(&self, position: usize) -> bool {
        self.0.as_ref().is_none_or(|selected| selected.webhooks.contains(&position))
    }

    /// The selected operations.
    pub(super) fn operations(&self, all: Vec<Operation>) -> Vec<Operation> {
        let numbered = all.into_iter().enumerate();
        numbered
            .filter(|(position, _)| self.contains(*position))
            .map(|(_, operation)| operation)
            .collect()
    }

    /// Marks the types that no selected operation uses, and returns the schemas that these reach.
    pub(super) fn mark_unused(&self, ir: &ir::Api, types: &mut Types<'_>) -> Option<Reachable> {
        self.0.as_ref()?;
        let numbered = ir.operations.iter().enumerate();
        let operations = numbered.filter(|(position, _)| self.contains(*position));
        let numbered = ir.webhooks.iter().enumerate();
        let webhooks = numbered.filter(|(position, _)| self.has_webhook(*position));
        let reachable = Reachable::new(
            &ir.schemas,
            operations.map(|(_, operation)| operation),
            webhooks.map(|(_, webhook)| &webhook.operation),
        );
        let reached = reachable.request.iter().chain(&reachable.response);
        let needed: HashSet<TypeId> = reached.filter_map(|id| types.id(*id)).collect();
        for (position, ty) in types.all.iter_mut().enumerate() {
            if !needed.contains(&TypeId(position)) {
                ty.usage = Usage::Unused;
            }
        }
        Some(reachable)
    }

    /// The examples of the remaining types and operations.
    pub(super) fn examples(
        &self,
        ir: &ir::Api,
        types: &Types<'_>,
        mut examples: Vec<Example>,
    ) -> Vec<Example> {
        if self.0.is_none() {
            return examples;
        }
        let operations = ir.operations.iter().enumerate();
        let operations = operations.filter(|(position, _)| self.contains(*position));
        let webhooks = ir.webhooks.iter().enumerate();
        let webhooks = webhooks.filter(|(position, _)| self.has_webhook(*position));
        let pointers: Vec<&str> = operations
            .map(|(_, operation)| operation)
            .chain(webhooks.map(|(_, webhook)| &webhook.operation))
            .map(|operation| operation.pointer.as_str())
            .collect();
        examples.retain(|example| match example.ty.named() {
            Some(TypeId(position)) => {
                types.all.get(position).is_some_and(|ty| ty.usage != Usage::Unused)
            }
            None => pointers.iter().any(|pointer| {
                let rest = example.source.pointer.as_str().strip_prefix(pointer);
                rest.is_some_and(|rest| rest.starts_with('/'))
            }),
        });
        examples
    }
}

impl Selected {
    /// Adds the callbacks of selected operations. Callbacks come after the operations that have them.
    fn add_callbacks(&mut self, ir: &ir::Api) {
        let numbered = ir.operations.iter().enumerate();
        let operations = numbered.filter(|(position, _)| self.operations.contains(position));
        let mut senders: HashSet<&Pointer> = operations.map(|(_, it)| &it.pointer).collect();
        for (position, webhook) in ir.webhooks.iter().enumerate() {
            let is_sent = match &webhook.source {
                WebhookSource::Event => self.webhooks.contains(&position),
                WebhookSource::Callback { operations, .. } => {
                    operations.iter().any(|operation| senders.contains(operation))
                }
            };
            if is_sent {
                self.webhooks.insert(position);
                senders.insert(&webhook.operation.pointer);
            }
        }
    }
}

/// Whether a webhook has this tag, id or name.
fn matches_webhook(webhook: &ir::Webhook, wanted: &str) -> bool {
    webhook.source == WebhookSource::Event
        && (webhook.name == wanted
            || webhook.operation.id.as_deref() == Some(wanted)
            || webhook.operation.tags.iter().any(|tag| tag == wanted))
}

/// Whether an operation has this tag, id or method name.
fn matches((operation, names): (&ir::Operation, &OperationNames), wanted: &str) -> bool {
    operation.tags.iter().any(|tag| tag == wanted)
        || names.id == wanted
        || names.method.as_str().trim_start_matches("r#") == wanted
}

fn unknown(ir: &ir::Api, names: &[OperationNames], wanted: &str) -> Diagnostic {
    let tags = ir.operations.iter().flat_map(|operation| &operation.tags).map(String::as_str);
    let known = tags.chain(names.iter().map(|names| names.id.as_str()));
    let message = format!("no tag or operation is named `{wanted}`");
    let diagnostic = Diagnostic::error_without_location("unknown-selection", message);
    match similar::nearest(known, wanted) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help("specify a tag, an `operationId` or a method of the client"),
    }
}

/// The name of the shared error enum of an operation, if it has one.
pub(super) fn shared_error(operation: &Operation) -> Option<&str> {
    match &operation.error.kind {
        ResponseSetKind::Shared { name, .. } => Some(name.as_str()),
        ResponseSetKind::Single(_) | ResponseSetKind::Own { .. } => None,
    }
}
