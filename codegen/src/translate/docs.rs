//! Builds documentation from descriptions, limits and defaults.

use serde_json::Value;

use crate::ir;
use crate::rust::Docs;
use crate::text::code_span;

/// The documentation of an object. Without a description it is `otherwise`, which may be empty.
pub(super) fn docs(ir: &ir::Docs, otherwise: impl FnOnce() -> String) -> Docs {
    let text_of = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let mut blocks =
        vec![text_of(&ir.description).or_else(|| text_of(&ir.title)).unwrap_or_else(otherwise)];
    let limits: Vec<&str> =
        ir.limits.iter().map(String::as_str).filter(|limit| !is_documented(limit, ir)).collect();
    blocks.push(limits.join(" "));
    if ir.deprecated {
        blocks.push("**Deprecated.**".to_owned());
    }
    blocks.retain(|block| !block.is_empty());
    Docs { blocks, deprecated: ir.deprecated }
}

/// Whether the description contains the numbers of a limit already.
fn is_documented(limit: &str, ir: &ir::Docs) -> bool {
    let numbers = |text: &str| -> Vec<String> {
        let parts = text.split(|letter: char| !letter.is_ascii_digit());
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let documented = numbers(ir.description.as_deref().unwrap_or_default());
    let wanted = numbers(limit);
    !wanted.is_empty()
        && !limit.contains('`')
        && wanted.iter().all(|number| documented.contains(number))
}

/// The documentation of an operation: its summary, then its description.
pub(super) fn operation(ir: &ir::Docs, otherwise: impl FnOnce() -> String) -> Docs {
    let title = ir.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let description = ir.description.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let blocks = match (title, description) {
        (Some(title), Some(description)) if title != description => {
            vec![title.to_owned(), description.to_owned()]
        }
        (Some(text), _) | (None, Some(text)) => vec![text.to_owned()],
        (None, None) => vec![otherwise()],
    };
    Docs { blocks, deprecated: ir.deprecated }
}

/// The documentation of a property or parameter with its default value.
pub(super) fn with_default(mut docs: Docs, default: Option<&Value>) -> Docs {
    let default = default.map(ToString::to_string).filter(|text| text.chars().count() <= 60);
    docs.blocks.extend(default.map(|default| format!("Default: {}.", code_span(&default))));
    docs
}
