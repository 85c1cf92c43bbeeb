//! Request bodies and media types, with their examples.

use super::Lowering;
use crate::node::Node;
use crate::raw::{Body, Example, MediaType};

/// The body of the operation at `operation`.
pub(super) fn body<'v>(lowering: &mut Lowering<'v, '_>, operation: &Node<'v>) -> Option<Body> {
    let node = lowering.document.follow(operation.get("requestBody")?, lowering.diagnostics)?;
    node.object(lowering.diagnostics)?;
    Some(Body {
        docs: super::docs(&node, "x-displayName", lowering.diagnostics),
        required: node.flag("required", lowering.diagnostics),
        content: media_types(lowering, &node),
    })
}

/// The forms that the body or response at `node` has.
pub(super) fn media_types<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Vec<MediaType> {
    let media_types = node.members("content", lowering.diagnostics);
    let lower = |(name, node): (&str, Node<'v>)| MediaType {
        name: name.to_owned(),
        schema: node.get("schema").map(|schema| lowering.schema(schema)),
        sse_sentinel: node.text("x-sse-sentinel", lowering.diagnostics),
        examples: examples(lowering, &node),
        pointer: node.pointer,
    };
    media_types.into_iter().map(lower).collect()
}

/// The values of `example` and `examples` at `node`.
pub(super) fn examples<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Vec<Example> {
    let mut found = Vec::new();
    if let Some(value) = node.value.get("example") {
        let pointer = node.pointer.child("example");
        found.push(Example { pointer, value: value.clone() });
    }
    for (_, example) in node.members("examples", lowering.diagnostics) {
        let example = lowering.document.follow(example, lowering.diagnostics);
        let value =
            example.as_ref().and_then(|example| Some((example, example.value.get("value")?)));
        if let Some((example, value)) = value {
            let pointer = example.pointer.child("value");
            found.push(Example { pointer, value: value.clone() });
        }
    }
    found
}
