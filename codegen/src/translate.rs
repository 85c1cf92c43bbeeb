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
use crate::ident::TypeName;
use crate::ir;
use crate::options::Options;
use crate::rust::{Api, BodyForm, BodyFormat, BodyKind, Operation, Type, TypeRef};

/// Decides everything that the output depends on.
pub fn translate(ir: &ir::Api, options: &Options, diagnostics: &mut Diagnostics) -> Api {
    let named = operations::names(ir);
    let positions = positions::Positions::new(ir, &named);
    let mut types = types::Types::new(ir, &positions, options);
    let mut errors = outcomes::Errors::default();
    let mut headers = headers::Headers::default();
    let selection = Selection::new(ir, &named, options, diagnostics);
    let mut operations = operations::operations(ir, &named, &types, &mut errors, diagnostics);
    for (operation, ir) in operations.iter_mut().zip(&ir.operations) {
        operation.headers = headers.of(ir, &types);
    }
    waiters::add(&mut operations, ir, &named, &types.all, diagnostics);
    let operations = selection.operations(operations);
    selection.mark(ir, &mut types);
    let examples = selection.examples(ir, &types, examples::examples(ir, &types, &named));
    errors.all.retain(|error| {
        operations.iter().any(|it| selection::shared_error(it) == Some(error.name.as_str()))
    });
    headers.all.retain(|header| operations.iter().any(|it| it.headers.contains(&header.name)));
    recursion::resolve(&mut types.all);
    let links = links::links(ir, &named, &operations, &types.all, diagnostics);
    let mut builder = servers::scope();
    Api {
        title: ir.docs.title.clone().unwrap_or_else(|| "API".to_owned()),
        docs: docs::docs(&ir.docs, || "A client.".to_owned()),
        version: ir.version.clone(),
        license: ir.license.clone(),
        body_names: operations
            .iter()
            .filter_map(|operation| body_name(operation, &types.all))
            .collect(),
        tags: ir
            .tags
            .iter()
            .map(|(name, said)| (name.clone(), docs::docs(said, String::new)))
            .collect(),
        types: types.all,
        operations,
        links,
        errors: errors.all,
        headers: headers.all,
        servers: servers::servers(ir, &mut builder),
        schemes: servers::schemes(ir, &mut builder),
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
