//! Depth-first search in a graph of schemas.
//!
//! Invariant: it does not recurse, and takes time linear in the number of schemas and edges.

use std::collections::{HashMap, HashSet};

use super::SchemaId;

/// The result of a search.
#[derive(Clone, Debug, Default)]
pub struct DepthFirst {
    /// The schemas in the order in which they were left: each after those that it has edges to, other
    /// than the heads of cycles around it.
    pub order: Vec<SchemaId>,
    /// The schemas at which the search found a cycle. Every cycle has at least one.
    pub heads: HashSet<SchemaId>,
}

/// Searches all schemas that `starts` reach.
#[must_use]
pub fn depth_first(
    starts: impl IntoIterator<Item = SchemaId>,
    edges: impl Fn(SchemaId) -> Vec<SchemaId>,
) -> DepthFirst {
    let mut found = DepthFirst::default();
    // Whether each schema that was entered has been left.
    let mut left: HashMap<SchemaId, bool> = HashMap::new();
    for start in starts {
        if left.contains_key(&start) {
            continue;
        }
        left.insert(start, false);
        let mut path = vec![(start, edges(start).into_iter())];
        while let Some((id, remaining)) = path.last_mut() {
            let Some(next) = remaining.next() else {
                found.order.push(*id);
                left.insert(*id, true);
                path.pop();
                continue;
            };
            match left.get(&next) {
                None => {
                    left.insert(next, false);
                    path.push((next, edges(next).into_iter()));
                }
                Some(false) => {
                    found.heads.insert(next);
                }
                Some(true) => {}
            }
        }
    }
    found
}
