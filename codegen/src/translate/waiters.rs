//! `x-waiter` to a method of the client that waits for a job.
//!
//! Invariant: what is left leads through the type that the operation answers with, to members whose
//! types can tell a state or a number. What leads nowhere is reported and left out.

use serde_json::Value;

use super::members::{member, resolved};
use super::operations::Named;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, IntegerKind, Located, Location};
use crate::pointer::Pointer;
use crate::rust::{
    Content, LinkStep, Member, Operation, OutcomeKind, Repr, Type, TypeId, TypeKind, TypeRef,
    Waiter,
};
use crate::similar;

/// Gives each operation its waiter. `operations` are all there are.
pub(super) fn add(
    operations: &mut [Operation],
    ir: &ir::Api,
    named: &[Named],
    types: &[Type],
    diagnostics: &mut Diagnostics,
) {
    for ((operation, ir), named) in operations.iter_mut().zip(&ir.operations).zip(named) {
        let Some((ir, name)) = ir.waiter.as_ref().zip(named.waiter.as_ref()) else { continue };
        let Some(answer) = answer(operation) else {
            diagnostics.push(without_answer(ir));
            continue;
        };
        let Some(state) = state(ir, answer, types, diagnostics) else { continue };
        operation.waiter = Some(Waiter {
            name: name.clone(),
            answer,
            state,
            done: texts(&ir.done),
            failed: texts(&ir.failed),
            complete: ir.complete.as_ref().and_then(|at| count(at, answer, types, diagnostics)),
            total: ir.total.as_ref().and_then(|at| count(at, answer, types, diagnostics)),
            job_id: job_id(operation, types),
        });
    }
}

/// The type that an operation always answers with.
fn answer(operation: &Operation) -> Option<TypeId> {
    match &operation.success.kind {
        OutcomeKind::Single(Content::Json(TypeRef::Named(id))) => Some(*id),
        _ => None,
    }
}

fn without_answer(waiter: &ir::Waiter) -> Diagnostic {
    let message = "the answers of this operation have no type that could tell the state of a job";
    Diagnostic::warning("misfitting-waiter", &waiter.pointer, message)
        .at_key()
        .label("nothing waits for this job")
        .help("describe one schema of an object for all answers of success")
}

fn texts(states: &[Located<String>]) -> Vec<String> {
    states.iter().map(|state| state.value.clone()).collect()
}

/// The member that holds the state.
fn state(
    waiter: &ir::Waiter,
    answer: TypeId,
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Option<Member> {
    let found = find(&waiter.state.value, answer, types);
    let found = found.filter(|member| tells_state(&member.ty, types));
    if found.is_none() {
        let problem = misfit(&waiter.state, "text, a number without a fraction, or a boolean");
        diagnostics.push(problem.label("nothing waits for this job"));
    }
    if let Some(member) = &found {
        for state in waiter.done.iter().chain(&waiter.failed) {
            if let Some(slip) = never(state, &member.ty, types) {
                diagnostics.push(slip);
            }
        }
    }
    found
}

/// Whether values of the type can be written as text.
fn tells_state(ty: &TypeRef, types: &[Type]) -> bool {
    match ty {
        TypeRef::String | TypeRef::Boolean | TypeRef::Integer(_) => true,
        TypeRef::Named(id) => types.get(id.0).is_some_and(|ty| match &ty.kind {
            TypeKind::Enum(values) => matches!(values.repr, Repr::Text | Repr::Integer),
            _ => false,
        }),
        _ => false,
    }
}

/// The member that counts something.
fn count(
    at: &Located<Pointer>,
    answer: TypeId,
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Option<Member> {
    let fits = |ty: &TypeRef| matches!(ty, TypeRef::Integer(kind) if *kind != IntegerKind::U64);
    let found = find(&at.value, answer, types).filter(|member| fits(&member.ty));
    if found.is_none() {
        let problem = misfit(at, "a number without a fraction");
        diagnostics.push(problem.label("this number is left out of the progress"));
    }
    found
}

/// The member that a pointer into the answer leads to, with the type behind aliases.
fn find(pointer: &Pointer, answer: TypeId, types: &[Type]) -> Option<Member> {
    let (steps, ty) = member(pointer, answer, types)?;
    Some(Member { steps, ty: resolved(&ty, types) })
}

fn misfit(at: &Located<Pointer>, wanted: &str) -> Diagnostic {
    let message = format!("answers have no member at `{}` that is {wanted}", at.value.as_str());
    Diagnostic::warning("misfitting-waiter", &at.place, message)
        .note("the pointer begins at the top of the answer's body, and leads through objects only")
        .help("correct the pointer, or describe the member in the schema of the answer")
}

/// A state that the enum does not list, which is probably a slip.
fn never(state: &Located<String>, ty: &TypeRef, types: &[Type]) -> Option<Diagnostic> {
    let TypeRef::Named(id) = ty else { return None };
    let TypeKind::Enum(listed) = &types.get(id.0)?.kind else { return None };
    let texts: Vec<String> = listed.values.iter().map(|value| text(&value.value)).collect();
    if texts.contains(&state.value) {
        return None;
    }
    let message = format!("the state is never `{}` by its schema", state.value);
    let diagnostic = Diagnostic::warning("unknown-state", &state.place, message)
        .label("taken all the same, for servers that send more than is described");
    Some(match similar::nearest(texts.iter().map(String::as_str), &state.value) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help(format!("the states are `{}`", texts.join("`, `"))),
    })
}

/// A value of an enum as its type writes it.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The parameter that names the job: the last one in the path.
fn job_id(operation: &Operation, types: &[Type]) -> Option<Member> {
    let path = operation.parameters.iter().filter(|it| it.location == Location::Path);
    let last = path.max_by_key(|it| operation.path.rfind(&format!("{{{}}}", it.wire_name)))?;
    let ty = resolved(&last.ty, types);
    let is_text = tells_state(&ty, types) || ty == TypeRef::Uuid;
    is_text.then(|| Member { steps: vec![LinkStep::Field(last.name.clone())], ty })
}
