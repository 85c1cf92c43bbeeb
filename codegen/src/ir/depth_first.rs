//! Depth-first search in a graph of schemas.
//!
//! Invariant: it does not recurse, and takes time linear in the number of schemas and edges.

use super::{SchemaId, SchemaSet};

/// The result of a search.
#[derive(Clone, Debug, Default)]
pub struct DepthFirst {
    /// The schemas in the order in which they were left: each after those that it has edges to, other
    /// than the heads of cycles around it.
    pub order: Vec<SchemaId>,
    /// The schemas at which the search found a cycle. Every cycle has at least one.
    pub heads: SchemaSet,
}

/// Searches all schemas that `starts` reach.
#[must_use]
pub fn depth_first(
    starts: impl IntoIterator<Item = SchemaId>,
    edges: impl Fn(SchemaId) -> Vec<SchemaId>,
) -> DepthFirst {
    let mut found = DepthFirst::default();
    let mut states = States::default();
    for start in starts {
        if states.of(start) != State::New {
            continue;
        }
        states.set(start, State::Entered);
        let mut path = vec![(start, edges(start).into_iter())];
        while let Some((id, remaining)) = path.last_mut() {
            let Some(next) = remaining.next() else {
                found.order.push(*id);
                states.set(*id, State::Left);
                path.pop();
                continue;
            };
            match states.of(next) {
                State::New => {
                    states.set(next, State::Entered);
                    path.push((next, edges(next).into_iter()));
                }
                State::Entered => {
                    found.heads.insert(next);
                }
                State::Left => {}
            }
        }
    }
    found
}

/// How far the search is with a schema.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    New,
    Entered,
    Left,
}

/// The states by the position of the schema.
#[derive(Default)]
struct States(Vec<State>);

impl States {
    fn of(&self, id: SchemaId) -> State {
        self.0.get(id.position()).copied().unwrap_or_default()
    }

    fn set(&mut self, id: SchemaId, state: State) {
        let position = id.position();
        if self.0.len() <= position {
            self.0.resize(position + 1, State::New);
        }
        if let Some(slot) = self.0.get_mut(position) {
            *slot = state;
        }
    }
}
