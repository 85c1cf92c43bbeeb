//! Decides what each type derives: what its parts allow, and what the description or an option asks for.
//!
//! Invariant: the parts of a type with an order have one, and an order that cannot be derived for a
//! schema that asks for it is reported.

use std::collections::HashSet;

use super::comparison;
use super::types::Types;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, Derive, SchemaId, Spanned, StandardTrait};
use crate::rust::{Comparison, Derives, Type, TypeId, TypeKind, TypeRef};

/// Sets what all types derive.
pub(super) fn resolve(ir: &ir::Api, types: &mut Types<'_>, diagnostics: &mut Diagnostics) {
    let possible = comparison::of_types(&types.all);
    let mut ordered = ordered_by_option(&ir.derives, &possible);
    for ty in &mut types.all {
        let macros = ir.derives.iter().filter_map(|derive| match derive {
            Derive::Foreign(path) => Some(path.clone()),
            Derive::Standard(_) => None,
        });
        ty.derives = Derives { comparison: Comparison::NONE, macros: macros.collect() };
    }
    // Schemas that are equal share a type.
    let mut seen: HashSet<TypeId> = HashSet::new();
    for id in ir.schemas.ids().filter(|id| !ir.schemas[*id].rare.derives.is_empty()) {
        match types.id(id) {
            Some(own) if !seen.insert(own) => {}
            own => of_schema(ir, id, own, types, &possible, &mut ordered, diagnostics),
        }
    }
    add_parts(&mut ordered, &types.all);
    for (position, ty) in types.all.iter_mut().enumerate() {
        let equality = possible.get(position).is_some_and(|it| it.equality);
        ty.derives.comparison = Comparison { equality, order: ordered.contains(&TypeId(position)) };
    }
}

/// The types that have an order because all types are asked for one.
fn ordered_by_option(wanted: &[Derive], possible: &[Comparison]) -> HashSet<TypeId> {
    let orders = wanted.iter().filter_map(|derive| match derive {
        Derive::Standard(wanted) if is_order(*wanted) => Some(*wanted),
        _ => None,
    });
    let orders: Vec<StandardTrait> = orders.collect();
    let numbered = possible.iter().enumerate();
    let ordered = numbered.filter(|(_, it)| orders.iter().any(|wanted| has(**it, *wanted)));
    ordered.map(|(position, _)| TypeId(position)).collect()
}

/// Adds what one schema asks for to its type.
fn of_schema(
    ir: &ir::Api,
    id: SchemaId,
    own: Option<TypeId>,
    types: &mut Types<'_>,
    possible: &[Comparison],
    ordered: &mut HashSet<TypeId>,
    diagnostics: &mut Diagnostics,
) {
    for asked in &ir.schemas[id].rare.derives {
        let Some((id, ty)) = own.and_then(|id| Some((id, types.all.get_mut(id.0)?))) else {
            diagnostics.push(without_type(asked));
            continue;
        };
        match &asked.value {
            _ if matches!(ty.kind, TypeKind::Alias(_)) => diagnostics.push(without_type(asked)),
            Derive::Foreign(path) => {
                match ty.derives.macros.iter().find(|it| it.name() == path.name()) {
                    Some(known) if known != path => diagnostics.push(twice(asked, known.as_str())),
                    Some(_) => {}
                    None => ty.derives.macros.push(path.clone()),
                }
            }
            Derive::Standard(wanted) => {
                let comparison = possible.get(id.0).copied().unwrap_or_default();
                if !has(comparison, *wanted) {
                    diagnostics.push(impossible(asked, *wanted, ty, possible));
                } else if is_order(*wanted) {
                    ordered.insert(id);
                }
            }
        }
    }
}

/// Adds the types that ordered ones consist of, which have an order as well.
fn add_parts(ordered: &mut HashSet<TypeId>, types: &[Type]) {
    let mut pending: Vec<TypeId> = ordered.iter().copied().collect();
    while let Some(id) = pending.pop() {
        let parts = types.get(id.0).map(|ty| ty.kind.parts()).unwrap_or_default();
        let parts = parts.into_iter().filter_map(TypeRef::named);
        pending.extend(parts.filter(|part| ordered.insert(*part)));
    }
}

fn is_order(wanted: StandardTrait) -> bool {
    matches!(wanted, StandardTrait::Ord | StandardTrait::PartialOrd)
}

/// Whether a type that compares so can derive a trait.
fn has(comparison: Comparison, wanted: StandardTrait) -> bool {
    match wanted {
        StandardTrait::Eq | StandardTrait::Hash => comparison.equality,
        StandardTrait::PartialOrd => comparison.order,
        StandardTrait::Ord => comparison.is_total(),
    }
}

fn impossible(
    asked: &Spanned<Derive>,
    wanted: StandardTrait,
    ty: &Type,
    possible: &[Comparison],
) -> Diagnostic {
    let name = wanted.name();
    let lacks = |part: &TypeRef| !has(comparison::of_part(part, possible), wanted);
    let reason = match &ty.kind {
        kind if !has(comparison::of_kind(kind), wanted) => {
            format!("it keeps values that are not listed as JSON, which has no `{name}`")
        }
        TypeKind::Struct(object) => match object.fields.iter().find(|field| lacks(&field.ty)) {
            Some(field) => format!("the member `{}` has no `{name}`", field.wire),
            None => format!("its undeclared members have no `{name}`"),
        },
        _ => format!("its content has no `{name}`"),
    };
    let message = format!("the type cannot derive `{name}`: {reason}");
    Diagnostic::warning("ignored-derive", &asked.pointer, message).label("not derived").note(
        "numbers have no `Eq`, `Hash` and `Ord`; dates and JSON values have no `PartialOrd` and \
         `Ord`; types of other crates have none of them",
    )
}

fn twice(asked: &Spanned<Derive>, known: &str) -> Diagnostic {
    let message = format!("the type derives `{known}` already, which has the same name");
    Diagnostic::warning("ignored-derive", &asked.pointer, message).label("not derived")
}

fn without_type(asked: &Spanned<Derive>) -> Diagnostic {
    let message = "the schema has no struct and no enum that could derive it";
    Diagnostic::warning("ignored-derive", &asked.pointer, message)
        .label("not derived")
        .note("scalars, lists and maps are types of Rust")
}
