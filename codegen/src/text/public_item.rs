//! Items of a public API to lines of the file that lists them.

use super::line::Line;

/// The line of an item, which consists of identifiers, types, literals and a reference.
pub(crate) fn public_item(item: String) -> Line {
    Line::escaped(item)
}
