//! Follows pointers that pass through references.
//!
//! `#/components/schemas/A/properties/b` has no value where `A` is a `$ref`: bundlers continue at the
//! target of that `$ref`. Invariant: the result has the pointer of the value itself, so that a value
//! has one pointer.

use std::collections::VecDeque;

use super::Document;
use crate::limits;
use crate::node::Node;
use crate::pointer::{Pointer, bundled, inside};

/// The node at `pointer`. Ends, because the number of references on the way is limited.
pub(super) fn node<'v>(document: Document<'v>, pointer: &Pointer) -> Option<Node<'v>> {
    let (mut current, mut rest) = start(document, pointer)?;
    let mut references = 0;
    while let Some(token) = rest.pop_front() {
        if let Some(next) = step(&current, &token) {
            current = next;
            continue;
        }
        references += 1;
        if references > limits::REFERENCE_CHAIN {
            return None;
        }
        let target = Pointer::from_fragment(current.value.get("$ref")?.as_str()?)?;
        let (first, mut tokens) = start(document, &target)?;
        tokens.push_back(token);
        tokens.append(&mut rest);
        (current, rest) = (first, tokens);
    }
    Some(current)
}

/// The root of the file that a pointer leads into, and the tokens from there.
fn start<'v>(document: Document<'v>, pointer: &Pointer) -> Option<(Node<'v>, VecDeque<String>)> {
    let (root, inside) = match bundled::split(pointer) {
        Some((path, inside)) => (bundled::file(&path), inside),
        None => (Pointer::root(), pointer.clone()),
    };
    let value = document.value(&root)?;
    let tokens = inside.tokens().map(std::borrow::Cow::into_owned).collect();
    Some((Node { value, pointer: root, document }, tokens))
}

/// The member or item of a value.
fn step<'v>(node: &Node<'v>, token: &str) -> Option<Node<'v>> {
    let value = inside(node.value, token)?;
    Some(Node { value, pointer: node.pointer.child(token), document: node.document })
}
