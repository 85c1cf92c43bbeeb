//! Finds the operations of path items.
//!
//! Invariant: each method occurs once, and is a token.

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ir::Method;
use crate::node::Node;

/// The operations of the path item at `item`, each with its method: those with a member of their own,
/// then those in `additionalOperations` (OpenAPI 3.2, Path Item Object).
pub(super) fn operations<'v>(
    lowering: &mut Lowering<'v, '_>,
    item: &Node<'v>,
) -> Vec<(Method, Node<'v>)> {
    let own = |method: Method| {
        let node = item.get(&method.as_str().to_ascii_lowercase())?;
        Some((method, node))
    };
    let mut found: Vec<(Method, Node<'v>)> = Method::fixed().filter_map(own).collect();
    for (token, node) in item.members("additionalOperations", lowering.diagnostics) {
        let Some(method) = Method::new(token) else {
            lowering.report(not_a_method(&node, token));
            continue;
        };
        let is_known = found.iter().any(|(known, _)| *known == method);
        if let Method::Fixed(fixed) = method {
            lowering.report(has_a_member(&node, fixed, is_known));
        }
        if !is_known {
            found.push((method, node));
        }
    }
    found
}

fn not_a_method(node: &Node<'_>, token: &str) -> Diagnostic {
    let message = format!("`{token}` is not an HTTP method");
    Diagnostic::warning("unknown-method", &node.pointer, message)
        .at_key()
        .label("ignored")
        .note("a method is a token (RFC 9110, section 5.6.2)")
        .help("write the method as it is sent, such as `COPY`")
}

fn has_a_member(node: &Node<'_>, method: &str, is_known: bool) -> Diagnostic {
    let member = method.to_ascii_lowercase();
    let message = format!("path items have the member `{member}` for this method");
    Diagnostic::warning("misplaced-operation", &node.pointer, message)
        .at_key()
        .label(if is_known { "ignored" } else { "read as if it was there" })
        .help(format!("move it to `{member}`"))
}
