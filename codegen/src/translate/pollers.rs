//! Translates `x-waiter` to a client method that polls a job.
//!
//! Invariant: every pointer that remains resolves, within the type of the response body, to a member
//! whose type can hold a state or a count. Other pointers are reported and dropped.

use serde_json::Value;

use super::member_path::{member_path, resolved};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, IntegerKind, Location, Method, Spanned};
use crate::naming::OperationNames;
use crate::pointer::Pointer;
use crate::rust::{
    Content, EnumRepr, MemberPath, MemberStep, Operation, Poller, ResponseSetKind, Type, TypeId,
    TypeKind, TypeRef,
};
use crate::similar;

/// Sets the poller of each operation. `operations` contains all operations of the description.
pub(super) fn add(
    operations: &mut [Operation],
    ir: &ir::Api,
    names: &[OperationNames],
    types: &[Type],
    diagnostics: &mut Diagnostics,
) {
    for ((operation, ir), names) in operations.iter_mut().zip(&ir.operations).zip(names) {
        let Some((ir, name)) = ir.poller.as_ref().zip(names.poller.as_ref()) else { continue };
        if matches!(operation.method, Method::Additional(_)) {
            diagnostics.push(by_an_additional_method(ir));
            continue;
        }
        let Some(response) = response_type(operation) else {
            diagnostics.push(without_response_type(ir));
            continue;
        };
        let Some(state) = state(ir, response, types, diagnostics) else { continue };
        operation.poller = Some(Poller {
            name: name.clone(),
            response,
            state,
            done: texts(&ir.done),
            failed: texts(&ir.failed),
            complete: ir.complete.as_ref().and_then(|it| count(it, response, types, diagnostics)),
            total: ir.total.as_ref().and_then(|it| count(it, response, types, diagnostics)),
            job_id: job_id(operation, types),
        });
    }
}

/// The type of the response body, if all successes have the same named type.
fn response_type(operation: &Operation) -> Option<TypeId> {
    match &operation.success.kind {
        ResponseSetKind::Single(Content::Json(TypeRef::Named(id))) => Some(*id),
        _ => None,
    }
}

fn by_an_additional_method(poller: &ir::Poller) -> Diagnostic {
    let message = "jobs are not polled by operations in `additionalOperations`";
    Diagnostic::warning("mismatched-waiter", &poller.pointer, message)
        .at_key()
        .label("no method to poll this job is generated")
        .help("read the job by `get`")
}

fn without_response_type(poller: &ir::Poller) -> Diagnostic {
    let message = "the responses of this operation have no type that could contain a job state";
    Diagnostic::warning("mismatched-waiter", &poller.pointer, message)
        .at_key()
        .label("no method to poll this job is generated")
        .help("describe all successful responses by the same object schema")
}

fn texts(states: &[Spanned<String>]) -> Vec<String> {
    states.iter().map(|state| state.value.clone()).collect()
}

/// The member that contains the state.
fn state(
    poller: &ir::Poller,
    response: TypeId,
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Option<MemberPath> {
    let found = find(&poller.state.value, response, types);
    let found = found.filter(|member| is_state(&member.ty, types));
    if found.is_none() {
        let problem = missing_member(&poller.state, "a string, an integer or a boolean");
        diagnostics.push(problem.label("no method to poll this job is generated"));
    }
    if let Some(member) = &found {
        for state in poller.done.iter().chain(&poller.failed) {
            diagnostics.extend(unlisted_state(state, &member.ty, types));
        }
    }
    found
}

/// Whether values of the type have a text that can be compared to a state.
pub(super) fn is_state(ty: &TypeRef, types: &[Type]) -> bool {
    match ty {
        TypeRef::String | TypeRef::Boolean | TypeRef::Integer(_) => true,
        TypeRef::Named(id) => types.get(id.0).is_some_and(|ty| match &ty.kind {
            TypeKind::Enum(values) => matches!(values.repr, EnumRepr::Text | EnumRepr::Integer),
            _ => false,
        }),
        _ => false,
    }
}

/// The member that contains a count.
fn count(
    pointer: &Spanned<Pointer>,
    response: TypeId,
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Option<MemberPath> {
    let fits = |ty: &TypeRef| matches!(ty, TypeRef::Integer(kind) if *kind != IntegerKind::U64);
    let found = find(&pointer.value, response, types).filter(|member| fits(&member.ty));
    if found.is_none() {
        let problem = missing_member(pointer, "an integer");
        diagnostics.push(problem.label("this count is not part of the progress"));
    }
    found
}

/// The member that the pointer resolves to, with its type behind aliases.
fn find(pointer: &Pointer, response: TypeId, types: &[Type]) -> Option<MemberPath> {
    let (steps, ty) = member_path(pointer, response, types)?;
    Some(MemberPath { steps, ty: resolved(&ty, types) })
}

fn missing_member(pointer: &Spanned<Pointer>, expected: &str) -> Diagnostic {
    let path = pointer.value.as_str();
    let message = format!("the response has no member at `{path}` that is {expected}");
    Diagnostic::warning("mismatched-waiter", &pointer.pointer, message)
        .note("the pointer is relative to the root of the response body and may pass objects only")
        .help("correct the pointer, or describe the member in the schema of the response")
}

/// A warning for a state that the enum does not list, which is probably a typo.
pub(super) fn unlisted_state(
    state: &Spanned<String>,
    ty: &TypeRef,
    types: &[Type],
) -> Option<Diagnostic> {
    let TypeRef::Named(id) = ty else { return None };
    let TypeKind::Enum(listed) = &types.get(id.0)?.kind else { return None };
    let texts: Vec<String> = listed.values.iter().map(|value| text(&value.value)).collect();
    if texts.contains(&state.value) {
        return None;
    }
    let message = format!("the schema of the state does not list `{}`", state.value);
    let diagnostic = Diagnostic::warning("unknown-state", &state.pointer, message)
        .label("kept, because servers may return values that the description does not list");
    Some(match similar::nearest(texts.iter().map(String::as_str), &state.value) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help(format!("the states are `{}`", texts.join("`, `"))),
    })
}

/// The text of an enum value.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The parameter that identifies the job: the last one in the path.
fn job_id(operation: &Operation, types: &[Type]) -> Option<MemberPath> {
    let path = operation.parameters.iter().filter(|it| it.location == Location::Path);
    let last = path.max_by_key(|it| operation.path.rfind(&format!("{{{}}}", it.wire_name)))?;
    let ty = resolved(&last.ty, types);
    let is_text = is_state(&ty, types) || ty == TypeRef::Uuid;
    is_text.then(|| MemberPath { steps: vec![MemberStep::Field(last.name.clone())], ty })
}
