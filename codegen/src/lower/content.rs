//! Lowers request bodies and media types with their examples.

use super::{Lowering, header, parameter};
use crate::ir::{Body, Encoding, Example, Location, MediaType};
use crate::node::Node;

/// Lowers the body of the operation at `operation`.
pub(super) fn body<'v>(lowering: &mut Lowering<'v, '_>, operation: &Node<'v>) -> Option<Body> {
    let (node, docs) = lowering.follow(operation.get("requestBody")?, "x-displayName")?;
    Some(Body {
        docs,
        required: node.flag("required", lowering.diagnostics),
        content: media_types(lowering, &node),
    })
}

/// Lowers the media types of the body or response at `node`.
pub(super) fn media_types<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Vec<MediaType> {
    let media_types = node.objects("content", lowering.diagnostics);
    let lower = |(name, node): (&str, Node<'v>)| MediaType {
        name: name.to_owned(),
        schema: node.get("schema").map(|schema| lowering.schema(schema)),
        encodings: encodings(lowering, &node, name),
        sse_sentinel: node.text("x-sse-sentinel", lowering.diagnostics),
        examples: examples(lowering, &node),
        pointer: node.pointer,
    };
    media_types.into_iter().map(lower).collect()
}

/// Lowers `encoding`, by the name of the member.
fn encodings<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    media_type: &str,
) -> Vec<(String, Encoding)> {
    let has_parts = media_type.trim_start().to_ascii_lowercase().starts_with("multipart/");
    let members = node.objects("encoding", lowering.diagnostics);
    let lower = |(name, node): (&str, Node<'v>)| {
        node.object(lowering.diagnostics)?;
        let has_style =
            ["style", "explode", "allowReserved"].into_iter().any(|key| node.get(key).is_some());
        let encoding = Encoding {
            content_type: node.text("contentType", lowering.diagnostics),
            serialization: has_style
                .then(|| parameter::serialization(lowering, &node, Location::Query, None)),
            // They apply to multipart bodies only (OpenAPI 3.1, section 4.8.15.1).
            headers: if has_parts { header::lower(lowering, &node) } else { Vec::new() },
            pointer: node.pointer,
        };
        Some((name.to_owned(), encoding))
    };
    members.into_iter().filter_map(lower).collect()
}

/// Collects the values of `example` and `examples` at `node`.
pub(super) fn examples<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Vec<Example> {
    let mut found = Vec::new();
    if let Some(value) = node.value.get("example") {
        let pointer = node.pointer.child("example");
        found.push(Example { pointer, value: value.clone() });
    }
    for (_, example) in node.members("examples", lowering.diagnostics) {
        let example = lowering.follow_optional(example);
        let value =
            example.as_ref().and_then(|example| Some((example, example.value.get("value")?)));
        if let Some((example, value)) = value {
            let pointer = example.pointer.child("value");
            found.push(Example { pointer, value: value.clone() });
        }
    }
    found
}
