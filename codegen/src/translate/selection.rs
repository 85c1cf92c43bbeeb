//! The operations that a caller asks for, and what is left out without the others.
//!
//! Invariant: names have been given before, so that what is left is called as it would be in the
//! whole client.

use std::collections::HashSet;

use super::operations::Named;
use super::types::Types;
use super::usage::Reachable;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir;
use crate::options::Options;
use crate::rust::{Example, Operation, OutcomeKind, TypeId, Usage};
use crate::similar;

/// Which of the operations are asked for, by their positions.
pub(super) struct Selection(Option<HashSet<usize>>);

impl Selection {
    /// The operations that have one of the tags, ids or names that are asked for.
    pub(super) fn new(
        ir: &ir::Api,
        named: &[Named],
        options: &Options,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        if options.only.is_empty() {
            return Self(None);
        }
        let mut positions = HashSet::new();
        for wanted in &options.only {
            let before = positions.len();
            let pairs = ir.operations.iter().zip(named).enumerate();
            positions.extend(pairs.filter(|(_, pair)| answers_to(*pair, wanted)).map(|(it, _)| it));
            let is_known = ir.operations.iter().zip(named).any(|pair| answers_to(pair, wanted));
            if positions.len() == before && !is_known {
                diagnostics.push(unknown(ir, named, wanted));
            }
        }
        Self(Some(positions))
    }

    fn has(&self, position: usize) -> bool {
        self.0.as_ref().is_none_or(|positions| positions.contains(&position))
    }

    /// The operations that are asked for.
    pub(super) fn operations(&self, all: Vec<Operation>) -> Vec<Operation> {
        let numbered = all.into_iter().enumerate();
        numbered
            .filter(|(position, _)| self.has(*position))
            .map(|(_, operation)| operation)
            .collect()
    }

    /// Marks the types that none of the operations needs.
    pub(super) fn mark(&self, ir: &ir::Api, types: &mut Types<'_>) {
        if self.0.is_none() {
            return;
        }
        let numbered = ir.operations.iter().enumerate();
        let operations = numbered.filter(|(position, _)| self.has(*position));
        let reachable = Reachable::new(&ir.schemas, operations.map(|(_, operation)| operation));
        let reached = reachable.request.iter().chain(&reachable.response);
        let needed: HashSet<TypeId> = reached.filter_map(|id| types.id(*id)).collect();
        for (position, ty) in types.all.iter_mut().enumerate() {
            if !needed.contains(&TypeId(position)) {
                ty.usage = Usage::Nobody;
            }
        }
    }

    /// The examples of what is left.
    pub(super) fn examples(
        &self,
        ir: &ir::Api,
        types: &Types<'_>,
        mut examples: Vec<Example>,
    ) -> Vec<Example> {
        let Some(positions) = &self.0 else { return examples };
        let numbered = ir.operations.iter().enumerate();
        let places: Vec<&str> = numbered
            .filter(|(position, _)| positions.contains(position))
            .map(|(_, operation)| operation.pointer.as_str())
            .collect();
        examples.retain(|example| match example.ty.named() {
            Some(TypeId(position)) => {
                types.all.get(position).is_some_and(|ty| ty.usage != Usage::Nobody)
            }
            None => places.iter().any(|place| {
                let rest = example.source.pointer.as_str().strip_prefix(place);
                rest.is_some_and(|rest| rest.starts_with('/'))
            }),
        });
        examples
    }
}

/// Whether an operation has such a tag, id or method.
fn answers_to((operation, named): (&ir::Operation, &Named), wanted: &str) -> bool {
    operation.tags.iter().any(|tag| tag == wanted)
        || named.id == wanted
        || named.name.as_str().trim_start_matches("r#") == wanted
}

fn unknown(ir: &ir::Api, named: &[Named], wanted: &str) -> Diagnostic {
    let tags = ir.operations.iter().flat_map(|operation| &operation.tags).map(String::as_str);
    let known = tags.chain(named.iter().map(|named| named.id.as_str()));
    let message = format!("there is no tag or operation `{wanted}`");
    let diagnostic = Diagnostic::error_nowhere("unknown-selection", message);
    match similar::nearest(known, wanted) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help("name a tag, an `operationId` or a method of the client"),
    }
}

/// The name of the error enum that an operation shares with others, if it has one.
pub(super) fn shared_error(operation: &Operation) -> Option<&str> {
    match &operation.error.kind {
        OutcomeKind::Shared { name, .. } => Some(name.as_str()),
        OutcomeKind::Single(_) | OutcomeKind::Own { .. } => None,
    }
}
