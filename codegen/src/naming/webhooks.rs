//! Names webhooks and callbacks: the module of each and its variant among the events.
//!
//! The name in the description is the source of both, unless `x-rust-name` pins one. Where several
//! have it, the others are named after their `operationId`, else their method.

use crate::ident::{ModuleName, Scope, TypeName, VariantName};
use crate::ir;

/// The names of one webhook or callback.
pub(crate) struct WebhookNames {
    /// The module below `webhooks`.
    pub(crate) module: ModuleName,
    /// The prefix of the types in it.
    pub(crate) type_name: TypeName,
    /// The variant for its event.
    pub(crate) variant: VariantName,
}

/// Names the webhooks and callbacks, in document order.
pub(super) fn names(ir: &ir::Api) -> Vec<WebhookNames> {
    // The module of all webhooks imports `types`.
    let (mut types, mut modules) = (Scope::default(), Scope::with(&["types"]));
    let name = |webhook: &ir::Webhook| {
        let ir::Webhook { name, operation, .. } = webhook;
        let preferred = operation.rust_name.as_deref().unwrap_or(name);
        let id = operation.id.iter().map(|id| TypeName::new(id));
        let with_method = TypeName::joined(&[preferred, operation.method.as_str()]);
        let candidates: Vec<TypeName> =
            [TypeName::new(preferred)].into_iter().chain(id).chain([with_method]).collect();
        let type_name = types.take_first(&candidates);
        WebhookNames {
            module: modules.take(ModuleName::new(type_name.as_str())),
            variant: VariantName::new(type_name.as_str()),
            type_name,
        }
    };
    ir.webhooks.iter().map(name).collect()
}
