//! Records the names of the variants of each union with a discriminator.
//!
//! A variant without a mapping is identified by the name of its component (OpenAPI 3.1.1, Discriminator
//! Object). Invariant: the names are recorded before `allOf` is merged, which replaces variants by
//! schemas without a name.

use crate::ir::{Api, Kind, SchemaId, SchemaMap, Schemas};

/// Records the names in all unions.
pub(super) fn run(api: &mut Api) {
    let names = Names::new(api);
    for id in api.schemas.ids() {
        let Kind::Union(union) = &api.schemas[id].kind else { continue };
        if union.discriminator.is_none() {
            continue;
        }
        let found = names.of(&api.schemas, &union.variants);
        if let Kind::Union(union) = &mut api.schemas[id].kind
            && let Some(discriminator) = &mut union.discriminator
        {
            discriminator.names = found;
        }
    }
}

/// The names of the components.
pub(super) struct Names(SchemaMap<String>);

impl Names {
    pub(super) fn new(api: &Api) -> Self {
        Self(api.components.iter().map(|(name, id)| (*id, name.clone())).collect())
    }

    /// The names of those schemas that are components or refer to one.
    pub(super) fn of(&self, schemas: &Schemas, ids: &[SchemaId]) -> Vec<(String, SchemaId)> {
        let name = |id: &SchemaId| self.0.get(id).or_else(|| self.0.get(&schemas.target(*id)));
        ids.iter().filter_map(|id| Some((name(id)?.clone(), *id))).collect()
    }
}
