//! Links of responses (OpenAPI 3.1, section 4.8.20) to the operations that they name.
//!
//! Invariant: what is left of a link is a target that exists and values that an answer can tell. A
//! link that needs more is reported and left out.

use serde_json::Value;

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::node::Node;
use crate::pointer::Pointer;
use crate::raw::{Link, LinkTarget, LinkValue};

/// The links of the response at `response`.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, response: &Node<'v>) -> Vec<Link> {
    let mut links = Vec::new();
    for (name, node) in response.members("links", lowering.diagnostics) {
        let Some(node) = lowering.document.follow(node, lowering.diagnostics) else { continue };
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
            // A place in no document is one where there is no operation.
            let place = Pointer::from_fragment(&reference).unwrap_or_default();
            LinkTarget::Place(place)
        }
        (None, None) => {
            lowering.report(node.missing("operationId").tolerated("left out"));
            return None;
        }
    };
    let mut values = Vec::new();
    for (parameter, value) in node.members("parameters", lowering.diagnostics) {
        let Some(found) = link_value(value.value) else {
            lowering.report(unknown_value(&value));
            return None;
        };
        values.push((parameter.to_owned(), found));
    }
    Some(Link {
        name: name.to_owned(),
        docs: super::docs(node, "x-displayName", lowering.diagnostics),
        target,
        values,
        pointer: node.pointer.clone(),
    })
}

/// A constant, or an expression about the answer.
fn link_value(value: &Value) -> Option<LinkValue> {
    let Some(text) = value.as_str() else { return Some(LinkValue::Constant(value.clone())) };
    if let Some(pointer) = text.strip_prefix("$response.body#") {
        return Some(LinkValue::Body(Pointer::from_text(pointer)));
    }
    if let Some(header) = text.strip_prefix("$response.header.") {
        return Some(LinkValue::Header(header.to_owned()));
    }
    (!text.starts_with('$')).then(|| LinkValue::Constant(value.clone()))
}

fn unknown_value(value: &Node<'_>) -> Diagnostic {
    Diagnostic::warning("unknown-link-value", &value.pointer, "an answer does not tell this value")
        .label("the link is left out")
        .note("answers know their body and headers, but not the request that they are for")
        .help("write `$response.body#/…`, `$response.header.…` or a constant")
}
