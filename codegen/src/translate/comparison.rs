//! Computes how the values of each type can compare: as its least comparable part does.
//!
//! Types may be recursive, so all begin with all comparisons, and a type that lacks one passes that on
//! to those that contain it. Invariant: a type loses each comparison once, so that the time is linear
//! in the number of parts.

use crate::rust::{Comparison, EnumRepr, Type, TypeId, TypeKind, TypeRef};

/// What the values of each type have, in the order of the types.
pub(super) fn of_types(types: &[Type]) -> Vec<Comparison> {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    let mut all: Vec<Comparison> = Vec::with_capacity(types.len());
    for (position, ty) in types.iter().enumerate() {
        let mut own = of_kind(&ty.kind);
        for part in ty.kind.parts() {
            match part.leaf() {
                TypeRef::Named(id) => {
                    users.get_mut(id.0).into_iter().for_each(|all| all.push(TypeId(position)));
                }
                leaf => own = own.and(of_leaf(leaf)),
            }
        }
        all.push(own);
    }
    let mut pending: Vec<TypeId> = (0..types.len()).map(TypeId).collect();
    while let Some(id) = pending.pop() {
        let Some(comparison) = all.get(id.0).copied() else { continue };
        for user in users.get(id.0).into_iter().flatten() {
            let Some(known) = all.get_mut(user.0) else { continue };
            let less = known.and(comparison);
            if less != *known {
                *known = less;
                pending.push(*user);
            }
        }
    }
    all
}

/// What the values of a part have.
pub(super) fn of_part(part: &TypeRef, types: &[Comparison]) -> Comparison {
    match part.leaf() {
        TypeRef::Named(id) => types.get(id.0).copied().unwrap_or_default(),
        leaf => of_leaf(leaf),
    }
}

/// What a type allows apart from its parts. Unions and enums of several types keep unknown values as
/// `serde_json::Value`.
pub(super) fn of_kind(kind: &TypeKind) -> Comparison {
    match kind {
        TypeKind::Union(_) => of_leaf(&TypeRef::Value),
        TypeKind::Enum(listed) if listed.repr == EnumRepr::Mixed => of_leaf(&TypeRef::Value),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Alias(_) | TypeKind::Newtype(_) => {
            Comparison::TOTAL
        }
    }
}

/// Dates are compared by their text, which is not in the order of time.
fn of_leaf(ty: &TypeRef) -> Comparison {
    match ty {
        TypeRef::Number => Comparison::ORDER,
        TypeRef::File | TypeRef::Foreign(_) => Comparison::NONE,
        TypeRef::DateTime | TypeRef::Date | TypeRef::Value | TypeRef::JsonObject => {
            Comparison::EQUALITY
        }
        _ => Comparison::TOTAL,
    }
}
