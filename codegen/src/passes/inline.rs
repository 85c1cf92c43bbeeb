//! Inlines references of a schema to its own sub-schemas.
//!
//! An `allOf` or a union with one remaining member is a reference such as from `Pet` to `Pet/allOf/0`.
//! If no `$ref` targets the sub-schema, the schema takes its place. Invariant afterwards: a reference
//! from a schema to its own sub-schema is the target of a `$ref`.

use crate::ir::{Api, Kind, Schema, SchemaId, SchemaSet};

/// Inlines all such references.
pub(super) fn run(api: &mut Api) {
    let components: SchemaSet = api.components.iter().map(|(_, id)| *id).collect();
    for id in api.schemas.ids() {
        while let Some(inner) = own_sub_schema(api, id, &components) {
            let part = api.schemas[inner].clone();
            replace_by(&mut api.schemas[id], part);
        }
    }
}

fn own_sub_schema(api: &Api, id: SchemaId, components: &SchemaSet) -> Option<SchemaId> {
    let Kind::Reference(inner) = api.schemas[id].kind else { return None };
    let is_inside = api.schemas[inner].pointer.is_inside(&api.schemas[id].pointer);
    let has_name = components.contains(&inner) || api.shared.contains(&inner);
    (is_inside && !has_name && inner != id).then_some(inner)
}

fn replace_by(schema: &mut Schema, part: Schema) {
    schema.kind = part.kind;
    schema.nullable |= part.nullable;
    if schema.rare.default.is_none() && part.rare.default.is_some() {
        schema.rare.default.clone_from(&part.rare.default);
    }
    schema.docs.title = schema.docs.title.take().or(part.docs.title);
    schema.docs.description = schema.docs.description.take().or(part.docs.description);
    if schema.docs.limits.is_empty() {
        schema.docs.limits = part.docs.limits;
    }
}
