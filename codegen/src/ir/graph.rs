//! Strongly connected components of a graph of schemas: which schemas are on a common cycle.
//!
//! This is the one way in which passes and analyses follow schemas that refer to each other. Invariant:
//! it does not recurse, and takes time linear in the number of schemas and edges.

use super::SchemaId;

/// The strongly connected components (Tarjan) of the schemas that `starts` reach. A component comes
/// after all others that it has edges to, and its schemas are in ascending order. Schemas without
/// edges are in none.
#[must_use]
pub fn strongly_connected(
    starts: impl IntoIterator<Item = SchemaId>,
    edges: impl Fn(SchemaId) -> Vec<SchemaId>,
) -> Vec<Vec<SchemaId>> {
    let mut search =
        Search { edges, visited: Vec::new(), count: 0, open: Vec::new(), found: Vec::new() };
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
    /// The visits by the position of the schema.
    visited: Vec<Option<Visit>>,
    count: usize,
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
                match self.visited.get(next.position()).copied().flatten() {
                    None => path.extend(self.visit(next)),
                    Some(visit) if !visit.complete => self.lower(id, visit.lowest),
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            let lowest = self.visit_of(id).map_or(number, |visit| visit.lowest);
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
        let position = id.position();
        if self.visited.len() <= position {
            self.visited.resize(position + 1, None);
        }
        let slot = self.visited.get_mut(position).filter(|visit| visit.is_none())?;
        let edges = (self.edges)(id).into_iter();
        let number = self.count;
        self.count += 1;
        *slot = Some(Visit { lowest: number, complete: edges.len() == 0 });
        if edges.len() == 0 {
            return None;
        }
        self.open.push(id);
        Some(Step { id, number, edges })
    }

    fn visit_of(&mut self, id: SchemaId) -> Option<&mut Visit> {
        self.visited.get_mut(id.position()).and_then(Option::as_mut)
    }

    fn lower(&mut self, id: SchemaId, reached: usize) {
        if let Some(visit) = self.visit_of(id) {
            visit.lowest = visit.lowest.min(reached);
        }
    }

    /// Completes the component whose first visited schema is `first`.
    fn complete(&mut self, first: SchemaId) {
        let mut members = Vec::new();
        while let Some(member) = self.open.pop() {
            if let Some(visit) = self.visit_of(member) {
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
