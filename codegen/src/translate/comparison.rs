//! Computes how the values of each type compare: as its least comparable part does.
//!
//! Types may be recursive, so all begin with the greatest comparison that is wanted, and a type that
//! has less passes that on to those that contain it. Invariant: a type is lowered once for each kind of comparison at most, so
//! that the time is linear in the number of parts.

use crate::rust::{Comparison, EnumRepr, Type, TypeId, TypeKind, TypeRef};

/// Sets the comparison of all types, which is `wanted` at most.
pub(super) fn resolve(types: &mut [Type], wanted: Comparison) {
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    for (position, ty) in types.iter_mut().enumerate() {
        ty.comparison = of_kind(&ty.kind).min(wanted);
        for part in ty.kind.parts() {
            match part.leaf() {
                TypeRef::Named(id) => {
                    users.get_mut(id.0).into_iter().for_each(|all| all.push(TypeId(position)));
                }
                leaf => ty.comparison = ty.comparison.min(of_leaf(leaf)),
            }
        }
    }
    let mut pending: Vec<TypeId> = (0..types.len()).map(TypeId).collect();
    while let Some(id) = pending.pop() {
        let Some(comparison) = types.get(id.0).map(|ty| ty.comparison) else { continue };
        for user in users.get(id.0).into_iter().flatten() {
            let user_type = types.get_mut(user.0).filter(|ty| ty.comparison > comparison);
            if let Some(user_type) = user_type {
                user_type.comparison = comparison;
                pending.push(*user);
            }
        }
    }
}

/// What a type allows apart from its parts. Unions and enums of several types keep unknown values as
/// `serde_json::Value`.
fn of_kind(kind: &TypeKind) -> Comparison {
    match kind {
        TypeKind::Union(_) => of_leaf(&TypeRef::Value),
        TypeKind::Enum(listed) if listed.repr == EnumRepr::Mixed => of_leaf(&TypeRef::Value),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Alias(_) | TypeKind::Newtype(_) => {
            Comparison::Order
        }
    }
}

/// Dates are compared by their text, which is not in the order of time.
fn of_leaf(ty: &TypeRef) -> Comparison {
    match ty {
        TypeRef::Number | TypeRef::File | TypeRef::Foreign(_) => Comparison::Partial,
        TypeRef::DateTime | TypeRef::Date | TypeRef::Value | TypeRef::JsonObject => {
            Comparison::Equality
        }
        _ => Comparison::Order,
    }
}
