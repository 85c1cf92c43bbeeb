//! Lowers `serializedValue` of examples (OpenAPI 3.2, Example Object).
//!
//! Where the media type is JSON, the text is an example like any other: the emitted tests read it and
//! write it again. Invariant: a text that is not tested is reported.

use serde_json::Value;

use super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ir::Example;
use crate::node::Node;

/// What the text of an example is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// JSON text.
    Json,
    /// Anything else, such as a query.
    Other,
}

/// Lowers the text of the example at `example`, if it has one.
pub(super) fn lower(
    lowering: &mut Lowering<'_, '_>,
    example: &Node<'_>,
    notation: Notation,
) -> Option<Example> {
    let node = example.get("serializedValue")?;
    let text = example.text("serializedValue", lowering.diagnostics)?;
    if notation == Notation::Other {
        lowering.report(not_tested(&node));
        return None;
    }
    let Ok(value) = serde_json::from_str::<Value>(&text) else {
        lowering.report(contradicting(&node, "the text is not JSON"));
        return None;
    };
    match example.value.get("dataValue") {
        Some(data) if *data != value => {
            lowering.report(contradicting(&node, "the text is not that of `dataValue`"));
            None
        }
        // The test of `dataValue` reads and writes the same JSON.
        Some(_) => None,
        None => Some(Example { pointer: node.pointer, value }),
    }
}

fn contradicting(node: &Node<'_>, message: &str) -> Diagnostic {
    Diagnostic::warning("contradicting-serialization", &node.pointer, message)
        .label("ignored")
        .help("correct `serializedValue`")
}

fn not_tested(node: &Node<'_>) -> Diagnostic {
    let message = "a serialized example is tested only where it is JSON";
    Diagnostic::warning("serialized-example", &node.pointer, message)
        .label("no test compares it with what the client sends or reads")
}
