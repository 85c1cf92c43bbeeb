//! Selects the schemas that become named types.
//!
//! Objects with declared properties, enums and unions become types wherever they occur; so does
//! every component and every schema that a `$ref` targets. All other schemas are written inline where
//! they are used. Merging `allOf` can make lists and maps of these that contain themselves or are
//! nested in many others. Invariant: such a list or map is a type, so that writing a schema inline
//! takes at most [`INLINE_NESTING`] steps more than its nesting in the description.

use super::reachability::children;
use crate::ir::{
    self, Additional, DepthFirst, EnumRepr, Kind, MediaType, Object, SchemaId, SchemaMap,
    SchemaSet, depth_first,
};
use crate::limits::INLINE_NESTING;

/// The schemas that become types, in document order: components, then those used by operations.
pub(super) fn type_schemas(ir: &ir::Api) -> Vec<SchemaId> {
    let components: SchemaSet = ir.components.iter().map(|(_, id)| *id).collect();
    let is_named = |id: SchemaId| {
        components.contains(&id) || ir.shared.contains(&id) || is_type(&ir.schemas[id].kind)
    };
    let nested = nested_too_deep(ir, is_named);
    let mut found = Vec::new();
    let mut seen = SchemaSet::default();
    for root in roots(ir) {
        let mut pending = vec![root];
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            let kind = &ir.schemas[id].kind;
            if is_named(id) || nested.contains(&id) {
                found.push(id);
            }
            let inside = children(kind).into_iter().filter(|child| !components.contains(child));
            pending.extend(inside.rev());
        }
    }
    found
}

/// The schemas without a name that contain themselves or too many nested lists and maps.
fn nested_too_deep(ir: &ir::Api, is_named: impl Fn(SchemaId) -> bool) -> SchemaSet {
    let edges = |id: SchemaId| {
        let mut inside = children(&ir.schemas[id].kind);
        inside.retain(|child| !is_named(*child));
        inside
    };
    let DepthFirst { order, heads: mut nested } = depth_first(ir.schemas.ids(), edges);
    let mut heights: SchemaMap<usize> = SchemaMap::default();
    for id in order {
        let inside = edges(id).into_iter().filter_map(|child| heights.get(&child));
        let below = inside.max().copied().unwrap_or(0);
        let is_list = matches!(ir.schemas[id].kind, Kind::Array(_) | Kind::Object(_));
        let height = below + usize::from(is_list) + usize::from(ir.schemas[id].nullable);
        if is_named(id) || nested.contains(&id) {
            continue;
        }
        if height > INLINE_NESTING {
            nested.insert(id);
        } else {
            heights.insert(id, height);
        }
    }
    nested
}

/// The schemas where the search starts, in document order.
fn roots(ir: &ir::Api) -> Vec<SchemaId> {
    let mut roots: Vec<SchemaId> = ir.components.iter().map(|(_, id)| *id).collect();
    for operation in ir.all_operations() {
        roots.extend(operation.parameters.iter().filter_map(|parameter| parameter.schema));
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        let content = operation.body.iter().flat_map(|body| &body.content).chain(responses);
        roots.extend(content.flat_map(|media_type| body_schemas(ir, media_type)));
        let content = operation.body.iter().flat_map(|body| &body.content);
        roots.extend(content.flat_map(MediaType::part_headers));
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        roots.extend(headers.filter_map(|header| header.schema));
    }
    roots
}

/// The schemas of a body. An inline object schema of a multipart body is represented by its
/// properties, because the operation defines a struct of the parts itself.
fn body_schemas(ir: &ir::Api, media_type: &MediaType) -> Vec<SchemaId> {
    let Some(schema) = media_type.schema else { return media_type.schemas().collect() };
    let kind = &ir.schemas[schema].kind;
    let is_multipart = ir::essence(&media_type.name).starts_with("multipart/");
    if is_multipart && matches!(kind, Kind::Object(_)) && !ir.shared.contains(&schema) {
        children(kind)
    } else {
        media_type.schemas().collect()
    }
}

fn is_type(kind: &Kind) -> bool {
    match kind {
        Kind::Object(object) => is_struct(object),
        Kind::Enum(listed) => EnumRepr::of(listed).is_some(),
        Kind::Union(_) => true,
        _ => false,
    }
}

/// Whether an object becomes a struct. One that declares no properties becomes a map.
pub(crate) fn is_struct(object: &Object) -> bool {
    !object.properties.is_empty()
        || !object.required.is_empty()
        || object.additional == Additional::Forbidden
}
