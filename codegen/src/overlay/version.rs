//! The version of the Overlay Specification that an overlay states.
//!
//! Invariant: the patch number does not matter (Overlay Specification 1.1.0, section 4.1).

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::node::Node;
use crate::value::Value;

/// A version of the Overlay Specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V10,
    V11,
}

impl Version {
    /// The version of an overlay. Another version is reported, and its overlay is not applied.
    pub(super) fn of(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Some(node) = root.get("overlay") else {
            diagnostics.push(root.missing("overlay", "read as Overlay 1.1"));
            return Some(Self::V11);
        };
        let text = match node.value {
            Value::String(text) => text.to_string(),
            // YAML reads `1.1` without quotes as a number.
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let is = |minor: &str| {
            text.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if is("1.0") {
            return Some(Self::V10);
        }
        if is("1.1") {
            return Some(Self::V11);
        }
        let message = format!("the version `{text}` of Overlay is not supported");
        diagnostics.push(
            Diagnostic::error("unsupported-version", &node.pointer, message)
                .label("this overlay is not applied")
                .help("write an overlay of version 1.0 or 1.1, such as `overlay: 1.1.0`"),
        );
        None
    }
}
