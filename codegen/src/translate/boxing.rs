//! Boxes the fields of recursive types.
//!
//! Lists and maps store their items on the heap already. A depth-first search boxes the back edges of
//! the graph of by-value fields. Invariant afterwards: every type has a finite size.

use crate::rust::{Type, TypeId, TypeKind, TypeRef};

/// Boxes recursive fields.
pub(super) fn resolve(types: &mut [Type]) {
    let mut states = vec![State::New; types.len()];
    for start in 0..types.len() {
        visit(types, &mut states, TypeId(start));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Traverses by-value edges depth first, without recursion, and boxes back edges.
fn visit(types: &mut [Type], states: &mut [State], start: TypeId) {
    let mut path: Vec<(TypeId, Edges)> = Vec::new();
    open(types, states, &mut path, start);
    while let Some((current, edges)) = path.last_mut() {
        let current = *current;
        match edges.next() {
            None => {
                set(states, current, State::Done);
                path.pop();
            }
            Some((_, None)) => {}
            Some((position, Some(target))) => match states.get(target.0) {
                Some(State::Open) => put_in_box(types, current, position),
                Some(State::New) => open(types, states, &mut path, target),
                Some(State::Done) | None => {}
            },
        }
    }
}

/// The type that each part of a type contains by value; `None` for a part on the heap.
type Edges = std::iter::Enumerate<std::vec::IntoIter<Option<TypeId>>>;

fn open(types: &[Type], states: &mut [State], path: &mut Vec<(TypeId, Edges)>, id: TypeId) {
    if states.get(id.0) == Some(&State::New) {
        set(states, id, State::Open);
        path.push((id, edges(types, id)));
    }
}

fn set(states: &mut [State], id: TypeId, state: State) {
    if let Some(slot) = states.get_mut(id.0) {
        *slot = state;
    }
}

fn edges(types: &[Type], id: TypeId) -> Edges {
    let parts: Vec<&TypeRef> = match types.get(id.0).map(|ty| &ty.kind) {
        Some(TypeKind::Struct(object)) => object.fields.iter().map(|field| &field.ty).collect(),
        Some(TypeKind::Union(union)) => union.variants.iter().map(|variant| &variant.ty).collect(),
        Some(TypeKind::Alias(inner) | TypeKind::Newtype(inner)) => vec![inner],
        Some(TypeKind::Enum(_)) | None => Vec::new(),
    };
    let edges: Vec<_> = parts.into_iter().map(by_value).collect();
    edges.into_iter().enumerate()
}

/// Recursive: null is written once around a type, so at most two levels deep.
fn by_value(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Option(inner) => by_value(inner),
        _ => None,
    }
}

fn put_in_box(types: &mut [Type], id: TypeId, position: usize) {
    let Some(ty) = types.get_mut(id.0) else { return };
    let part = match &mut ty.kind {
        TypeKind::Struct(object) => object.fields.get_mut(position).map(|field| &mut field.ty),
        TypeKind::Union(union) => union.variants.get_mut(position).map(|variant| &mut variant.ty),
        TypeKind::Alias(inner) | TypeKind::Newtype(inner) => Some(inner),
        TypeKind::Enum(_) => None,
    };
    if let Some(part) = part {
        boxed(part);
    }
}

/// Recursive as [`by_value`] is.
fn boxed(ty: &mut TypeRef) {
    match ty {
        TypeRef::Option(inner) => boxed(inner),
        other => *other = TypeRef::Boxed(Box::new(other.clone())),
    }
}
