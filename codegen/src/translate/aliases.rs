//! Turns aliases that refer to themselves, or are nested too deep, into newtypes.
//!
//! The compiler expands aliases, so a long chain of lists of lists is one type to it. Invariant
//! afterwards: a type without its aliases has at most
//! [`ALIAS_NESTING`](crate::limits::ALIAS_NESTING) levels, so that code may follow aliases recursively.

use std::collections::{HashMap, HashSet};

use crate::limits;
use crate::rust::{Type, TypeId, TypeKind, TypeRef};

/// Bounds the nesting of aliases.
pub(super) fn bound(types: &mut [Type]) {
    let mut nesting: HashMap<TypeId, usize> = HashMap::new();
    for start in 0..types.len() {
        let chain = chain(types, TypeId(start), &nesting);
        for id in chain.into_iter().rev() {
            let Some(target) = alias(types, id) else { continue };
            let inside = target.named().and_then(|inner| nesting.get(&inner)).copied();
            let levels = levels(target) + inside.unwrap_or_default();
            let is_alias = levels <= limits::ALIAS_NESTING;
            nesting.insert(id, if is_alias { levels } else { 0 });
            if !is_alias {
                newtype(types, id);
            }
        }
    }
}

/// The aliases from `start` on whose nesting is unknown. If they end in a cycle, it is cut first.
fn chain(types: &mut [Type], start: TypeId, known: &HashMap<TypeId, usize>) -> Vec<TypeId> {
    let mut chain = Vec::new();
    let mut seen = HashSet::new();
    let mut current = start;
    while let Some(target) = alias(types, current).filter(|_| !known.contains_key(&current)) {
        if !seen.insert(current) {
            newtype(types, current);
            break;
        }
        chain.push(current);
        let Some(next) = target.named() else { break };
        current = next;
    }
    chain
}

fn alias(types: &[Type], id: TypeId) -> Option<&TypeRef> {
    match &types.get(id.0)?.kind {
        TypeKind::Alias(target) => Some(target),
        _ => None,
    }
}

fn newtype(types: &mut [Type], id: TypeId) {
    if let Some(ty) = types.get_mut(id.0)
        && let TypeKind::Alias(inner) = &ty.kind
    {
        ty.kind = TypeKind::Newtype(inner.clone());
    }
}

/// The levels of a type, itself included. Recursive: as deep as a type is written inline.
fn levels(ty: &TypeRef) -> usize {
    match ty {
        TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Option(inner)
        | TypeRef::Boxed(inner) => levels(inner) + 1,
        _ => 1,
    }
}
