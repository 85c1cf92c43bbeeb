//! Resolves pointers and byte offsets to lines and columns.
//!
//! Parsing records no locations. For diagnostics, the text is traversed once more along the requested
//! pointers, which are collected in a trie first.
//!
//! Invariant: every target has a location. A node that does not exist has the location of its nearest
//! ancestor.

mod json;
mod position;
mod trie;
mod yaml;

use self::trie::{Node, Span};
use crate::pointer::Pointer;
use crate::source::{Format, Source};

/// The part of a member that a diagnostic underlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The key.
    Key,
    /// The key of the first of several members with the same name.
    FirstKey,
    /// The value. For an object or array the key is underlined instead, because the value may have
    /// many lines.
    Value,
}

/// A target to locate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LocateTarget<'t> {
    /// A node of the description.
    Node(&'t Pointer, Part),
    /// A byte offset in the text.
    Offset(usize),
}

/// A range within one line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The line number, starting at 1.
    pub line: usize,
    /// The column of the first character, starting at 1.
    pub column: usize,
    /// The length in characters, at least 1.
    pub length: usize,
    /// The byte offset of the first character.
    pub offset: usize,
}

/// Returns the locations of `targets` in `source`, in the same order.
pub(crate) fn locate(source: &Source, targets: &[LocateTarget<'_>]) -> Vec<Location> {
    let mut wanted = Node::default();
    for target in targets {
        if let LocateTarget::Node(pointer, _) = target {
            wanted.want(pointer);
        }
    }
    // A failed traversal has found the nodes before the failure; other nodes use their ancestors.
    match (wanted.has_children(), source.format()) {
        (false, _) => {}
        (true, Format::Json) => json::walk(source.body(), &mut wanted),
        (true, Format::Yaml) => yaml::walk(source.body(), &mut wanted),
    }
    let before = source.body_offset();
    let spans: Vec<_> = targets
        .iter()
        .map(|target| match target {
            LocateTarget::Node(pointer, part) => wanted.span(pointer, *part).moved_by(before),
            LocateTarget::Offset(offset) => Span { start: *offset, length: 1 },
        })
        .collect();
    position::locations(&source.text, &spans)
}

#[cfg(test)]
mod tests;
