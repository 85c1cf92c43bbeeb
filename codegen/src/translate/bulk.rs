//! Translates `x-bulk` to a method of the client that takes any number of items.
//!
//! Invariant: the method is there only if all that it needs is: the list in the request, the operations
//! that read the job and its results, and the members that identify an item in both. What does not
//! fit is reported.

mod body;
mod calls;
mod reached;
mod results;

use std::collections::{HashMap, HashSet};

use super::types::Types;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{FieldName, Scope, TypeName};
use crate::ir::{self, Spanned};
use crate::naming::OperationNames;
use crate::pointer::Pointer;
use crate::rust::{Bulk, BulkJob, Operation, ResponseSetKind, WirePath};

/// A diagnostic, behind a pointer because results are returned often.
type Problem = Box<Diagnostic>;

/// Sets the bulk method of each operation. `operations` contains all operations of the description.
pub(super) fn add(
    operations: &mut [Operation],
    names: &[OperationNames],
    types: &Types<'_>,
    diagnostics: &mut Diagnostics,
) {
    let described = &types.ir.operations;
    let bulk = described.iter().zip(names).enumerate().filter_map(|(position, (ir, names))| {
        Some((position, ir.bulk.as_ref()?, names.bulk.as_ref()?))
    });
    let mut found = Vec::new();
    let mut all = None;
    for (position, bulk, name) in bulk {
        let all = all.get_or_insert_with(|| All::new(operations, names, types));
        match all.resolve(position, bulk, name, diagnostics) {
            Ok(bulk) => found.extend(bulk.map(|bulk| (position, bulk))),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    for (position, bulk) in found {
        if let Some(operation) = operations.get_mut(position) {
            operation.bulk = Some(bulk);
        }
    }
}

/// Removes the methods that call an operation that is not selected, and marks the operations that the
/// others call.
pub(super) fn finish(operations: &mut [Operation]) {
    if operations.iter().all(|operation| operation.bulk.is_none()) {
        return;
    }
    let ids: HashSet<String> = operations.iter().map(|operation| operation.id.clone()).collect();
    let mut called = HashSet::new();
    for operation in operations.iter_mut() {
        let Some(bulk) = &operation.bulk else { continue };
        let calls = [&operation.id, &bulk.job.call.operation, &bulk.results.call.operation];
        if calls.iter().all(|id| ids.contains(*id)) {
            called.extend(calls.map(Clone::clone));
        } else {
            operation.bulk = None;
        }
    }
    for operation in operations {
        operation.is_called_in_bulk = called.contains(&operation.id);
    }
}

/// All operations.
struct All<'a, 'r> {
    operations: &'a [Operation],
    /// The positions by id.
    positions: HashMap<&'a str, usize>,
    types: &'a Types<'r>,
}

impl<'a, 'r> All<'a, 'r> {
    fn new(operations: &'a [Operation], names: &'a [OperationNames], types: &'a Types<'r>) -> Self {
        let numbered = names.iter().enumerate().rev();
        let positions = numbered.map(|(position, names)| (names.id.as_str(), position)).collect();
        Self { operations, positions, types }
    }

    fn at(&self, position: usize) -> Option<(&'a Operation, &'r ir::Operation)> {
        self.operations.get(position).zip(self.types.ir.operations.get(position))
    }

    /// The method for an operation.
    fn resolve(
        &self,
        position: usize,
        bulk: &ir::Bulk,
        name: &FieldName,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Bulk>, Problem> {
        let Some((operation, described)) = self.at(position) else { return Ok(None) };
        let response = calls::check_submission(bulk, operation)?;
        let body = body::resolve(bulk, operation, described, self.types)?;
        let (job, described_job) = self.called(&bulk.job.operation)?;
        let poller = calls::poller(&bulk.job.operation, job, described_job)?;
        let call = calls::call(&bulk.job.operation, job, operation, &self.types.all)?;
        let id = reached::text(&bulk.job.id, response, "the response", &self.types.all)?;
        let job = BulkJob {
            call,
            id,
            state: path(&poller.state.value),
            finished: poller.done.iter().chain(&poller.failed).map(value).collect(),
            complete: poller.complete.as_ref().map(|pointer| path(&pointer.value)),
            total: poller.total.as_ref().map(|pointer| path(&pointer.value)),
        };
        let (reader, _) = self.called(&bulk.results.operation)?;
        let call = calls::call(&bulk.results.operation, reader, operation, &self.types.all)?;
        let list = calls::response(&bulk.results.operation, reader)?;
        calls::check_pages(&bulk.results.operation, reader)?;
        let results = results::resolve(&bulk.results, call, list, &self.types.all, diagnostics)?;
        let type_name = type_name(name, operation);
        Ok(Some(Bulk { name: name.clone(), type_name, body, job, results }))
    }
}

/// The name of the type of the requests, which no other type in the module of the operation has.
fn type_name(name: &FieldName, operation: &Operation) -> TypeName {
    let mut scope = Scope::default();
    scope.take(operation.type_name.clone());
    let body = operation.body.iter().flat_map(|body| body.type_names());
    for taken in operation.required_name.iter().chain(body) {
        scope.take(taken.clone());
    }
    if let ResponseSetKind::Own { name, .. } = &operation.success.kind {
        scope.take(name.clone());
    }
    scope.take(TypeName::new(name.as_str().trim_start_matches("r#")))
}

/// The names of members in a pointer.
fn path(pointer: &Pointer) -> WirePath {
    pointer.tokens().map(std::borrow::Cow::into_owned).collect()
}

fn value(spanned: &Spanned<String>) -> String {
    spanned.value.clone()
}

/// A warning at a value, because of which there is no method.
fn not_bulk(pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning("mismatched-bulk", pointer, message)
        .label("no method for any number of items is generated")
}

/// A warning that `owner` has no such member.
fn misfit(pointer: &Spanned<Pointer>, owner: &str, expected: &str) -> Problem {
    let path = pointer.value.as_str();
    let message = if path.is_empty() {
        format!("{owner} is not {expected}")
    } else {
        format!("{owner} has no member at `{path}` that is {expected}")
    };
    let help = "correct the pointer, or describe the member in its schema";
    Box::new(not_bulk(&pointer.pointer, message).help(help))
}
