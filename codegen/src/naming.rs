//! Assigns names: every operation and every named type gets an identifier and a module.
//!
//! Uses [`ir`], [`analysis`](crate::analysis) and [`ident`](crate::ident). Invariant: a name depends on
//! the location in the description and on the names before it, not on who uses it, so that additions at
//! the end of a description change no other name.

mod aliases;
mod modules;
mod operations;
mod positions;
mod status;
mod types;
mod webhooks;

pub(crate) use self::operations::OperationNames;
pub(crate) use self::status::status_name;
pub(crate) use self::types::TypeNames;
pub(crate) use self::webhooks::WebhookNames;
use crate::analysis::Analysis;
use crate::diagnostics::Diagnostics;
use crate::ir;

/// The names of one client crate.
pub(crate) struct Names {
    /// The names of the operations, in document order.
    pub(crate) operations: Vec<OperationNames>,
    /// The names of the types, in the order of [`Analysis::types`].
    pub(crate) types: Vec<TypeNames>,
    /// The names of the webhooks and callbacks, in document order.
    pub(crate) webhooks: Vec<WebhookNames>,
}

/// Names all operations and types.
pub(crate) fn name(ir: &ir::Api, analysis: &Analysis, diagnostics: &mut Diagnostics) -> Names {
    let operations = operations::names(ir, diagnostics);
    let webhooks = webhooks::names(ir);
    let mut types = types::names(ir, &analysis.types, &operations, &webhooks);
    aliases::of_types(ir, analysis, &mut types, diagnostics);
    Names { operations, types, webhooks }
}
