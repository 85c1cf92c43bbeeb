//! Reads `x-lints` at the root of a description: the levels of diagnostics that belong to it.

use serde_json::Value;

use crate::diagnostics::{Diagnostic, Diagnostics, Level, Levels};
use crate::node::Node;

/// The extension. Its members are codes or groups, and their values are levels.
pub(crate) const NAME: &str = "x-lints";

/// The levels that a description sets. Groups count less than codes, in whichever order they stand.
pub(crate) fn levels(root: &Value, diagnostics: &mut Diagnostics) -> Levels {
    let mut members = Node::root(root).members(NAME, diagnostics);
    // A group has many codes, so it comes before what is set for one of them.
    members.sort_by_key(|(name, _)| crate::diagnostics::codes::find(name).is_some());
    let mut levels = Levels::default();
    for (name, node) in members {
        let Some(level) = node.value.as_str().and_then(Level::from_name) else {
            let message = "a level is `allow`, `note`, `warn` or `deny`";
            diagnostics.push(Diagnostic::error("unknown-level", &node.pointer, message));
            continue;
        };
        if let Err(problem) = levels.set(name, level) {
            diagnostics.push(Diagnostic::error("unknown-level", &node.pointer, problem).at_key());
        }
    }
    levels
}
