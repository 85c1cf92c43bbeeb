//! Finds operations without an `operationId`, and those that share one.

use std::collections::HashMap;

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::Found;
use crate::pointer::Pointer;

const MISSING: &str = "operation-without-id";
const TWICE: &str = "duplicate-operation-id";

/// The ids that were found, with their locations. They are unique among all operations, also those of
/// callbacks and webhooks.
#[derive(Default)]
pub(super) struct OperationIds<'v> {
    known: HashMap<&'v str, Pointer>,
}

impl<'v> OperationIds<'v> {
    pub(super) fn visit(&mut self, found: &Found<'v, '_>, report: &mut Report) {
        match found.text("operationId").filter(|id| !id.trim().is_empty()) {
            Some(id) => self.add(id, found, report),
            None if report.is_allowed(MISSING) || found.has("operationId") => {}
            None => report.push(
                Diagnostic::of_code(
                    MISSING,
                    &found.pointer(),
                    "this operation has no `operationId`",
                )
                .at_key()
                .label("the method is named after the path")
                .help("add an `operationId`, so that a new path keeps the name of the method"),
            ),
        }
    }

    fn add(&mut self, id: &'v str, found: &Found<'v, '_>, report: &mut Report) {
        if report.is_allowed(TWICE) {
            return;
        }
        let pointer = found.pointer().child("operationId");
        let Some(first) = self.known.get(id) else {
            self.known.insert(id, pointer);
            return;
        };
        let message = format!("two operations have the `operationId` `{id}`");
        report.push(
            Diagnostic::of_code(TWICE, &pointer, message)
                .label("this operation is named after its path")
                .related_to(first, "the first one")
                .help("give each operation an `operationId` of its own"),
        );
    }
}
