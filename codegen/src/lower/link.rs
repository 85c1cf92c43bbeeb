//! Lowers links of responses (OpenAPI 3.1, section 4.8.20).
//!
//! Invariant: the values of a lowered link are constants or supported runtime expressions. Other links
//! are reported and ignored.

use super::{Lowering, expression};
use crate::diagnostics::Diagnostic;
use crate::ir::{Link, LinkTarget, LinkValue};
use crate::node::Node;
use crate::pointer::Pointer;

/// Lowers the links of the response at `response`.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, response: &Node<'v>) -> Vec<Link> {
    let mut links = Vec::new();
    for (name, node) in response.members("links", lowering.diagnostics) {
        let Some(node) = lowering.follow_optional(node) else { continue };
        if node.object(lowering.diagnostics).is_some() {
            links.extend(link(lowering, name, &node));
        }
    }
    links
}

fn link(lowering: &mut Lowering<'_, '_>, name: &str, node: &Node<'_>) -> Option<Link> {
    let target = match (
        node.text("operationId", lowering.diagnostics),
        node.text("operationRef", lowering.diagnostics),
    ) {
        (Some(id), _) => LinkTarget::Id(id),
        (None, Some(reference)) => {
            // A reference into another document resolves to no operation.
            let pointer = Pointer::from_fragment(&reference);
            let target = pointer.and_then(|pointer| lowering.document.at(&pointer));
            let target = target.and_then(|target| target.followed(lowering.diagnostics));
            LinkTarget::Pointer(target.map_or_else(Pointer::default, |target| target.pointer))
        }
        (None, None) => {
            lowering.report(node.missing("operationId", "ignored").into_warning());
            return None;
        }
    };
    let mut parameters = Vec::new();
    for (parameter, value) in node.members("parameters", lowering.diagnostics) {
        let Some(found) = expression::value(value.value) else {
            lowering.report(unknown_value(&value).label("the link is ignored"));
            return None;
        };
        parameters.push((parameter.to_owned(), found));
    }
    if let Some(server) = node.get("server") {
        lowering.report(unused_server(&server));
    }
    Some(Link {
        name: name.to_owned(),
        rust_name: node.text("x-rust-name", lowering.diagnostics),
        docs: super::docs(node, "x-displayName", lowering.diagnostics),
        target,
        parameters,
        body: node.get("requestBody").and_then(|value| body(lowering, &value)),
        pointer: node.pointer.clone(),
    })
}

fn body(lowering: &mut Lowering<'_, '_>, value: &Node<'_>) -> Option<LinkValue> {
    let found = expression::value(value.value);
    if found.is_none() {
        lowering.report(unknown_value(value).label("the body becomes an argument of the method"));
    }
    found
}

fn unknown_value(value: &Node<'_>) -> Diagnostic {
    let message = "this runtime expression is not supported";
    Diagnostic::warning("unknown-link-value", &value.pointer, message)
        .note("a string that starts with `$` or contains `{$` is an expression")
        .help("use `$response.body#/…`, `$response.header.…`, `$request.path.…` or a constant")
}

fn unused_server(server: &Node<'_>) -> Diagnostic {
    let message = "the server of a link is not supported";
    Diagnostic::warning("server-of-a-link", &server.pointer, message)
        .at_key()
        .label("the method uses the server of the operation")
        .help("declare the server at the target operation")
}
