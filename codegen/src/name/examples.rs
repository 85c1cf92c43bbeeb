//! The examples of a description, each with the type that it is a value of.

use std::collections::HashSet;

use super::operations::Named;
use super::types::Types;
use crate::model::{Example, TypeRef};
use crate::names::{ModuleName, Scope, unique};
use crate::raw::{self, MediaType};

/// All examples of named schemas, request bodies and responses, each once.
pub(super) fn examples(raw: &raw::Api, types: &Types<'_>, named: &[Named]) -> Vec<Example> {
    let mut scope = Scope::with(&["main", "serde", "serde_json"]);
    let components: Vec<(&str, ModuleName)> =
        raw.components.iter().map(|(name, _)| (name.as_str(), ModuleName::new(name))).collect();
    let mut examples = Vec::new();
    for ((_, id), module) in raw.components.iter().zip(unique(&mut scope, &components)) {
        let ty = types.nullable_ref(*id);
        let own = raw.schemas[*id].examples.iter();
        examples.extend(own.map(|example| typed(example, &ty, &module)));
    }
    for (operation, named) in raw.operations.iter().zip(named) {
        let module = scope.take(named.module.clone());
        let body = operation.body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        for media_type in body.chain(responses) {
            examples.extend(of_media_type(media_type, types, &module));
        }
    }
    let mut seen = HashSet::new();
    examples.retain(|example| seen.insert(example.source.pointer.clone()));
    examples
}

fn of_media_type(media_type: &MediaType, types: &Types<'_>, module: &ModuleName) -> Vec<Example> {
    let Some(schema) = media_type.schema else { return Vec::new() };
    let ty = types.nullable_ref(schema);
    media_type.examples.iter().map(|example| typed(example, &ty, module)).collect()
}

fn typed(example: &raw::Example, ty: &TypeRef, module: &ModuleName) -> Example {
    Example { source: example.clone(), ty: ty.clone(), module: module.clone() }
}
