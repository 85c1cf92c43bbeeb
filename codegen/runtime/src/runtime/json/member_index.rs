//! The members of an object by name, for many searches in one object.
//!
//! Invariant: all searches together take linear time. Of several members with one name, it is the last
//! one.

use std::collections::HashMap;

use super::node::Node;

/// The number of tokens up to which each search compares all names.
const FEW: usize = 32;

/// The members of an object. Other values have none.
pub(crate) enum MemberIndex<'t> {
    Few(Node<'t>),
    Many(HashMap<&'t str, Node<'t>>),
}

impl<'t> MemberIndex<'t> {
    pub(crate) fn new(object: Node<'t>) -> Self {
        if object.tokens() <= FEW {
            return Self::Few(object);
        }
        Self::Many(object.members().into_iter().flatten().collect())
    }

    /// The member with this name.
    pub(crate) fn get(&self, name: &str) -> Option<Node<'t>> {
        match self {
            Self::Few(object) => object.get(name),
            Self::Many(members) => members.get(name).copied(),
        }
    }
}
