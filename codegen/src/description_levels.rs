//! Reads `x-lints` at the root of a description: the levels of diagnostics that belong to it.

use crate::diagnostics::{Diagnostic, Diagnostics, Level, LevelError, Levels, codes};
use crate::node::Node;

/// The extension. Its members are codes or groups, and their values are levels.
pub(crate) const NAME: &str = "x-lints";

/// What becomes of a level that cannot be set.
const IGNORED: &str = "this is ignored";

/// The levels that a description sets. Groups count less than codes, in whichever order they stand.
pub(crate) fn levels(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Levels {
    let mut members = root.members(NAME, diagnostics);
    // A group has many codes, so it comes before what is set for one of them.
    members.sort_by_key(|(name, _)| codes::find(name).is_some());
    let mut levels = Levels::default();
    for (name, node) in members {
        let Some(level) = node.value.as_str().and_then(Level::from_name) else {
            diagnostics.push(unknown_level(&node));
            continue;
        };
        if let Err(error) = levels.set(name, level) {
            diagnostics.push(not_set(&node, error));
        }
    }
    levels
}

fn unknown_level(node: &Node<'_>) -> Diagnostic {
    Diagnostic::error("unknown-level", &node.pointer, "this is not a level")
        .otherwise(IGNORED)
        .help("write `allow`, `note`, `warn` or `deny`")
}

fn not_set(node: &Node<'_>, error: LevelError) -> Diagnostic {
    let (message, nearest) = match error {
        LevelError::Unknown(code) => (format!("there is no code `{}`", code.name), code.nearest),
        error @ LevelError::AlwaysAnError(_) => (error.to_string(), None),
    };
    let diagnostic = Diagnostic::error("unknown-level", &node.pointer, message);
    let diagnostic = diagnostic.at_key().otherwise(IGNORED);
    match nearest {
        Some(nearest) => diagnostic.rename(nearest),
        None => diagnostic.help("`cargo xtask explain` lists all codes and their levels"),
    }
}
