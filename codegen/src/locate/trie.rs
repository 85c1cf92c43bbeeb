//! A trie of requested pointers, which a traversal of the text fills with byte offsets.
//!
//! Invariant: a node without an offset uses that of its nearest ancestor with one.

use std::collections::BTreeMap;

use super::Part;
use crate::pointer::Pointer;

/// A byte range of the text.
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

/// A requested node or one of its ancestors.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The key of the member; `None` for array items and the root.
    key: Option<Span>,
    /// The key of the first of duplicate members.
    first_key: Option<Span>,
    /// The value, if it is a scalar.
    pub(super) scalar: Option<Span>,
    /// The start of the value, if it is an object or array.
    pub(super) opening: Option<Span>,
    /// How often the traversal has come to this node: more than once for duplicate keys.
    visits: usize,
    /// The visit of the parent in which the spans were found.
    found_in: usize,
    children: BTreeMap<String, Node>,
}

impl Node {
    /// Inserts `pointer` into the trie with this root.
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

    /// The child for `token`, cleared: of duplicate keys, the last one counts. What was found below an
    /// earlier duplicate is not cleared one by one, but no longer counts, since it is of another visit.
    pub(super) fn child(&mut self, token: &str) -> Option<&mut Self> {
        let child = self.children.get_mut(token)?;
        (child.key, child.scalar, child.opening) = (None, None, None);
        if child.found_in != self.visits {
            child.first_key = None;
        }
        child.found_in = self.visits;
        child.visits += 1;
        Some(child)
    }

    /// Sets the key of a member.
    pub(super) fn set_key(&mut self, span: Span) {
        self.key = Some(span);
        self.first_key.get_or_insert(span);
    }

    /// The span for `pointer`, or for its nearest ancestor with a span.
    pub(super) fn span(&self, pointer: &Pointer, part: Part) -> Span {
        let mut node = self;
        let mut span = node.own_span(Part::Value).unwrap_or_default();
        let mut tokens = pointer.tokens().peekable();
        while let Some(token) = tokens.next() {
            // `part` applies to the last token only; ancestors are located by value.
            let part = if tokens.peek().is_some() { Part::Value } else { part };
            let child = node.children.get(token.as_ref());
            let Some(child) = child.filter(|child| child.found_in == node.visits) else { break };
            (node, span) = (child, child.own_span(part).unwrap_or(span));
        }
        span
    }

    fn own_span(&self, part: Part) -> Option<Span> {
        match part {
            Part::Key => self.key.or(self.opening).or(self.scalar),
            Part::FirstKey => self.first_key.or(self.key),
            Part::Value => self.scalar.or(self.key).or(self.opening),
        }
    }
}
