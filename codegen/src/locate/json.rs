//! Locates nodes in a JSON text.
//!
//! `serde_json` borrows raw values from the text, so the address of a value determines its offset.
//! Objects and arrays are parsed one level at a time.
//!
//! Invariant: the recursion follows the requested pointers and is no deeper than they are.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::trie::{Node, Span};

/// Fills in the spans of the nodes below `root`.
pub(super) fn walk(text: &str, root: &mut Node) {
    if let Ok(value) = serde_json::from_str(text) {
        visit(text, value, root);
    }
}

fn visit<'text>(text: &'text str, value: &'text RawValue, node: &mut Node) {
    let span = span_of(text, value);
    if value.get().starts_with('{') {
        node.opening = Some(Span { length: 1, ..span });
        if node.has_children() {
            visit_members(text, value, node);
        }
    } else if value.get().starts_with('[') {
        node.opening = Some(Span { length: 1, ..span });
        if node.has_children() {
            visit_items(text, value, node);
        }
    } else {
        node.scalar = Some(span);
    }
}

fn visit_members<'text>(text: &'text str, object: &'text RawValue, node: &mut Node) {
    let Ok(Members(members)) = serde_json::from_str(object.get()) else { return };
    for (key, value) in members {
        let Ok(name) = serde_json::from_str::<String>(key.get()) else { continue };
        if let Some(child) = node.child(&name) {
            child.set_key(span_of(text, key));
            visit(text, value, child);
        }
    }
}

fn visit_items<'text>(text: &'text str, array: &'text RawValue, node: &mut Node) {
    let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(array.get()) else { return };
    for (position, value) in items.into_iter().enumerate() {
        if let Some(child) = node.child(&position.to_string()) {
            visit(text, value, child);
        }
    }
}

/// The span of `part`, which is a slice of `text`.
fn span_of(text: &str, part: &RawValue) -> Span {
    let start = part.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
    Span { start, length: part.get().len() }
}

/// The raw members of an object, including duplicates.
struct Members<'text>(Vec<(&'text RawValue, &'text RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
