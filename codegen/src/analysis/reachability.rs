//! Computes which schemas clients send and which ones they receive.

use crate::ir::{Additional, Kind, MediaType, Operation, SchemaId, SchemaSet, Schemas};

/// The schemas that operations and webhooks reach in each direction.
pub(crate) struct Reachable {
    /// The schemas of what clients send: parameters, request bodies, responses to webhooks.
    pub(crate) request: SchemaSet,
    /// The schemas of what clients receive: responses, and the requests of webhooks.
    pub(crate) response: SchemaSet,
}

impl Reachable {
    /// Traverses the schemas of the operations, and those of webhooks, which clients receive.
    pub(crate) fn new<'o>(
        all: &Schemas,
        operations: impl Iterator<Item = &'o Operation>,
        webhooks: impl Iterator<Item = &'o Operation>,
    ) -> Self {
        let (mut request, mut response) = (SchemaSet::default(), SchemaSet::default());
        for operation in operations {
            traverse(all, requested(operation), &mut request);
            traverse(all, answered(operation), &mut response);
        }
        for webhook in webhooks {
            traverse(all, requested(webhook), &mut response);
            traverse(all, answered(webhook), &mut request);
        }
        Self { request, response }
    }

    /// Marks `representative` as reached wherever its duplicate `id` is.
    pub(super) fn merge_into(&mut self, id: SchemaId, representative: SchemaId) {
        for reached in [&mut self.request, &mut self.response] {
            if reached.contains(&id) {
                reached.insert(representative);
            }
        }
    }
}

/// The schemas of the parameters and the request body.
fn requested(operation: &Operation) -> Vec<SchemaId> {
    let parameters = operation.parameters.iter().filter_map(|parameter| parameter.schema);
    let content = || operation.body.iter().flat_map(|body| &body.content);
    let bodies = content().flat_map(MediaType::schemas);
    parameters.chain(bodies).chain(content().flat_map(MediaType::part_headers)).collect()
}

/// The schemas of the responses.
fn answered(operation: &Operation) -> Vec<SchemaId> {
    let content = operation.responses.iter().flat_map(|response| &response.content);
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    let bodies = content.flat_map(MediaType::schemas);
    bodies.chain(headers.filter_map(|header| header.schema)).collect()
}

fn traverse(schemas: &Schemas, mut pending: Vec<SchemaId>, reached: &mut SchemaSet) {
    while let Some(id) = pending.pop() {
        if reached.insert(id) {
            pending.extend(children(&schemas[id].kind));
        }
    }
}

/// The direct sub-schemas of a schema, in document order.
pub(super) fn children(kind: &Kind) -> Vec<SchemaId> {
    match kind {
        Kind::Array(items) => items.iter().copied().collect(),
        Kind::Object(object) => {
            let mut found: Vec<_> = object.properties.values().copied().collect();
            if let Additional::Schema(values) = object.additional {
                found.push(values);
            }
            found
        }
        Kind::Union(union) => union.variants.clone(),
        Kind::AllOf(members) => members.clone(),
        Kind::Reference(target) => vec![*target],
        Kind::Any
        | Kind::Null
        | Kind::Boolean
        | Kind::Integer(_)
        | Kind::Number
        | Kind::String(_)
        | Kind::Enum(_)
        | Kind::Foreign(_) => Vec::new(),
    }
}
