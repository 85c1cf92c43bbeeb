//! Lowers headers of responses and of multipart parts.

use super::{Lowering, parameter};
use crate::ir::{Header, Location};
use crate::node::Node;

/// Lowers the headers of `node`, except `Content-Type`, which media types describe.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Vec<Header> {
    let mut headers = Vec::new();
    for (name, node) in node.members("headers", lowering.diagnostics) {
        if lowering.follow_optional(node.clone()).is_none() {
            continue;
        }
        let Some((node, docs)) = lowering.follow(node, "x-displayName") else { continue };
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let content = node.objects("content", lowering.diagnostics).into_iter().next();
        let schema = match &content {
            Some((_, media_type)) => media_type.get("schema"),
            None => node.get("schema"),
        };
        headers.push(Header {
            name: name.to_owned(),
            docs,
            schema: schema.map(|schema| lowering.schema(schema)),
            serialization: parameter::serialization(
                lowering,
                &node,
                Location::Header,
                content.as_ref().map(|(name, _)| *name),
            ),
            required: node.flag("required", lowering.diagnostics),
        });
    }
    headers
}
