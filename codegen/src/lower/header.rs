//! Lowers headers of responses and of multipart parts.

use super::{Lowering, parameter};
use crate::ir::{Header, Location};
use crate::node::Node;

/// Lowers the headers of `node`, except `Content-Type`, which media types describe.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Vec<Header> {
    let mut headers = Vec::new();
    for (name, node) in node.members("headers", lowering.diagnostics) {
        let Some(node) = lowering.document.follow(node, lowering.diagnostics) else { continue };
        if name.eq_ignore_ascii_case("content-type") || node.object(lowering.diagnostics).is_none()
        {
            continue;
        }
        let content = node.members("content", lowering.diagnostics).into_iter().next();
        let schema = match &content {
            Some((_, media_type)) => media_type.get("schema"),
            None => node.get("schema"),
        };
        headers.push(Header {
            name: name.to_owned(),
            docs: super::docs(&node, "x-displayName", lowering.diagnostics),
            schema: schema.map(|schema| lowering.schema(schema)),
            serialization: parameter::serialization(
                lowering,
                &node,
                Location::Header,
                content.is_some(),
            ),
            required: node.flag("required", lowering.diagnostics),
        });
    }
    headers
}
