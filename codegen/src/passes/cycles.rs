//! Breaks cycles of schemas that contain each other without a property or a list between them.
//!
//! A reference describes the same value as its target, a union the same as one of its variants, and an
//! `allOf` the same as all of its members. This is the one place that decides about cycles of these. It
//! runs before `allOf` is merged, and again afterwards, because merging adds unions. Invariant: no
//! schema contains itself by references and members of `allOf`, nor by references and variants.

mod own_unions;

use indexmap::IndexSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Kind, SchemaId, SchemaSet, Schemas, cyclic, strongly_connected};
use crate::pointer::bundled;

/// Breaks all cycles, with a warning for each schema that changes.
pub(super) fn break_cycles(schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    collapse(schemas, members, diagnostics);
    own_unions::leave_out(schemas, diagnostics);
    collapse(schemas, variants, diagnostics);
}

/// The target of a reference or the members of an `allOf`.
fn members(kind: &Kind) -> &[SchemaId] {
    match kind {
        Kind::Reference(target) => std::slice::from_ref(target),
        Kind::AllOf(members) => members,
        _ => &[],
    }
}

/// The target of a reference or the variants of a union.
fn variants(kind: &Kind) -> &[SchemaId] {
    match kind {
        Kind::Reference(target) => std::slice::from_ref(target),
        Kind::Union(union) => &union.variants,
        _ => &[],
    }
}

/// Collapses each cycle. Schemas that contain each other describe the same values, so the first of
/// them gets the parts of all, and the others refer to it.
fn collapse(schemas: &mut Schemas, parts: fn(&Kind) -> &[SchemaId], diagnostics: &mut Diagnostics) {
    let edges = |id: SchemaId| parts(&schemas[id].kind).to_vec();
    let found = strongly_connected(schemas.ids(), edges).into_iter();
    let cycles: Vec<_> = found.filter(|component| cyclic(component, edges)).collect();
    for cycle in cycles {
        let is_reference = |id: &SchemaId| matches!(schemas[*id].kind, Kind::Reference(_));
        let (references, composed): (Vec<_>, Vec<_>) =
            cycle.iter().partition(|id| is_reference(id));
        let Some((first, others)) = composed.split_first().or(references.split_first()) else {
            continue;
        };
        let inside: SchemaSet = cycle.iter().copied().collect();
        let all = composed.iter().flat_map(|id| parts(&schemas[*id].kind));
        let outside: IndexSet<SchemaId> = all.copied().filter(|id| !inside.contains(id)).collect();
        diagnostics.push(recursive(schemas, *first));
        for other in others.iter().filter(|_| !composed.is_empty()) {
            diagnostics.push(same_values(schemas, *other, *first));
            schemas[*other].kind = Kind::Reference(*first);
        }
        match &mut schemas[*first].kind {
            Kind::AllOf(members) if !outside.is_empty() => *members = outside.into_iter().collect(),
            Kind::Union(union) if !outside.is_empty() => {
                union.variants = outside.into_iter().collect();
            }
            nothing_else => *nothing_else = Kind::Any,
        }
    }
}

/// Reports a schema that contains itself.
fn recursive(schemas: &Schemas, id: SchemaId) -> Diagnostic {
    let (code, message, label, help) = match &schemas[id].kind {
        Kind::AllOf(_) => (
            "endless-all-of",
            "this schema contains itself by `allOf`",
            "the recursive member is ignored",
            "use a property to refer to it",
        ),
        Kind::Union(_) => (
            "endless-union",
            "this union is a variant of itself",
            "the recursive variant is ignored",
            "use a property to refer to it",
        ),
        _ => (
            "endless-reference",
            "this schema only refers to itself",
            "the type is a JSON value",
            "describe the values, or remove the schema",
        ),
    };
    let diagnostic = Diagnostic::warning(code, &schemas[id].pointer, message);
    diagnostic.at_key().label(label).help(help)
}

/// Reports a schema on a cycle that has become a reference to the first.
fn same_values(schemas: &Schemas, id: SchemaId, first: SchemaId) -> Diagnostic {
    let first = bundled::display(&schemas[first].pointer.to_string());
    recursive(schemas, id).label(format!("it describes the same values as `{first}`"))
}
