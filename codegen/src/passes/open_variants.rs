//! Lets the variants of an `anyOf` keep the members that only other variants declare.
//!
//! A value may match several variants (JSON Schema Core 10.2.1.2), but is decoded as one of them: the one
//! that keeps most of it. So each object that lacks a property of another one gets additional
//! properties, as do the objects that both declare in the same place. Objects that forbid additional
//! properties, and unions whose variants a tag tells apart, stay as they are. Invariant: only the
//! additional properties of objects change.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Additional, Kind, Matching, SchemaId, Schemas, Selection};
use crate::limits;
use crate::pointer::Pointer;

/// Opens the variants of each `anyOf`. The selection of unions must have been set.
pub(super) fn run(schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let mut known = HashSet::new();
    for id in schemas.ids() {
        let Kind::Union(union) = &schemas[id].kind else { continue };
        let mut selections = union.selection.iter().map(|(_, selection)| selection);
        let several = union.matching == Matching::Several
            && selections.any(|selection| matches!(selection, Selection::BestMatch(_)));
        if several && !open(schemas, union.variants.clone(), &mut known) {
            diagnostics.push(large_union(&schemas[id].pointer));
        }
    }
}

/// Opens the objects among schemas that one value may match together, and those inside of them. Returns
/// whether this was within the limit, which bounds the groups of one union; `known` are the groups of
/// all unions, each of which is opened once.
fn open(schemas: &mut Schemas, group: Vec<SchemaId>, known: &mut HashSet<Vec<SchemaId>>) -> bool {
    let mut pending = vec![group];
    let mut inspected = 0;
    while let Some(group) = pending.pop() {
        let Some(group) = leaves(schemas, group, &mut inspected) else { return false };
        if group.len() < 2 || !known.insert(group.clone()) {
            continue;
        }
        let mut items = Vec::new();
        let mut is_open = false;
        let mut properties: IndexMap<String, Vec<SchemaId>> = IndexMap::new();
        for id in &group {
            match &schemas[*id].kind {
                Kind::Array(item) => items.extend(*item),
                Kind::Object(object) => {
                    is_open |= matches!(object.additional, Additional::Any | Additional::Schema(_));
                    for (name, property) in &object.properties {
                        properties.entry(name.clone()).or_default().push(*property);
                    }
                }
                _ => {}
            }
        }
        for id in group {
            if let Kind::Object(object) = &mut schemas[id].kind
                && object.additional == Additional::Unspecified
                && (is_open || object.properties.len() < properties.len())
            {
                object.additional = Additional::Any;
            }
        }
        pending.extend(properties.into_values());
        pending.push(items);
    }
    true
}

/// The different schemas of a group, with the variants of unions instead of these. `None` beyond the
/// limit.
fn leaves(schemas: &Schemas, group: Vec<SchemaId>, inspected: &mut usize) -> Option<Vec<SchemaId>> {
    let mut leaves = IndexSet::new();
    let mut seen = HashSet::new();
    let mut pending = group;
    while let Some(id) = pending.pop() {
        let target = schemas.target(id);
        if !seen.insert(target) {
            continue;
        }
        *inspected += 1;
        if *inspected > limits::NESTED_VARIANTS {
            return None;
        }
        match &schemas[target].kind {
            Kind::Union(union) => pending.extend(&union.variants),
            _ => {
                leaves.insert(target);
            }
        }
    }
    leaves.sort_unstable();
    Some(leaves.into_iter().collect())
}

fn large_union(pointer: &Pointer) -> Diagnostic {
    let message = format!("the variants have more than {} schemas", limits::NESTED_VARIANTS);
    Diagnostic::warning("large-union", pointer, message)
        .at_key()
        .label("nested members of a value that matches several variants may not be kept")
        .help("use `oneOf` if a value matches one variant only")
}
