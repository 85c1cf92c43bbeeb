//! Bounds the nesting of brackets in a JSONPath before it is parsed.
//!
//! Invariant: brackets in quotes do not count.

use crate::limits;

/// Whether more brackets are nested than allowed.
pub(super) fn is_too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, quote) {
            ('\\', Some(_)) => {
                characters.next();
            }
            (end, Some(start)) if end == start => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(character),
            ('(' | '[', None) => {
                depth += 1;
                if depth > limits::JSON_PATH_NESTING {
                    return true;
                }
            }
            (')' | ']', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
