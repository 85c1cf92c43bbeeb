//! Simplifies unions.
//!
//! A null variant makes the union nullable, equal variants are merged, a single variant replaces the
//! union, and variants with one value each become an enum. Invariant afterwards: a union has at least
//! two variants, and equal variants differ in their discriminator value.

use super::equal::equal;
use crate::ir::{Enumeration, Kind, SchemaId, Schemas, StringKind, Union};

/// Simplifies every union.
pub(super) fn simplify(schemas: &mut Schemas) {
    for id in schemas.ids() {
        let Kind::Union(union) = &schemas[id].kind else { continue };
        let union = union.clone();
        let nullable = union.variants.iter().any(|variant| schemas.nullable(*variant));
        schemas[id].nullable |= nullable;
        schemas[id].kind = simplified(schemas, union);
    }
}

fn simplified(schemas: &Schemas, union: Union) -> Kind {
    // A discriminator distinguishes variants even if they describe the same values.
    let equals = if union.discriminator.is_some() { one_schema } else { same };
    let mut variants: Vec<SchemaId> = Vec::new();
    for variant in union.variants {
        let null = matches!(schemas[schemas.target(variant)].kind, Kind::Null);
        if !null && !variants.iter().any(|known| equals(schemas, *known, variant)) {
            variants.push(variant);
        }
    }
    match variants.as_slice() {
        [] => Kind::Null,
        [only] => Kind::Reference(*only),
        several => one_value_each(schemas, several)
            .or_else(|| open_enum(schemas, several))
            .unwrap_or(Kind::Union(Union { variants, ..union })),
    }
}

/// Whether two variants are the same schema.
fn one_schema(schemas: &Schemas, left: SchemaId, right: SchemaId) -> bool {
    schemas.target(left) == schemas.target(right)
}

/// Whether two variants describe the same values, except null.
fn same(schemas: &Schemas, left: SchemaId, right: SchemaId) -> bool {
    let (left, right) = (schemas.target(left), schemas.target(right));
    left == right || equal(schemas, left, right)
}

/// Merges variants with one value each to an enum with their titles and descriptions.
fn one_value_each(schemas: &Schemas, variants: &[SchemaId]) -> Option<Kind> {
    let mut joined = Enumeration { values: Vec::new(), names: Vec::new(), docs: Vec::new() };
    for variant in variants {
        let schema = &schemas[schemas.target(*variant)];
        let Kind::Enum(Enumeration { values, .. }) = &schema.kind else { return None };
        let [value] = values.as_slice() else { return None };
        joined.values.push(value.clone());
        joined.names.push(schema.docs.title.clone());
        joined.docs.push(schema.docs.clone());
    }
    Some(Kind::Enum(joined))
}

/// Merges a string with an enum of strings to the enum, which accepts unlisted values anyway.
fn open_enum(schemas: &Schemas, variants: &[SchemaId]) -> Option<Kind> {
    let [left, right] = variants else { return None };
    let kind = |id: SchemaId| &schemas[schemas.target(id)].kind;
    match (kind(*left), kind(*right)) {
        (Kind::String(StringKind::Text), Kind::Enum(listed)) if is_text(listed) => {
            Some(Kind::Reference(*right))
        }
        (Kind::Enum(listed), Kind::String(StringKind::Text)) if is_text(listed) => {
            Some(Kind::Reference(*left))
        }
        _ => None,
    }
}

fn is_text(enumeration: &Enumeration) -> bool {
    enumeration.values.iter().all(serde_json::Value::is_string)
}
