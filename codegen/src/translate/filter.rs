//! Restricts the output to the operations that `--only` selects and to what they use.
//!
//! Invariant: filtering happens after naming, so that every name is the same as in the full client.

use std::collections::HashSet;

use super::types::Types;
use crate::analysis::Reachable;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir;
use crate::naming::OperationNames;
use crate::options::Options;
use crate::rust::{Example, Operation, ResponseSetKind, TypeId, Usage};
use crate::similar;

/// The positions of the selected operations, or `None` for all operations.
pub(super) struct OperationFilter(Option<HashSet<usize>>);

impl OperationFilter {
    /// Selects the operations with one of the tags, ids or method names in `options.only`.
    pub(super) fn new(
        ir: &ir::Api,
        names: &[OperationNames],
        options: &Options,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        if options.only.is_empty() {
            return Self(None);
        }
        let mut positions = HashSet::new();
        for wanted in &options.only {
            let before = positions.len();
            let pairs = ir.operations.iter().zip(names).enumerate();
            positions.extend(pairs.filter(|(_, pair)| matches(*pair, wanted)).map(|(it, _)| it));
            let is_known = ir.operations.iter().zip(names).any(|pair| matches(pair, wanted));
            if positions.len() == before && !is_known {
                diagnostics.push(unknown(ir, names, wanted));
            }
        }
        Self(Some(positions))
    }

    fn contains(&self, position: usize) -> bool {
        self.0.as_ref().is_none_or(|positions| positions.contains(&position))
    }

    /// The selected operations.
    pub(super) fn operations(&self, all: Vec<Operation>) -> Vec<Operation> {
        let numbered = all.into_iter().enumerate();
        numbered
            .filter(|(position, _)| self.contains(*position))
            .map(|(_, operation)| operation)
            .collect()
    }

    /// Marks the types that no selected operation uses.
    pub(super) fn mark_unused(&self, ir: &ir::Api, types: &mut Types<'_>) {
        if self.0.is_none() {
            return;
        }
        let numbered = ir.operations.iter().enumerate();
        let operations = numbered.filter(|(position, _)| self.contains(*position));
        let reachable = Reachable::new(&ir.schemas, operations.map(|(_, operation)| operation));
        let reached = reachable.request.iter().chain(&reachable.response);
        let needed: HashSet<TypeId> = reached.filter_map(|id| types.id(*id)).collect();
        for (position, ty) in types.all.iter_mut().enumerate() {
            if !needed.contains(&TypeId(position)) {
                ty.usage = Usage::Unused;
            }
        }
    }

    /// The examples of the remaining types and operations.
    pub(super) fn examples(
        &self,
        ir: &ir::Api,
        types: &Types<'_>,
        mut examples: Vec<Example>,
    ) -> Vec<Example> {
        let Some(positions) = &self.0 else { return examples };
        let numbered = ir.operations.iter().enumerate();
        let pointers: Vec<&str> = numbered
            .filter(|(position, _)| positions.contains(position))
            .map(|(_, operation)| operation.pointer.as_str())
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
