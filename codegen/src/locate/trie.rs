//! The wanted pointers as a tree, which a walk through the text fills with byte offsets.
//!
//! Invariant: where a node has no offset, that of its nearest ancestor with one stands for it.

use std::collections::BTreeMap;

use super::Part;
use crate::pointer::Pointer;

/// A stretch of the text in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) length: usize,
}

impl Span {
    pub(super) fn moved_by(self, bytes: usize) -> Self {
        Self { start: self.start + bytes, ..self }
    }
}

/// A wanted place or one on the way to it, and what stands there.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The name of the member, or none for items of arrays and the root.
    pub(super) key: Option<Span>,
    /// The value, if it is neither an object nor an array.
    pub(super) scalar: Option<Span>,
    /// What tells best where an object or array begins, if that is what the value is.
    pub(super) opening: Option<Span>,
    children: BTreeMap<String, Node>,
}

impl Node {
    /// Puts `pointer` into the tree of which this is the root.
    pub(super) fn want(&mut self, pointer: &Pointer) {
        let mut node = self;
        for token in pointer.tokens() {
            node = node.children.entry(token.into_owned()).or_default();
        }
    }

    pub(super) fn has_children(&self) -> bool {
        !self.children.is_empty()
    }

    pub(super) fn wants(&self, token: &str) -> bool {
        self.children.contains_key(token)
    }

    /// The node below this one, emptied: where a name stands twice in an object, the later counts.
    pub(super) fn child(&mut self, token: &str) -> Option<&mut Self> {
        let child = self.children.get_mut(token)?;
        child.forget();
        Some(child)
    }

    fn forget(&mut self) {
        (self.key, self.scalar, self.opening) = (None, None, None);
        self.children.values_mut().for_each(Self::forget);
    }

    /// The span to underline for `pointer`, or for its nearest ancestor that was found.
    pub(super) fn span(&self, pointer: &Pointer, part: Part) -> Span {
        let mut node = self;
        let mut span = node.own_span(Part::Value).unwrap_or_default();
        let mut tokens = pointer.tokens().peekable();
        while let Some(token) = tokens.next() {
            // An ancestor is not the member that is meant, hence `part` is for the last one only.
            let part = if tokens.peek().is_some() { Part::Value } else { part };
            let Some(child) = node.children.get(token.as_ref()) else { break };
            (node, span) = (child, child.own_span(part).unwrap_or(span));
        }
        span
    }

    fn own_span(&self, part: Part) -> Option<Span> {
        match part {
            Part::Key => self.key.or(self.opening).or(self.scalar),
            Part::Value => self.scalar.or(self.key).or(self.opening),
        }
    }
}
