//! Resolves the list of items in the body of a request.
//!
//! Invariant: a body with nothing but the list matches its schema.

use super::{Problem, limits, misfit, not_bulk, path};
use crate::analysis::Family;
use crate::ir::{self, Kind, SchemaId, Schemas, Spanned};
use crate::pointer::Pointer;
use crate::rust::{
    BodyForm, BodyFormat, BodyKind, BulkBody, MemberPath, MemberStep, Operation, TypeId, TypeKind,
    TypeRef,
};
use crate::translate::member_path::{member_path, resolved};
use crate::translate::types::Types;

/// The list of items in the body of the operation.
pub(super) fn resolve(
    bulk: &ir::Bulk,
    operation: &Operation,
    described: &ir::Operation,
    types: &Types<'_>,
) -> Result<BulkBody, Problem> {
    let (list, root) = match &bulk.list {
        Some(list) => (list.value.clone(), list.clone()),
        None => {
            (Pointer::root(), Spanned { value: Pointer::root(), pointer: bulk.pointer.clone() })
        }
    };
    let form = operation.body.as_ref().map(|body| &body.kind);
    let is_json =
        matches!(form, Some(BodyKind::Single(BodyForm { format: BodyFormat::Json(_), .. })));
    let schema = described.body.as_ref().filter(|_| is_json).and_then(|body| {
        let schemas = &types.ir.schemas;
        body.content.iter().find(|it| Family::of(it, schemas) == Family::Json)?.schema
    });
    let found = schema.map(|schema| find(schema, &list, bulk, &types.ir.schemas)).transpose()?;
    let Some((list_schema, items)) = found.flatten() else {
        return Err(misfit(&root, "the JSON body of the request", "a list"));
    };
    let schema = &types.ir.schemas[list_schema];
    let Some(max_items) = schema.rare.max_items.filter(|items| *items > 0) else {
        let message = "the list of items has no `maxItems`";
        return Err(Box::new(
            not_bulk(&root.pointer, message)
                .related_to(&schema.pointer, "this list")
                .help("write the maximum number of items in a request as `maxItems` of the list"),
        ));
    };
    let item = object(&types.type_ref(items), types).ok_or_else(|| {
        Box::new(
            not_bulk(&root.pointer, "the items of the list are not objects")
                .related_to(&types.ir.schemas[items].pointer, "this is an item")
                .help("describe an item by an object schema"),
        )
    })?;
    let (limits, patterns) = limits::of(items, &types.ir.schemas);
    Ok(BulkBody {
        item,
        max_items,
        max_bytes: bulk.max_bytes,
        members: path(&list),
        id_path: path(&bulk.item.id.value),
        reference_path: path(&bulk.item.reference.value),
        limits,
        patterns,
        id: member(&bulk.item.id, item, types)
            .filter(|member| matches!(member.steps.last(), Some(MemberStep::Field(_))))
            .ok_or_else(|| misfit(&bulk.item.id, "an item", "required and a string"))?,
        reference: member(&bulk.item.reference, item, types)
            .ok_or_else(|| misfit(&bulk.item.reference, "an item", "a string"))?,
    })
}

/// The list that a pointer leads to, and its items. A union is passed where one variant only has
/// such a member or is such a list.
fn find(
    body: SchemaId,
    list: &Pointer,
    bulk: &ir::Bulk,
    schemas: &Schemas,
) -> Result<Option<(SchemaId, SchemaId)>, Problem> {
    let mut current = body;
    for token in list.tokens() {
        let mut objects =
            variants(current, schemas).into_iter().filter_map(|id| match &schemas[id].kind {
                Kind::Object(object) => Some((id, object, *object.properties.get(&*token)?)),
                _ => None,
            });
        let Some((id, object, member)) = objects.next() else { return Ok(None) };
        if let Some(other) = object.required.iter().find(|name| **name != token) {
            let message = format!("the request requires `{other}` besides the list of items");
            let pointer = bulk.list.as_ref().map_or(&bulk.pointer, |list| &list.pointer);
            return Err(Box::new(
                not_bulk(pointer, message)
                    .related_to(&schemas[id].pointer, "it is required here")
                    .help("make it optional, or remove `x-bulk`"),
            ));
        }
        current = member;
    }
    let mut lists =
        variants(current, schemas).into_iter().filter_map(|id| match schemas[id].kind {
            Kind::Array(Some(items)) => Some((id, items)),
            _ => None,
        });
    Ok(lists.next().filter(|_| lists.next().is_none()))
}

/// The schema itself, or the variants of the union that it is.
fn variants(schema: SchemaId, schemas: &Schemas) -> Vec<SchemaId> {
    let target = schemas.target(schema);
    match &schemas[target].kind {
        Kind::Union(union) => union.variants.iter().map(|id| schemas.target(*id)).collect(),
        _ => vec![target],
    }
}

/// The struct that a type is.
fn object(ty: &TypeRef, types: &Types<'_>) -> Option<TypeId> {
    let TypeRef::Named(id) = resolved(ty, &types.all) else { return None };
    matches!(types.all.get(id.0)?.kind, TypeKind::Struct(_)).then_some(id)
}

/// The member of an item that is a string. It may be absent, and all objects around it are required.
fn member(pointer: &Spanned<Pointer>, item: TypeId, types: &Types<'_>) -> Option<MemberPath> {
    let (steps, ty) = member_path(&pointer.value, item, &types.all)?;
    let ty = resolved(&ty, &types.all);
    let is_there = steps
        .split_last()
        .is_some_and(|(_, way)| way.iter().all(|step| matches!(step, MemberStep::Field(_))));
    (ty == TypeRef::String && is_there).then_some(MemberPath { steps, ty })
}
