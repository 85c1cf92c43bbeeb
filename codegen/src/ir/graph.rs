//! Strongly connected components of a graph of schemas: which schemas are on a common cycle.
//!
//! This is the one way in which passes and analyses follow schemas that refer to each other. Invariant:
//! it does not recurse, and takes time linear in the number of schemas and edges.

use std::collections::HashMap;

use super::SchemaId;

/// The strongly connected components (Tarjan) of the schemas that `starts` reach. A component comes
/// after all others that it has edges to, and its schemas are in ascending order.
#[must_use]
pub fn strongly_connected(
    starts: impl IntoIterator<Item = SchemaId>,
    edges: impl Fn(SchemaId) -> Vec<SchemaId>,
) -> Vec<Vec<SchemaId>> {
    let mut search = Search { edges, visited: HashMap::new(), open: Vec::new(), found: Vec::new() };
    for start in starts {
        search.from(start);
    }
    search.found
}

/// Whether the schemas of a component are on a cycle: there are several, or the only one has an edge to
/// itself.
#[must_use]
pub fn cyclic(component: &[SchemaId], edges: impl Fn(SchemaId) -> Vec<SchemaId>) -> bool {
    match component {
        [only] => edges(*only).contains(only),
        _ => true,
    }
}

struct Search<Edges> {
    edges: Edges,
    visited: HashMap<SchemaId, Visit>,
    /// The visited schemas whose component is not complete.
    open: Vec<SchemaId>,
    found: Vec<Vec<SchemaId>>,
}

/// The state of a visited schema. Schemas are numbered in the order of visits.
#[derive(Clone, Copy)]
struct Visit {
    /// The smallest number of an open schema that is known to be reachable.
    lowest: usize,
    complete: bool,
}

/// A schema on the path of the search and its remaining edges.
struct Step {
    id: SchemaId,
    number: usize,
    edges: std::vec::IntoIter<SchemaId>,
}

impl<Edges: Fn(SchemaId) -> Vec<SchemaId>> Search<Edges> {
    fn from(&mut self, start: SchemaId) {
        let mut path: Vec<Step> = Vec::new();
        path.extend(self.visit(start));
        while let Some(step) = path.last_mut() {
            let (id, number) = (step.id, step.number);
            if let Some(next) = step.edges.next() {
                match self.visited.get(&next) {
                    None => path.extend(self.visit(next)),
                    Some(visit) if !visit.complete => self.lower(id, visit.lowest),
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            let lowest = self.visited.get(&id).map_or(number, |visit| visit.lowest);
            if lowest == number {
                self.complete(id);
            }
            if let Some(parent) = path.last() {
                self.lower(parent.id, lowest);
            }
        }
    }

    /// Visits a schema, unless it has been visited.
    fn visit(&mut self, id: SchemaId) -> Option<Step> {
        if self.visited.contains_key(&id) {
            return None;
        }
        let number = self.visited.len();
        self.visited.insert(id, Visit { lowest: number, complete: false });
        self.open.push(id);
        Some(Step { id, number, edges: (self.edges)(id).into_iter() })
    }

    fn lower(&mut self, id: SchemaId, reached: usize) {
        if let Some(visit) = self.visited.get_mut(&id) {
            visit.lowest = visit.lowest.min(reached);
        }
    }

    /// Completes the component whose first visited schema is `first`.
    fn complete(&mut self, first: SchemaId) {
        let mut members = Vec::new();
        while let Some(member) = self.open.pop() {
            if let Some(visit) = self.visited.get_mut(&member) {
                visit.complete = true;
            }
            members.push(member);
            if member == first {
                break;
            }
        }
        members.sort_unstable();
        self.found.push(members);
    }
}
