//! Lowers `serializedValue` of examples (OpenAPI 3.2, Example Object).
//!
//! Where the media type is JSON, the text is an example like any other: the emitted tests read it and
//! write it again. Invariant: a text that is not compared is reported.

use serde_json::Value;

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ir::{Example, Serialized};
use crate::node::Node;

/// Lowers the JSON text of the example at `example`, if it has one.
pub(super) fn json(lowering: &mut Lowering<'_, '_>, example: &Node<'_>) -> Option<Example> {
    let node = example.get("serializedValue")?;
    let text = example.text("serializedValue", lowering.diagnostics)?;
    let Ok(value) = serde_json::from_str::<Value>(&text) else {
        lowering.report(contradicting(&node, "the text is not JSON"));
        return None;
    };
    match example.value.get("dataValue") {
        Some(data) if data.to_json() != value => {
            lowering.report(contradicting(&node, "the text is not that of `dataValue`"));
            None
        }
        // The test of `dataValue` reads and writes the same JSON.
        Some(_) => None,
        None => Some(Example { pointer: node.pointer, value }),
    }
}

/// Lowers the text of the example at `example` in any other notation, if it has one.
pub(super) fn other(lowering: &mut Lowering<'_, '_>, example: &Node<'_>) -> Option<Serialized> {
    let node = example.get("serializedValue")?;
    let text = example.text("serializedValue", lowering.diagnostics)?;
    if example.value.get("dataValue").is_none() {
        let message = "`dataValue` is missing, from which the text would be made";
        lowering.report(
            Diagnostic::warning("serialized-example", &node.pointer, message)
                .label("no test compares it with what the client sends")
                .help("add `dataValue`"),
        );
        return None;
    }
    Some(Serialized { data: example.pointer.child("dataValue"), pointer: node.pointer, text })
}

fn contradicting(node: &Node<'_>, message: &str) -> Diagnostic {
    Diagnostic::warning("contradicting-serialization", &node.pointer, message)
        .label("ignored")
        .help("correct `serializedValue`")
}
