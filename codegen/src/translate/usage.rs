//! Which schemas a caller sends and which ones a server answers.

use std::collections::HashSet;

use crate::ir::{Additional, Kind, MediaType, Operation, Response, SchemaId, Schemas};

/// The schemas that are reachable in each direction.
pub(super) struct Reachable {
    /// From parameters and request bodies.
    pub request: HashSet<SchemaId>,
    /// From responses.
    pub response: HashSet<SchemaId>,
}

impl Reachable {
    /// Follows the operations.
    pub(super) fn new<'o>(all: &Schemas, operations: impl Iterator<Item = &'o Operation>) -> Self {
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
            follow(all, parameters.chain(body).chain(headers).collect(), &mut request);
            let responses = operation.responses.iter();
            let headers = |response: &Response| -> Vec<SchemaId> {
                response.headers.iter().filter_map(|header| header.schema).collect()
            };
            let responses = responses
                .flat_map(|response| [schemas(&response.content), headers(response)].concat())
                .collect();
            follow(all, responses, &mut response);
        }
        Self { request, response }
    }

    /// What holds of `id` also holds of `other`, which stands for it.
    pub(super) fn also(&mut self, id: SchemaId, other: SchemaId) {
        for reached in [&mut self.request, &mut self.response] {
            if reached.contains(&id) {
                reached.insert(other);
            }
        }
    }
}

fn follow(schemas: &Schemas, mut pending: Vec<SchemaId>, reached: &mut HashSet<SchemaId>) {
    while let Some(id) = pending.pop() {
        if reached.insert(id) {
            pending.extend(children(&schemas[id].kind));
        }
    }
}

/// The schemas that a schema of this kind is made of, in document order.
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
        | Kind::Enum(_) => Vec::new(),
    }
}
