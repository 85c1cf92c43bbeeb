//! Simplifies unions.
//!
//! A null variant makes the union nullable, equal variants are merged, a single variant replaces the
//! union, and variants with one value each become an enum. Invariant afterwards: a union has at least
//! two variants, and equal variants differ in their discriminator value. A variant of a union becomes
//! at most a reference from there, so no new cycle results.

mod outline;

use std::collections::HashMap;

use self::outline::outline;
use super::equal::equal;
use crate::ir::{Enumeration, Kind, SchemaId, SchemaSet, Schemas, StringKind, Union, depth_first};
use crate::limits;

/// Simplifies every union, after those that are its variants.
pub(super) fn simplify(schemas: &mut Schemas) {
    let nested = |id: SchemaId| match &schemas[id].kind {
        Kind::Union(union) => union.variants.clone(),
        Kind::Reference(target) => vec![*target],
        _ => Vec::new(),
    };
    for id in depth_first(schemas.ids(), nested).order {
        let Kind::Union(union) = &mut schemas[id].kind else { continue };
        let union = std::mem::take(&mut **union);
        let allows_null = |variant: &SchemaId| {
            let is_any = matches!(schemas[schemas.target(*variant)].kind, Kind::Any);
            is_any || schemas.nullable(*variant)
        };
        let nullable = union.variants.iter().any(allows_null);
        schemas[id].nullable |= nullable;
        schemas[id].kind = simplified(schemas, union);
    }
}

fn simplified(schemas: &Schemas, union: Union) -> Kind {
    let mut known = KnownVariants { schemas, targets: SchemaSet::default(), alike: HashMap::new() };
    // A discriminator distinguishes variants even if they describe the same values.
    let has_discriminator = union.discriminator.is_some();
    let mut variants: Vec<SchemaId> = Vec::new();
    for variant in union.variants {
        let target = schemas.target(variant);
        if !matches!(schemas[target].kind, Kind::Null)
            && known.targets.insert(target)
            && (has_discriminator || known.differs(target))
        {
            variants.push(variant);
        }
    }
    match variants.as_slice() {
        [] => Kind::Null,
        [only] => Kind::Reference(*only),
        several => one_value_each(schemas, several)
            .or_else(|| open_enum(schemas, several))
            .unwrap_or(Kind::Union(Box::new(Union { variants, ..union }))),
    }
}

/// The variants of a union so far.
struct KnownVariants<'s> {
    schemas: &'s Schemas,
    targets: SchemaSet,
    alike: HashMap<u64, Vec<SchemaId>>,
}

impl KnownVariants<'_> {
    /// Whether a variant describes other values than all known ones, except null. It is compared with
    /// some of those that look alike only, so that the time is linear in the number of variants.
    fn differs(&mut self, variant: SchemaId) -> bool {
        let alike = self.alike.entry(outline(self.schemas, variant)).or_default();
        let mut compared = alike.iter().take(limits::COMPARED_VARIANTS);
        let differs = !compared.any(|known| equal(self.schemas, *known, variant));
        if differs {
            alike.push(variant);
        }
        differs
    }
}

/// Merges variants with one value each to an enum with their titles and descriptions.
fn one_value_each(schemas: &Schemas, variants: &[SchemaId]) -> Option<Kind> {
    let mut joined = Enumeration { values: Vec::new(), names: Vec::new(), docs: Vec::new() };
    for variant in variants {
        let schema = &schemas[schemas.target(*variant)];
        let Kind::Enum(listed) = &schema.kind else { return None };
        let [value] = listed.values.as_slice() else { return None };
        joined.values.push(value.clone());
        joined.names.push(schema.docs.title.clone());
        joined.docs.push(schema.docs.clone());
    }
    Some(Kind::Enum(Box::new(joined)))
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
