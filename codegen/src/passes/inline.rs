//! Inlines references of a schema to its own sub-schemas.
//!
//! An `allOf` or a union with one remaining member is a reference such as from `Pet` to `Pet/allOf/0`.
//! If no `$ref` targets the sub-schema, the schema takes its place. Invariant afterwards: a reference
//! from a schema to its own sub-schema is the target of a `$ref`.

use crate::ir::{Api, Kind, Schema, SchemaId};

/// Inlines all such references.
pub(super) fn run(api: &mut Api) {
    for id in api.schemas.ids() {
        while let Some(inner) = own_sub_schema(api, id) {
            let part = api.schemas[inner].clone();
            replace_by(&mut api.schemas[id], part);
        }
    }
}

fn own_sub_schema(api: &Api, id: SchemaId) -> Option<SchemaId> {
    let Kind::Reference(inner) = api.schemas[id].kind else { return None };
    let (outer, part) = (api.schemas[id].pointer.as_str(), api.schemas[inner].pointer.as_str());
    let inside = part.starts_with(outer) && !api.shared.contains(&inner) && inner != id;
    (inside && !is_component(part)).then_some(inner)
}

fn is_component(pointer: &str) -> bool {
    let name = pointer.strip_prefix("/components/schemas/");
    name.is_some_and(|name| !name.contains('/'))
}

fn replace_by(schema: &mut Schema, part: Schema) {
    schema.kind = part.kind;
    schema.nullable |= part.nullable;
    schema.default = schema.default.take().or(part.default);
    schema.docs.title = schema.docs.title.take().or(part.docs.title);
    schema.docs.description = schema.docs.description.take().or(part.docs.description);
    if schema.docs.limits.is_empty() {
        schema.docs.limits = part.docs.limits;
    }
}
