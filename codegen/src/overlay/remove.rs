//! Removes values from the objects and arrays that contain them.
//!
//! Invariant: each object and each array is traversed once for an action, however many of its values
//! are removed, and each value that is traversed is a step.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::json_path::Steps;
use crate::limits::Exceeded;
use crate::pointer::Pointer;
use crate::pointer::origins::Origins;
use crate::value::Value;

/// The steps of an item that moves.
const MOVED: usize = 8;

/// Removes the values at `pointers`, none of which is the root.
///
/// # Errors
/// If no steps are left.
pub(super) fn remove(
    root: &mut Value,
    origins: &mut Origins,
    pointers: &[Pointer],
    steps: &Steps,
) -> Result<(), Exceeded> {
    // The deepest come first, so that no removal moves what is removed later.
    let mut by_parent: BTreeMap<(Reverse<usize>, Pointer), BTreeSet<String>> = BTreeMap::new();
    for pointer in pointers {
        if let (Some(parent), Some(token)) = (pointer.parent(), pointer.last()) {
            let key = (Reverse(parent.tokens().count()), parent);
            by_parent.entry(key).or_default().insert(token.into_owned());
        }
    }
    for ((_, parent), tokens) in by_parent {
        match parent.resolve_mut(root) {
            Some(Value::Object(members)) => {
                steps.take(members.len())?;
                members.retain(|name, _| !tokens.contains(name));
                origins.at(&parent).remove_members(&tokens);
            }
            Some(Value::Array(items)) => {
                // Each item that moves gets a new node.
                steps.take(items.len().saturating_mul(MOVED))?;
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
    Ok(())
}
