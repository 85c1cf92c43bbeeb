//! Translates the IR to Rust items: types, client methods, response sets, links, pages and
//! pollers.
//!
//! Uses [`ir`], [`analysis`](crate::analysis) and [`naming`](crate::naming); produces
//! [`rust`](crate::rust). Invariant: everything that the output depends on is decided when this stage
//! returns. `emit` only writes it down.

mod aliases;
mod boxing;
mod bulk;
mod comparison;
mod crates;
mod derives;
mod docs;
mod enums;
mod examples;
mod fields;
mod filter;
mod headers;
mod links;
mod member_path;
mod operation_aliases;
mod operations;
mod pages;
mod pollers;
mod responses;
mod sent_examples;
mod servers;
mod types;
mod unions;
mod webhooks;

use std::collections::HashSet;

use self::filter::OperationFilter;
use crate::analysis::Analysis;
use crate::diagnostics::Diagnostics;
use crate::ident::{ConstantName, TypeName};
use crate::ir;
use crate::naming::Names;
use crate::options::Options;
use crate::rust::{Api, BodyForm, BodyFormat, BodyKind, Operation, Tag, TagRole, Type, TypeRef};

/// Translates a description to the items of a client crate.
pub fn translate(
    ir: &ir::Api,
    analysis: &Analysis,
    names: &Names,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Api {
    let mut types = types::Types::new(ir, analysis, &names.types, options);
    let mut errors = responses::ErrorEnums::default();
    let mut headers = headers::Headers::default();
    let filter = OperationFilter::new(ir, names, options, diagnostics);
    let mut operations =
        operations::operations(ir, &names.operations, &types, &mut errors, diagnostics);
    for (operation, ir) in operations.iter_mut().zip(&ir.operations) {
        operation.headers = headers.of(ir, &types);
    }
    pages::add(&mut operations, ir, &types.all, diagnostics);
    pollers::add(&mut operations, ir, &names.operations, &types.all, diagnostics);
    bulk::add(&mut operations, &names.operations, &types, diagnostics);
    operation_aliases::add(&mut operations, &names.operations);
    let modules = examples::TestModules::new(ir, names);
    let mut sent_examples = sent_examples::sent_examples(ir, &operations, &modules, diagnostics);
    let mut operations = filter.operations(operations);
    bulk::finish(&mut operations);
    let ids: HashSet<&str> = operations.iter().map(|operation| operation.id.as_str()).collect();
    sent_examples.retain(|example| ids.contains(example.operation.as_str()));
    let reached = filter.mark_unused(ir, &mut types);
    let examples = examples::examples(ir, &types, &modules);
    let examples = filter.examples(ir, &types, examples);
    let used: HashSet<&str> = operations.iter().filter_map(filter::shared_error).collect();
    errors.all.retain(|error| used.contains(error.name.as_str()));
    let used: HashSet<&ConstantName> = operations.iter().flat_map(|it| &it.headers).collect();
    headers.all.retain(|header| used.contains(&header.name));
    aliases::bound(&mut types.all);
    boxing::resolve(&mut types.all);
    derives::resolve(ir, &mut types, diagnostics);
    let links = links::links(ir, &names.operations, &operations, &types.all, diagnostics);
    let webhooks = webhooks::webhooks(ir, names, &types, &filter, diagnostics);
    let foreign_types = crates::types(ir, reached.as_ref());
    let mut builder = servers::builder_scope();
    Api {
        title: ir.docs.title.clone().unwrap_or_else(|| "API".to_owned()),
        docs: docs::docs(&ir.docs, || "A client.".to_owned()),
        version: ir.version.clone(),
        license: ir.license.clone(),
        body_names: operations
            .iter()
            .filter_map(|operation| body_name(operation, &types.all))
            .collect(),
        tags: ir.tags.iter().map(tag).collect(),
        crates: crates::crates(ir, &foreign_types, &types.all),
        foreign_types,
        types: types.all,
        operations,
        links,
        webhooks,
        errors: errors.all,
        headers: headers.all,
        servers: servers::servers(ir, &mut builder),
        schemes: servers::schemes(ir, &mut builder),
        examples,
        sent_examples,
    }
}

/// Tags of the kinds `badge` and `audience` say something of single operations (OpenAPI 3.2, Tag
/// Object, and the registry of tag kinds).
fn tag(ir: &ir::Tag) -> Tag {
    let is_mark = matches!(ir.kind.as_deref(), Some("badge" | "audience"));
    Tag {
        name: ir.name.clone(),
        title: ir.summary.clone().unwrap_or_else(|| ir.name.clone()),
        docs: docs::docs(&ir.docs, String::new),
        parent: ir.parent.clone(),
        role: if is_mark { TagRole::Mark } else { TagRole::Group },
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
