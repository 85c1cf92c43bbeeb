//! The types of other crates that a client uses, and the crates of these and of derive macros.
//!
//! Invariant: what only operations need that are not selected is no dependency of the client.

use std::collections::{BTreeSet, HashSet};

use crate::analysis::Reachable;
use crate::ident::RustPath;
use crate::ir::{self, ForeignCrate, Kind, SchemaId};
use crate::rust::{Type, Usage};

/// The types that stand for schemas, if `reached` is given, only for those.
pub(super) fn types(ir: &ir::Api, reached: Option<&Reachable>) -> BTreeSet<RustPath> {
    let is_reached = |id: &SchemaId| {
        reached.is_none_or(|them| them.request.contains(id) || them.response.contains(id))
    };
    let paths = ir.schemas.ids().filter(is_reached).filter_map(|id| match &ir.schemas[id].kind {
        Kind::Foreign(foreign) => Some(foreign.path.clone()),
        _ => None,
    });
    paths.collect()
}

/// The crates of these types, and of what the emitted ones among `all` derive.
pub(super) fn crates(ir: &ir::Api, used: &BTreeSet<RustPath>, all: &[Type]) -> Vec<ForeignCrate> {
    let emitted = all.iter().filter(|ty| ty.usage != Usage::Unused);
    let macros = emitted.flat_map(|ty| &ty.derives.macros);
    let names: HashSet<&str> = used.iter().chain(macros).flat_map(RustPath::crates).collect();
    let is_used = |it: &&ForeignCrate| names.contains(it.library().as_str());
    ir.crates.iter().filter(is_used).cloned().collect()
}
