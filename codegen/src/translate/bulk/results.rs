//! Resolves the results of a job in the response that has them.
//!
//! Invariant: all lists have items of one type, and each pointer leads to something in one of the forms
//! of the response.

use std::collections::HashSet;

use super::reached;
use super::{Problem, misfit, not_bulk, path, value};
use crate::diagnostics::Diagnostics;
use crate::ir::{self, Spanned};
use crate::pointer::Pointer;
use crate::rust::{BulkCall, BulkResults, MemberPath, Type, TypeId, TypeKind, TypeRef, WirePath};
use crate::translate::member_path::{member_path, resolved};
use crate::translate::pollers::{is_state, unlisted_state};

/// The results in a response of the type `response`.
pub(super) fn resolve(
    results: &ir::BulkResults,
    call: BulkCall,
    response: &TypeRef,
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Result<BulkResults, Problem> {
    let result = result(results, response, types)?;
    let text = |pointer: &Spanned<Pointer>| {
        let found = member(pointer, result, types).filter(|member| member.ty == TypeRef::String);
        found.ok_or_else(|| misfit(pointer, "a result", "a string"))
    };
    let reference = text(&results.reference)?;
    let id = results.id.as_ref().map(text).transpose()?;
    let status = member(&results.status, result, types);
    let status = status
        .filter(|member| is_state(&member.ty, types))
        .ok_or_else(|| misfit(&results.status, "a result", "a string, an integer or a boolean"))?;
    let changed_ids = results.changed_ids.iter().map(|pointer| ids(pointer, response, types));
    let changed_ids = changed_ids.collect::<Result<_, _>>()?;
    for value in results.succeeded.iter().chain(&results.failed) {
        diagnostics.extend(unlisted_state(value, &status.ty, types));
    }
    let mut known = HashSet::new();
    let mut values = |all: &[Spanned<String>]| -> Vec<String> {
        all.iter().map(value).filter(|value| known.insert(value.clone())).collect()
    };
    Ok(BulkResults {
        call,
        lists: results.lists.iter().map(|pointer| path(&pointer.value)).collect(),
        changed_ids,
        result,
        reference,
        id,
        status,
        succeeded: values(&results.succeeded),
        failed: values(&results.failed),
    })
}

/// The type of a result.
fn result(
    results: &ir::BulkResults,
    response: &TypeRef,
    types: &[Type],
) -> Result<TypeId, Problem> {
    let mut found: Option<(TypeId, &Spanned<Pointer>)> = None;
    for pointer in &results.lists {
        let items = reached::items(&pointer.value, response, types);
        let mut objects = items.iter().filter_map(|item| object(item, types));
        let Some(own) = objects.next() else {
            return Err(misfit(pointer, "the response", "a list of objects"));
        };
        let other = objects.find(|other| *other != own);
        let other = other.or_else(|| found.map(|(id, _)| id).filter(|known| *known != own));
        if other.is_some() {
            let problem = not_bulk(&pointer.pointer, "the lists have results of several types");
            return Err(Box::new(problem.help("describe the results by the same schema")));
        }
        found = Some((own, pointer));
    }
    let none = || not_bulk(&results.operation.pointer, "there is no list of results");
    found.map(|(id, _)| id).ok_or_else(|| Box::new(none()))
}

/// The path to a list of ids.
fn ids(
    pointer: &Spanned<Pointer>,
    response: &TypeRef,
    types: &[Type],
) -> Result<WirePath, Problem> {
    let items = reached::items(&pointer.value, response, types);
    if items.iter().any(|item| reached::is_text(item, types)) {
        return Ok(path(&pointer.value));
    }
    Err(misfit(pointer, "the response", "a list of strings"))
}

/// The struct that a type is.
fn object(ty: &TypeRef, types: &[Type]) -> Option<TypeId> {
    let TypeRef::Named(id) = ty else { return None };
    matches!(types.get(id.0)?.kind, TypeKind::Struct(_)).then_some(*id)
}

/// The member of a result, with its type behind aliases.
fn member(pointer: &Spanned<Pointer>, result: TypeId, types: &[Type]) -> Option<MemberPath> {
    let (steps, ty) = member_path(&pointer.value, result, types)?;
    Some(MemberPath { steps, ty: resolved(&ty, types) })
}
