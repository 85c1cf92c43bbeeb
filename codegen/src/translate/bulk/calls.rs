//! Checks the operations that a bulk method calls.
//!
//! Invariant: what a call needs besides the items or the id of the job is optional.

use super::{All, Problem, not_bulk};
use crate::ir::{self, Location, Method, Spanned};
use crate::rust::{BulkCall, Content, Operation, ResponseSet, ResponseSetKind, Type, TypeRef};
use crate::similar;
use crate::translate::member_path::resolved;

impl<'a, 'r> All<'a, 'r> {
    /// The operation with this `operationId`.
    pub(super) fn called(
        &self,
        id: &Spanned<String>,
    ) -> Result<(&'a Operation, &'r ir::Operation), Problem> {
        let position = self.positions.get(id.value.as_str());
        if let Some(found) = position.and_then(|position| self.at(*position)) {
            return Ok(found);
        }
        let message = format!("there is no operation `{}`", id.value);
        let known = self.operations.iter().map(|operation| operation.id.as_str());
        let problem = not_bulk(&id.pointer, message);
        Err(Box::new(match similar::within(known, &id.value, MISTYPED) {
            Some(meant) => problem.replace_by(meant),
            None => problem.help("write the `operationId` of an operation"),
        }))
    }
}

/// The largest number of letters in which the id of the operation that is meant differs. Names of other
/// operations are often as similar as those with more.
const MISTYPED: usize = 2;

/// The type of the response of the operation that takes the items.
pub(super) fn check_submission<'o>(
    bulk: &ir::Bulk,
    operation: &'o Operation,
) -> Result<&'o TypeRef, Problem> {
    if matches!(operation.method, Method::Additional(_)) {
        let message = "operations in `additionalOperations` are not called for many items";
        return Err(Box::new(
            not_bulk(&bulk.pointer, message).at_key().help("submit the items by `post` or `put`"),
        ));
    }
    let required = operation.parameters.iter().find(|parameter| parameter.required);
    if let Some(parameter) = required {
        let name = &parameter.wire_name;
        let message = format!("the operation has the required parameter `{name}`");
        return Err(Box::new(
            not_bulk(&bulk.pointer, message)
                .at_key()
                .note("the items in its body are all that a bulk method has")
                .help("make the parameter optional, or remove `x-bulk`"),
        ));
    }
    json(&operation.success).ok_or_else(|| {
        let message = "the responses of this operation have no type that could contain a job";
        Box::new(not_bulk(&bulk.pointer, message).at_key().help(ONE_SCHEMA))
    })
}

/// What `x-waiter` says of the operation that reads the job.
pub(super) fn poller<'r>(
    id: &Spanned<String>,
    operation: &Operation,
    described: &'r ir::Operation,
) -> Result<&'r ir::Poller, Problem> {
    let poller = described.poller.as_ref().filter(|_| operation.poller.is_some());
    poller.ok_or_else(|| {
        let message = format!("the operation `{}` has no `x-waiter` that can be used", id.value);
        let note = "`x-waiter` says when a job is finished";
        Box::new(
            not_bulk(&id.pointer, message)
                .related_to(&described.pointer, "this operation")
                .note(note)
                .help("declare `x-waiter` there, or name the operation that has it"),
        )
    })
}

/// The call of an operation that has the id of the job as its only argument.
pub(super) fn call(
    id: &Spanned<String>,
    operation: &Operation,
    submission: &Operation,
    types: &[Type],
) -> Result<BulkCall, Problem> {
    let required: Vec<_> = operation.parameters.iter().filter(|it| it.required).collect();
    let has_body = operation.body.as_ref().is_some_and(|body| body.required);
    match required.as_slice() {
        [job] if job.location == Location::Path && !has_body => {
            if resolved(&job.ty, types) != TypeRef::String {
                let name = &job.wire_name;
                let message = format!("the parameter `{name}` of `{}` is not a string", id.value);
                return Err(Box::new(
                    not_bulk(&id.pointer, message).help("describe the id of a job as a string"),
                ));
            }
        }
        _ => {
            let message =
                format!("the operation `{}` takes other arguments than the id of a job", id.value);
            return Err(Box::new(
                not_bulk(&id.pointer, message)
                    .help("name an operation with one required parameter, which is in its path"),
            ));
        }
    }
    Ok(BulkCall {
        operation: operation.id.clone(),
        method: operation.name.clone(),
        deprecated: operation.docs.deprecated,
        has_other_error: !is_same(&operation.error, &submission.error),
    })
}

/// The type of the response of an operation that is called.
pub(super) fn response<'o>(
    id: &Spanned<String>,
    operation: &'o Operation,
) -> Result<&'o TypeRef, Problem> {
    json(&operation.success).ok_or_else(|| {
        let message = format!("the responses of `{}` are not of one JSON type", id.value);
        Box::new(not_bulk(&id.pointer, message).help(ONE_SCHEMA))
    })
}

/// Whether the operation has all results in one response.
pub(super) fn check_pages(id: &Spanned<String>, operation: &Operation) -> Result<(), Problem> {
    if operation.pages.is_none() {
        return Ok(());
    }
    let message = format!("the operation `{}` has its results in several pages", id.value);
    let help = "name an operation that returns all of them, or declare `x-pagination: false` there";
    Err(Box::new(not_bulk(&id.pointer, message).help(help)))
}

const ONE_SCHEMA: &str = "describe all successful responses by the same schema";

/// The type of the body, if all responses have the same JSON type.
fn json(responses: &ResponseSet) -> Option<&TypeRef> {
    match &responses.kind {
        ResponseSetKind::Single(Content::Json(ty)) => Some(ty),
        _ => None,
    }
}

/// Whether two sets of responses have the same type.
fn is_same(one: &ResponseSet, other: &ResponseSet) -> bool {
    match (&one.kind, &other.kind) {
        (ResponseSetKind::Single(one), ResponseSetKind::Single(other)) => one == other,
        (
            ResponseSetKind::Shared { name: one, .. },
            ResponseSetKind::Shared { name: other, .. },
        ) => one.as_str() == other.as_str(),
        _ => false,
    }
}
