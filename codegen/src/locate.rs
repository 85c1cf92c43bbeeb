//! Turns places in a description, given as pointers or offsets, into lines and columns.
//!
//! Nothing is recorded while a description is parsed. Only when there is something to report, the
//! text is walked once more, and only along the wanted pointers, which are put into a trie first.
//!
//! Invariant: every place has a location. One that does not exist has that of its nearest ancestor,
//! so that a problem is never reported without a line.

mod json;
mod position;
mod trie;
mod yaml;

use self::trie::{Node, Span};
use crate::pointer::Pointer;
use crate::source::{Format, Source};

/// Which half of a member a diagnostic underlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Its name.
    Key,
    /// What stands under that name. Of an object or array that would be many lines, therefore the
    /// name is underlined in its place.
    Value,
}

/// A place that is to be located.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place<'place> {
    /// A node of the description.
    Node(&'place Pointer, Part),
    /// A byte of the text.
    Offset(usize),
}

/// A stretch of one line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The line, counted from 1.
    pub line: usize,
    /// Where the stretch begins in its line, in characters, counted from 1.
    pub column: usize,
    /// How long it is, in characters; at least 1.
    pub length: usize,
    /// Where it begins in the text, in bytes, counted from 0.
    pub offset: usize,
}

/// The locations of all `places` in `source`, in the order of the places.
pub(crate) fn locate(source: &Source, places: &[Place<'_>]) -> Vec<Location> {
    let mut wanted = Node::default();
    for place in places {
        if let Place::Node(pointer, _) = place {
            wanted.want(pointer);
        }
    }
    // A walk that fails has found what stands before the failure; the rest is told by ancestors.
    match (wanted.has_children(), source.format()) {
        (false, _) => {}
        (true, Format::Json) => json::walk(source.body(), &mut wanted),
        (true, Format::Yaml) => yaml::walk(source.body(), &mut wanted),
    }
    let before = source.body_offset();
    let spans: Vec<_> = places
        .iter()
        .map(|place| match place {
            Place::Node(pointer, part) => wanted.span(pointer, *part).moved_by(before),
            Place::Offset(offset) => Span { start: *offset, length: 1 },
        })
        .collect();
    position::locations(&source.text, &spans)
}

#[cfg(test)]
mod tests;
