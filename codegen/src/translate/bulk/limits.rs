//! Collects the limits of an item of a bulk operation, with the paths of the values that have them.
//!
//! Invariant: a limit that is listed applies to every value at its path. Those of the variants of a
//! union are left out.

use std::collections::VecDeque;

use crate::ir::{Additional, Kind, SchemaId, Schemas};
use crate::limits::{BULK_LIMIT_SCHEMAS, BULK_LIMIT_STEPS};
use crate::rust::{BulkLimit, WirePath};

/// The limits of an item, those of its members before those within them.
///
/// The search ends after [`BULK_LIMIT_SCHEMAS`] schemas, and goes [`BULK_LIMIT_STEPS`] deep into
/// recursive ones.
pub(super) fn of(item: SchemaId, schemas: &Schemas) -> Vec<BulkLimit> {
    let mut limits = Vec::new();
    let mut pending = VecDeque::from([(WirePath::new(), item)]);
    let mut left = BULK_LIMIT_SCHEMAS;
    while let Some((path, id)) = pending.pop_front().filter(|_| left > 0) {
        left -= 1;
        let schema = &schemas[schemas.target(id)];
        let own = schema.limits.iter().filter(|_| !path.is_empty());
        limits.extend(own.map(|limit| BulkLimit { path: path.clone(), limit: *limit }));
        if path.len() >= BULK_LIMIT_STEPS {
            continue;
        }
        let below = |(name, id): (&str, SchemaId)| {
            (path.iter().map(String::as_str).chain([name]).map(str::to_owned).collect(), id)
        };
        let room = left.saturating_sub(pending.len());
        pending.extend(values(&schema.kind).take(room).map(below));
    }
    limits
}

/// The schemas of the values in a value, by the steps to them.
fn values(kind: &Kind) -> impl Iterator<Item = (&str, SchemaId)> {
    let (items, object) = match kind {
        Kind::Array(items) => (*items, None),
        Kind::Object(object) => (None, Some(object)),
        _ => (None, None),
    };
    let declared = object.into_iter().flat_map(|object| &object.properties);
    let entries = object.and_then(|object| match object.additional {
        Additional::Schema(value) if object.properties.is_empty() => Some(value),
        _ => None,
    });
    let declared = declared.map(|(name, id)| (name.as_str(), *id));
    declared.chain(items.into_iter().chain(entries).map(|id| ("*", id)))
}
