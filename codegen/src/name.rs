//! Plain data to the model: names, types and what becomes of each operation.
//!
//! Invariant: a name depends on the position in the description and on what stands before it, so
//! that adding to the end of a description changes no other name.

mod docs;
mod examples;
mod fields;
mod headers;
mod links;
mod media;
mod members;
mod modules;
mod operations;
mod outcomes;
mod positions;
mod recursion;
mod selection;
mod servers;
mod share;
mod types;
mod usage;
mod variants;
mod waiters;

use self::selection::Selection;
use crate::diagnostics::Diagnostics;
use crate::model::{Api, BodyForm, BodyFormat, BodyKind, Operation, Type, TypeRef};
use crate::names::TypeName;
use crate::options::Options;
use crate::raw;

/// Decides everything that the output depends on.
pub fn name(raw: &raw::Api, options: &Options, diagnostics: &mut Diagnostics) -> Api {
    let named = operations::names(raw);
    let positions = positions::Positions::new(raw, &named);
    let mut types = types::Types::new(raw, &positions, options);
    let mut errors = outcomes::Errors::default();
    let mut headers = headers::Headers::default();
    let selection = Selection::new(raw, &named, options, diagnostics);
    let mut operations = operations::operations(raw, &named, &types, &mut errors, diagnostics);
    for (operation, raw) in operations.iter_mut().zip(&raw.operations) {
        operation.headers = headers.of(raw, &types);
    }
    waiters::add(&mut operations, raw, &named, &types.all, diagnostics);
    let operations = selection.operations(operations);
    selection.mark(raw, &mut types);
    let examples = selection.examples(raw, &types, examples::examples(raw, &types, &named));
    errors.all.retain(|error| {
        operations.iter().any(|it| selection::shared_error(it) == Some(error.name.as_str()))
    });
    headers.all.retain(|header| operations.iter().any(|it| it.headers.contains(&header.name)));
    recursion::resolve(&mut types.all);
    let links = links::links(raw, &named, &operations, &types.all, diagnostics);
    let mut builder = servers::scope();
    Api {
        title: raw.docs.title.clone().unwrap_or_else(|| "API".to_owned()),
        docs: docs::docs(&raw.docs, || "A client.".to_owned()),
        version: raw.version.clone(),
        license: raw.license.clone(),
        body_names: operations
            .iter()
            .filter_map(|operation| body_name(operation, &types.all))
            .collect(),
        tags: raw
            .tags
            .iter()
            .map(|(name, said)| (name.clone(), docs::docs(said, String::new)))
            .collect(),
        types: types.all,
        operations,
        links,
        errors: errors.all,
        headers: headers.all,
        servers: servers::servers(raw, &mut builder),
        schemes: servers::schemes(raw, &mut builder),
        examples,
    }
}

/// The name of the type that an operation sends as JSON.
fn body_name(operation: &Operation, types: &[Type]) -> Option<TypeName> {
    match &operation.body.as_ref()?.kind {
        BodyKind::Single(BodyForm { format: BodyFormat::Json(TypeRef::Named(id)), .. }) => {
            types.get(id.0).map(|ty| ty.name.clone())
        }
        _ => None,
    }
}
