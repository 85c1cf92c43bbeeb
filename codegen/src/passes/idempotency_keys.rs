//! Finds idempotency keys that the client cannot make, because their type holds no UUID as text.
//!
//! Invariant: afterwards, every parameter that is an idempotency key is a string or a UUID, and every
//! operation with [`Idempotence::WithKey`] has one.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Api, Idempotence, Kind, Parameter, Schemas, StringKind};

/// Reports keys of other types, which become ordinary parameters.
pub(super) fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    for operation in &mut api.operations {
        for parameter in operation.parameters.iter_mut().filter(|it| it.is_idempotency_key) {
            if !holds_uuid(parameter, &api.schemas) {
                parameter.is_idempotency_key = false;
                diagnostics.push(unusable(parameter));
            }
        }
        let has_key = operation.parameters.iter().any(|it| it.is_idempotency_key);
        if operation.idempotence == Idempotence::WithKey && !has_key {
            operation.idempotence = Idempotence::NotIdempotent;
        }
    }
}

fn holds_uuid(parameter: &Parameter, schemas: &Schemas) -> bool {
    let kind = |schema| &schemas[schemas.target(schema)].kind;
    parameter.schema.map(kind).is_none_or(|kind| {
        matches!(kind, Kind::String(StringKind::Text | StringKind::Uuid) | Kind::Any)
    })
}

fn unusable(parameter: &Parameter) -> Diagnostic {
    let message =
        format!("the idempotency key `{}` is neither a string nor a UUID", parameter.name);
    Diagnostic::warning("unusable-idempotency-key", &parameter.pointer, message)
        .label("callers set this parameter, and the operation is not retried for it")
        .help("write `type: string` in its schema, or `x-idempotency-key: false` beside it")
}
