//! Lowers request bodies and media types with their examples.

use super::{Lowering, header, parameter, positional, serialized};
use crate::diagnostics::Diagnostic;
use crate::ir::{
    Body, Encoding, Example, Location, MediaType, PositionalParts, SchemaId, Serialized, essence,
    is_json, is_sequence,
};
use crate::node::Node;

/// Lowers the body of the operation at `operation`.
pub(super) fn body<'v>(lowering: &mut Lowering<'v, '_>, operation: &Node<'v>) -> Option<Body> {
    let (node, docs) = lowering.follow(operation.get("requestBody")?, "x-displayName")?;
    let content = media_types(lowering, &node, positional::lower);
    for media_type in &content {
        report_sent_events(lowering, media_type);
    }
    Some(Body { docs, required: node.flag("required", lowering.diagnostics), content })
}

/// Lowers the media types of a response, whose parts are not read.
pub(super) fn received<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Vec<MediaType> {
    media_types(lowering, node, |_, _, _| None)
}

/// Lowers the media types of the body or response at `node`. `positional` lowers the parts of one that
/// have a position.
fn media_types<'v, 'd>(
    lowering: &mut Lowering<'v, 'd>,
    node: &Node<'v>,
    positional: impl Fn(&mut Lowering<'v, 'd>, &Node<'v>, &str) -> Option<PositionalParts>,
) -> Vec<MediaType> {
    let media_types = node.members("content", lowering.diagnostics);
    let lower = |(name, node): (&str, Node<'v>)| {
        // Media types may be references (OpenAPI 3.2, `components.mediaTypes`).
        let node = lowering.document.follow(node, lowering.diagnostics)?;
        let (examples, serialized) = examples(lowering, &node, Some(name));
        let positional = positional(lowering, &node, name);
        let (mut schema, mut items) = (None, None);
        if positional.is_none() {
            report_positional(lowering, &node);
            schema = node.get("schema").map(|schema| lowering.schema(schema));
            items = items_of(lowering, &node, name);
        }
        Some(MediaType {
            name: name.to_owned(),
            schema,
            items,
            positional,
            encodings: encodings(lowering, &node, name),
            sse_sentinel: node.text("x-sse-sentinel", lowering.diagnostics),
            examples,
            serialized,
            pointer: node.pointer,
        })
    };
    media_types.into_iter().filter_map(lower).collect()
}

/// Lowers `itemSchema`, which describes each item of a sequence.
fn items_of<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    media_type: &str,
) -> Option<SchemaId> {
    let schema = node.get("itemSchema")?;
    if is_sequence(media_type) {
        return Some(lowering.schema(schema));
    }
    let message = "items of this media type are not supported";
    lowering.report(
        Diagnostic::warning("items-of-no-sequence", &schema.pointer, message)
            .at_key()
            .label("ignored")
            .note("sequences are event streams, JSON lines and JSON text sequences")
            .help("describe the whole body by `schema`"),
    );
    None
}

/// Reports encodings of parts by their position (OpenAPI 3.2, Media Type Object).
fn report_positional(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) {
    for member in ["prefixEncoding", "itemEncoding"] {
        if let Some(encoding) = node.get(member) {
            let message = "parts without a name are not supported here";
            lowering.report(
                Diagnostic::warning("parts-by-position", &encoding.pointer, message)
                    .at_key()
                    .label("ignored")
                    .help("use `encoding`, with a property of the schema for each part"),
            );
        }
    }
}

/// Reports the events of a request body, which is sent as bytes.
fn report_sent_events(lowering: &mut Lowering<'_, '_>, media_type: &MediaType) {
    if media_type.items.is_some() && essence(&media_type.name) == "text/event-stream" {
        let pointer = media_type.pointer.child("itemSchema");
        let message = "the events of a request body are not serialized";
        lowering.report(
            Diagnostic::warning("items-of-a-request", &pointer, message)
                .at_key()
                .label("the method takes bytes or a stream of bytes")
                .note("the type of the events is generated, so that callers can serialize it"),
        );
    }
}

/// Lowers `encoding`, by the name of the member.
pub(super) fn encodings<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    media_type: &str,
) -> Vec<(String, Encoding)> {
    let has_parts = media_type.trim_start().to_ascii_lowercase().starts_with("multipart/");
    let members = node.objects("encoding", lowering.diagnostics);
    let lower = |(name, node): (&str, Node<'v>)| {
        Some((name.to_owned(), encoding(lowering, node, has_parts)?))
    };
    members.into_iter().filter_map(lower).collect()
}

/// Lowers an encoding. Headers apply to multipart bodies only (OpenAPI 3.1, section 4.8.15.1).
pub(super) fn encoding<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: Node<'v>,
    has_parts: bool,
) -> Option<Encoding> {
    node.object(lowering.diagnostics)?;
    report_positional(lowering, &node);
    let has_style =
        ["style", "explode", "allowReserved"].into_iter().any(|key| node.get(key).is_some());
    Some(Encoding {
        content_type: node.text("contentType", lowering.diagnostics),
        serialization: has_style
            .then(|| parameter::serialization(lowering, &node, Location::Query, None)),
        headers: if has_parts { header::lower(lowering, &node) } else { Vec::new() },
        pointer: node.pointer,
    })
}

/// Collects the values of `example` and `examples` at `node`, and the texts of those that are not JSON.
/// A parameter has no media type.
pub(super) fn examples<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    media_type: Option<&str>,
) -> (Vec<Example>, Vec<Serialized>) {
    let (mut found, mut texts) = (Vec::new(), Vec::new());
    if let Some(value) = node.value.get("example") {
        let pointer = node.pointer.child("example");
        found.push(Example { pointer, value: value.to_json() });
    }
    for (_, example) in node.members("examples", lowering.diagnostics) {
        let Some(example) = lowering.follow_optional(example) else { continue };
        for member in ["value", "dataValue"] {
            if let Some(value) = example.value.get(member) {
                let pointer = example.pointer.child(member);
                found.push(Example { pointer, value: value.to_json() });
            }
        }
        if media_type.is_some_and(is_json) {
            found.extend(serialized::json(lowering, &example));
        } else {
            texts.extend(serialized::other(lowering, &example));
        }
    }
    (found, texts)
}
