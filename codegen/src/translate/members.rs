//! A pointer into the body of an answer to the fields on the way there.
//!
//! Invariant: the way leads through structs only, and tells of each step whether there may be nothing.

use crate::pointer::Pointer;
use crate::rust::{LinkStep, Presence, Type, TypeKind, TypeRef};

/// The way to a member of the answer, and its type.
pub(super) fn member(
    pointer: &Pointer,
    answer: impl Into<TypeRef>,
    types: &[Type],
) -> Option<(Vec<LinkStep>, TypeRef)> {
    let mut steps = Vec::new();
    let mut current = answer.into();
    for token in pointer.tokens() {
        if let TypeRef::Option(inner) = &current {
            steps.push(LinkStep::Option);
            current = (**inner).clone();
        }
        let TypeRef::Named(id) = resolved(&current, types) else { return None };
        let TypeKind::Struct(object) = &types.get(id.0)?.kind else { return None };
        let field = object.fields.iter().find(|field| field.wire == token)?;
        steps.push(LinkStep::Field(field.name.clone()));
        match field.presence {
            Presence::Required => {}
            Presence::Optional => steps.push(LinkStep::Option),
            Presence::Nullable => steps.push(LinkStep::Nullable),
        }
        current = field.ty.clone();
    }
    if let TypeRef::Option(inner) = &current {
        steps.push(LinkStep::Option);
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
