//! Names types: the identifier and the module of each.
//!
//! Pinned names and the names of components are assigned first. Inline schemas then take the first
//! candidate from [`positions`](super::positions) that is free.

use super::modules;
use super::operations::OperationNames;
use super::positions::Positions;
use super::webhooks::WebhookNames;
use crate::ident::{ModuleName, NameOrigin, Scope, TypeName, unique};
use crate::ir::{self, SchemaId};

/// The names of one type.
pub(crate) struct TypeNames {
    /// The module below `types`.
    pub(crate) module: ModuleName,
    /// The type itself.
    pub(crate) name: TypeName,
    /// Its former names.
    pub(crate) aliases: Vec<TypeName>,
}

/// The names of the types for `schemas`, in the same order.
pub(super) fn names(
    ir: &ir::Api,
    schemas: &[SchemaId],
    operations: &[OperationNames],
    webhooks: &[WebhookNames],
) -> Vec<TypeNames> {
    let positions = Positions::new(ir, operations, webhooks);
    let components = ir.component_names();
    let fixed = |id: &SchemaId| match ir.schemas[*id].type_name() {
        Some(pinned) => Some((NameOrigin::Pinned, TypeName::new(pinned))),
        None => components.get(id).map(|name| (NameOrigin::Derived, TypeName::new(name))),
    };
    let preferred: Vec<(NameOrigin, TypeName)> = schemas.iter().filter_map(fixed).collect();
    let mut scope = Scope::default();
    let mut assigned = unique(&mut scope, &preferred).into_iter();
    let mut names = Vec::new();
    for id in schemas {
        let candidates = positions.candidates(&ir.schemas[*id].pointer);
        let name = match fixed(id) {
            Some((_, name)) => assigned.next().unwrap_or(name),
            None => scope.take_first(&candidates.names),
        };
        names.push(TypeNames { module: candidates.module, name, aliases: Vec::new() });
    }
    modules::split(&mut names);
    names
}
