//! Collects the limits of an item of a bulk operation, with the paths of the values that have them.
//!
//! Invariant: a limit that is listed applies to every value at its path. Those of the variants of a
//! union are left out.

use std::collections::VecDeque;

use regex_lite::RegexBuilder;

use crate::ir::{Additional, Kind, SchemaId, Schemas};
use crate::limits::{BULK_LIMIT_SCHEMAS, BULK_LIMIT_STEPS, PATTERN_BYTES};
use crate::rust::{BulkLimit, WirePath};

/// The limits and the patterns of an item, those of its members before those within them. A pattern
/// that only ECMA 262 knows is left out.
///
/// The search ends after [`BULK_LIMIT_SCHEMAS`] schemas, and goes [`BULK_LIMIT_STEPS`] deep into
/// recursive ones.
pub(super) fn of(item: SchemaId, schemas: &Schemas) -> (Vec<BulkLimit>, Vec<(WirePath, String)>) {
    let (mut limits, mut patterns) = (Vec::new(), Vec::new());
    let mut pending = VecDeque::from([(WirePath::new(), item)]);
    let mut left = BULK_LIMIT_SCHEMAS;
    while let Some((path, id)) = pending.pop_front().filter(|_| left > 0) {
        left -= 1;
        let schema = &schemas[schemas.target(id)];
        if !path.is_empty() {
            let own = schema.rare.limits.iter();
            limits.extend(own.map(|limit| BulkLimit { path: path.clone(), limit: *limit }));
            let pattern = schema.rare.pattern.iter().filter(|pattern| is_known(pattern));
            patterns.extend(pattern.map(|pattern| (path.clone(), pattern.clone())));
        }
        if path.len() >= BULK_LIMIT_STEPS {
            continue;
        }
        let below = |(name, id): (&str, SchemaId)| {
            (path.iter().map(String::as_str).chain([name]).map(str::to_owned).collect(), id)
        };
        let room = left.saturating_sub(pending.len());
        pending.extend(values(&schema.kind).take(room).map(below));
    }
    (limits, patterns)
}

/// Whether `regex-lite` can compare texts with a pattern.
fn is_known(pattern: &str) -> bool {
    RegexBuilder::new(pattern).size_limit(PATTERN_BYTES).build().is_ok()
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
