//! Facts about the IR that later stages share: which schemas become named types, which of them are
//! duplicates, and which are sent or received.
//!
//! Uses [`ir`] and pointers only. Invariant: it creates no Rust identifier and does not
//! change the IR, so that [`naming`](crate::naming) and [`translate`](crate::translate) may rely on it.

mod dedup;
mod events;
mod labels;
mod media;
mod reachability;
mod type_schemas;

pub(crate) use self::events::{EventTag, event_tag};
pub(crate) use self::labels::{pinned_label, variant_label};
pub(crate) use self::media::{Family, subtype_words};
pub(crate) use self::reachability::Reachable;
pub(crate) use self::type_schemas::is_struct;
use crate::ir::{self, SchemaId, SchemaMap};
use crate::options::{Options, Sharing};

/// The facts about one description.
pub(crate) struct Analysis {
    /// The schemas that become named types, in document order, without duplicates.
    pub(crate) types: Vec<SchemaId>,
    /// For each schema that has a named type, the schema in `types` that defines it.
    pub(crate) representatives: SchemaMap<SchemaId>,
    /// The schemas that requests and responses reach, over all operations.
    pub(crate) reachable: Reachable,
}

/// Analyzes a description from which the passes have removed every `allOf`.
pub(crate) fn analyze(ir: &ir::Api, options: &Options) -> Analysis {
    let candidates = type_schemas::type_schemas(ir);
    let representatives = match options.sharing {
        Sharing::Alike => dedup::representatives(ir, &candidates),
        Sharing::Never => candidates.iter().map(|id| (*id, *id)).collect(),
    };
    let is_distinct = |id: &SchemaId| representatives.get(id) == Some(id);
    let types = candidates.into_iter().filter(is_distinct).collect();
    let mut reachable = Reachable::new(
        &ir.schemas,
        ir.operations.iter(),
        ir.webhooks.iter().map(|webhook| &webhook.operation),
    );
    for (id, representative) in &representatives {
        reachable.merge_into(*id, *representative);
    }
    Analysis { types, representatives, reachable }
}
