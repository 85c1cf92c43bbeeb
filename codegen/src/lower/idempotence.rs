//! Lowers what says whether an operation can be repeated: `x-idempotent`, its method, and parameters
//! with an idempotency key.

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ir::{Idempotence, Location, Method, Parameter};
use crate::node::Node;
use crate::value::Value;

/// The header of draft-ietf-httpapi-idempotency-key-header.
const KEY: &str = "Idempotency-Key";

/// The extension for headers with other names.
const EXTENSION: &str = "x-idempotency-key";

/// The idempotence: `x-idempotent`, or by the method (RFC 9110, section 9.2.2) and the parameters.
pub(super) fn idempotence(
    lowering: &mut Lowering<'_, '_>,
    method: &Method,
    node: &Node<'_>,
    parameters: &[Parameter],
) -> Idempotence {
    let by_method = match method.as_str() {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE" | "QUERY" => {
            Idempotence::Idempotent
        }
        _ if parameters.iter().any(|it| it.is_idempotency_key) => Idempotence::WithKey,
        _ => Idempotence::NotIdempotent,
    };
    let Some(declared) = node.get("x-idempotent") else { return by_method };
    match declared.value {
        Value::Bool(true) => Idempotence::Idempotent,
        Value::Bool(false) => Idempotence::NotIdempotent,
        _ => {
            let message = "`x-idempotent` is neither `true` nor `false`";
            lowering.report(
                Diagnostic::warning("unknown-idempotence", &declared.pointer, message)
                    .label("the HTTP method determines the idempotence")
                    .help("write `true` if the operation can be retried safely, otherwise `false`"),
            );
            by_method
        }
    }
}

/// Whether the parameter at `node` is an idempotency key: by its name, or as the extension says.
pub(super) fn is_key(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    location: Location,
) -> bool {
    let declared = node.optional_flag(EXTENSION, lowering.diagnostics);
    if declared == Some(true) && location != Location::Header {
        let message = "an idempotency key must be a header";
        lowering.report(
            Diagnostic::warning(
                "unusable-idempotency-key",
                &node.pointer.child(EXTENSION),
                message,
            )
            .at_key()
            .label("callers set this parameter, and the operation is not retried for it")
            .help("remove the extension, or write `in: header`"),
        );
        return false;
    }
    location == Location::Header && declared.unwrap_or_else(|| name.eq_ignore_ascii_case(KEY))
}
