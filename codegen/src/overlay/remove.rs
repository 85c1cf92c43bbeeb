//! Removes values from the objects and arrays that contain them.
//!
//! Invariant: each object and each array is traversed once for an action, however many of its values
//! are removed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::pointer::Pointer;
use crate::pointer::origins::Origins;

/// Removes the values at `pointers`, none of which is the root.
pub(super) fn remove(root: &mut Value, origins: &mut Origins, pointers: &[Pointer]) {
    // The deepest come first, so that no removal moves what is removed later.
    let mut by_parent: BTreeMap<(Reverse<usize>, Pointer), BTreeSet<String>> = BTreeMap::new();
    for pointer in pointers {
        if let (Some(parent), Some(token)) = (pointer.parent(), pointer.last()) {
            let key = (Reverse(parent.tokens().count()), parent);
            by_parent.entry(key).or_default().insert(token.into_owned());
        }
    }
    for ((_, parent), tokens) in by_parent {
        match root.pointer_mut(parent.as_str()) {
            Some(Value::Object(members)) => {
                members.retain(|name, _| !tokens.contains(name));
                origins.at(&parent).remove_members(&tokens);
            }
            Some(Value::Array(items)) => {
                let positions = tokens.iter().filter_map(|token| token.parse().ok()).collect();
                origins.at(&parent).remove_items(&positions, items.len());
                let mut position = 0;
                items.retain(|_| {
                    position += 1;
                    !positions.contains(&(position - 1))
                });
            }
            _ => {}
        }
    }
}
