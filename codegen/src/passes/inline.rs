//! A schema that is only a sub-schema of its own becomes that sub-schema.
//!
//! `allOf` and unions with one member left end as references into themselves, such as from `Pet` to
//! `Pet/allOf/0`. Where nothing else names that place, it is no schema of its own. Invariant
//! afterwards: a reference leads to a component, to a place that a `$ref` names, or elsewhere.

use crate::ir::{Api, Kind, Schema, SchemaId};

/// Takes over what stands inside.
pub(super) fn run(api: &mut Api) {
    for id in api.schemas.ids() {
        while let Some(inner) = own_part(api, id) {
            let part = api.schemas[inner].clone();
            take_over(&mut api.schemas[id], part);
        }
    }
}

fn own_part(api: &Api, id: SchemaId) -> Option<SchemaId> {
    let Kind::Reference(inner) = api.schemas[id].kind else { return None };
    let (outer, part) = (api.schemas[id].pointer.as_str(), api.schemas[inner].pointer.as_str());
    let inside = part.starts_with(outer) && !api.shared.contains(&inner) && inner != id;
    (inside && !is_component(part)).then_some(inner)
}

fn is_component(pointer: &str) -> bool {
    let name = pointer.strip_prefix("/components/schemas/");
    name.is_some_and(|name| !name.contains('/'))
}

fn take_over(schema: &mut Schema, part: Schema) {
    schema.kind = part.kind;
    schema.nullable |= part.nullable;
    schema.default = schema.default.take().or(part.default);
    schema.docs.title = schema.docs.title.take().or(part.docs.title);
    schema.docs.description = schema.docs.description.take().or(part.docs.description);
    if schema.docs.limits.is_empty() {
        schema.docs.limits = part.docs.limits;
    }
}
