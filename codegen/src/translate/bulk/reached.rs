//! Follows a path through the types of a response, with `*` for each item of an array.
//!
//! Invariant: a path passes all variants of a union, because a body has one of several forms.

use std::collections::HashSet;

use super::{Problem, misfit, path};
use crate::ir::Spanned;
use crate::limits::NESTED_VARIANTS;
use crate::pointer::Pointer;
use crate::rust::{EnumRepr, Type, TypeKind, TypeRef, WirePath};

/// The path to a text or a number in a value of type `root`.
pub(super) fn text(
    pointer: &Spanned<Pointer>,
    root: &TypeRef,
    owner: &str,
    types: &[Type],
) -> Result<WirePath, Problem> {
    let found = reached(&pointer.value, root, types);
    if found.iter().any(|ty| is_text(ty, types)) {
        return Ok(path(&pointer.value));
    }
    Err(misfit(pointer, owner, "a string or an integer"))
}

/// The types of the items of the lists that a path leads to in a value of type `root`.
pub(super) fn items(pointer: &Pointer, root: &TypeRef, types: &[Type]) -> Vec<TypeRef> {
    let lists = reached(pointer, root, types).into_iter().filter_map(|ty| match ty {
        TypeRef::List(item) => Some(*item),
        _ => None,
    });
    forms(lists, types)
}

/// Whether values of the type have a text.
pub(super) fn is_text(ty: &TypeRef, types: &[Type]) -> bool {
    match ty {
        TypeRef::String | TypeRef::Integer(_) | TypeRef::IntegerAsString(_) | TypeRef::Uuid => true,
        TypeRef::Named(id) => types.get(id.0).is_some_and(|ty| match &ty.kind {
            TypeKind::Enum(values) => matches!(values.repr, EnumRepr::Text | EnumRepr::Integer),
            _ => false,
        }),
        _ => false,
    }
}

/// The types of the values that a path leads to. A step takes as long as there are types before it, and
/// a path has no more steps than the limit.
fn reached(pointer: &Pointer, root: &TypeRef, types: &[Type]) -> Vec<TypeRef> {
    pointer.tokens().fold(forms([root.clone()], types), |current, token| {
        let inside = current.into_iter().filter_map(|ty| match ty {
            TypeRef::List(item) if token == "*" => Some(*item),
            TypeRef::Named(id) => match &types.get(id.0)?.kind {
                TypeKind::Struct(object) => {
                    let field = object.fields.iter().find(|field| field.wire == token)?;
                    Some(field.ty.clone())
                }
                _ => None,
            },
            _ => None,
        });
        forms(inside, types)
    })
}

/// The forms of values of these types: those behind aliases and options, and of each variant of a
/// union. Each type is visited once, and no more of them than the limit of variants.
fn forms(all: impl IntoIterator<Item = TypeRef>, types: &[Type]) -> Vec<TypeRef> {
    let mut pending: Vec<TypeRef> = all.into_iter().collect();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    while let Some(ty) = pending.pop() {
        if seen.len() > NESTED_VARIANTS || !seen.insert(ty.clone()) {
            continue;
        }
        match &ty {
            TypeRef::Option(inner) | TypeRef::Boxed(inner) => pending.push((**inner).clone()),
            TypeRef::Named(id) => match types.get(id.0).map(|ty| &ty.kind) {
                Some(TypeKind::Alias(inner) | TypeKind::Newtype(inner)) => {
                    pending.push(inner.clone());
                }
                Some(TypeKind::Union(union)) => {
                    pending.extend(union.variants.iter().map(|variant| variant.ty.clone()));
                }
                _ => found.push(ty),
            },
            _ => found.push(ty),
        }
    }
    found
}
