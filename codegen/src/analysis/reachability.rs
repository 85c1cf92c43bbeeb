//! Computes which schemas requests send and which ones responses return.

use std::collections::HashSet;

use crate::ir::{Additional, Kind, MediaType, Operation, Response, SchemaId, Schemas};

/// The schemas that operations reach in each direction.
pub(crate) struct Reachable {
    /// The schemas of parameters and request bodies.
    pub(crate) request: HashSet<SchemaId>,
    /// The schemas of responses.
    pub(crate) response: HashSet<SchemaId>,
}

impl Reachable {
    /// Traverses the schemas of the operations.
    pub(crate) fn new<'o>(all: &Schemas, operations: impl Iterator<Item = &'o Operation>) -> Self {
        let schemas = |content: &[MediaType]| -> Vec<SchemaId> {
            content.iter().filter_map(|media_type| media_type.schema).collect()
        };
        let mut request = HashSet::new();
        let mut response = HashSet::new();
        for operation in operations {
            let parameters = operation.parameters.iter().filter_map(|parameter| parameter.schema);
            let body = operation.body.iter().flat_map(|body| schemas(&body.content));
            let content = operation.body.iter().flat_map(|body| &body.content);
            let headers = content.flat_map(MediaType::part_headers);
            traverse(all, parameters.chain(body).chain(headers).collect(), &mut request);
            let responses = operation.responses.iter();
            let headers = |response: &Response| -> Vec<SchemaId> {
                response.headers.iter().filter_map(|header| header.schema).collect()
            };
            let responses = responses
                .flat_map(|response| [schemas(&response.content), headers(response)].concat())
                .collect();
            traverse(all, responses, &mut response);
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

fn traverse(schemas: &Schemas, mut pending: Vec<SchemaId>, reached: &mut HashSet<SchemaId>) {
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
