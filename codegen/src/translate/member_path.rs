//! Resolves a pointer into a response body to a path of fields.
//!
//! Invariant: the path passes structs only, and marks each step at which the value may be missing.

use crate::pointer::Pointer;
use crate::rust::{MemberStep, Presence, Type, TypeKind, TypeRef};

/// The path to a member of a value of type `root`, and the type of the member.
pub(super) fn member_path(
    pointer: &Pointer,
    root: impl Into<TypeRef>,
    types: &[Type],
) -> Option<(Vec<MemberStep>, TypeRef)> {
    let mut steps = Vec::new();
    let mut current = root.into();
    for token in pointer.tokens() {
        if let TypeRef::Option(inner) = &current {
            steps.push(MemberStep::Option);
            current = (**inner).clone();
        }
        let TypeRef::Named(id) = resolved(&current, types) else { return None };
        let TypeKind::Struct(object) = &types.get(id.0)?.kind else { return None };
        let field = object.fields.iter().find(|field| field.wire == token)?;
        steps.push(MemberStep::Field(field.name.clone()));
        match field.presence {
            Presence::Required => {}
            Presence::Optional | Presence::WriteOnly => steps.push(MemberStep::Option),
            Presence::Nullable => steps.push(MemberStep::Nullable),
        }
        current = field.ty.clone();
    }
    if let TypeRef::Option(inner) = &current {
        steps.push(MemberStep::Option);
        current = (**inner).clone();
    }
    Some((steps, current))
}

/// The type behind aliases and boxes.
pub(super) fn resolved(ty: &TypeRef, types: &[Type]) -> TypeRef {
    let mut current = ty.clone();
    for _ in 0..types.len() + 8 {
        current = match &current {
            TypeRef::Boxed(inner) => (**inner).clone(),
            TypeRef::Named(id) => match types.get(id.0).map(|ty| &ty.kind) {
                Some(TypeKind::Alias(target)) => target.clone(),
                _ => return current,
            },
            _ => return current,
        };
    }
    current
}
