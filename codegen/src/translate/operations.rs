//! Operations to methods of the client.

mod body;
mod notation;
mod parameters;
mod part_headers;
mod parts;
mod path;

use std::collections::HashSet;

use super::docs;
use super::outcomes::{self, Errors};
use super::types::Types;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{FieldName, ModuleName, Scope, TypeName};
use crate::ir;
use crate::rust::{Body, Operation, Parameter};

/// Methods that every client has; an operation of such a name gets a number.
const CLIENT_METHODS: [&str; 4] = ["new", "builder", "clone", "request"];

/// What an operation is called.
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: FieldName,
    pub(super) type_name: TypeName,
    pub(super) module: ModuleName,
    /// The method that waits for the job that it reads.
    pub(super) waiter: Option<FieldName>,
}

/// A name for each operation: its `operationId`, or one made from its method and path where there
/// is none or another operation has it already.
pub(super) fn names(ir: &ir::Api) -> Vec<Named> {
    let mut ids = HashSet::new();
    let mut methods = Scope::with(&CLIENT_METHODS);
    let mut modules = Scope::default();
    let named = ir.operations.iter().map(|operation| {
        let given =
            operation.id.clone().filter(|id| !id.trim().is_empty() && ids.insert(id.clone()));
        let id = given.unwrap_or_else(|| derived(operation));
        let wished = operation.rust_name.as_deref().unwrap_or(&id);
        let name = methods.take(FieldName::new(wished));
        let plain = name.as_str().trim_start_matches("r#");
        Named {
            type_name: TypeName::new(plain),
            module: modules.take(ModuleName::new(plain)),
            waiter: None,
            name,
            id,
        }
    });
    let mut named: Vec<Named> = named.collect();
    // Operations choose first, so that none is renamed for a waiter.
    for (named, operation) in named.iter_mut().zip(&ir.operations) {
        let pinned = operation.waiter.as_ref().map(|waiter| waiter.rust_name.as_deref());
        named.waiter = pinned.map(|pinned| {
            methods.take(pinned.map_or_else(|| waiter_name(&named.name), FieldName::new))
        });
    }
    named
}

/// What reading is called, which is not what one waits for.
const READING: [&str; 7] = ["get", "read", "fetch", "retrieve", "describe", "show", "check"];

/// `get_bulk_operation` becomes `wait_for_bulk_operation`.
fn waiter_name(reader: &FieldName) -> FieldName {
    let plain = reader.as_str().trim_start_matches("r#");
    let job = match plain.split_once('_') {
        Some((verb, job)) if READING.contains(&verb) => job,
        _ => plain,
    };
    FieldName::new(&format!("wait_for_{job}"))
}

/// `GET /users/{id}/posts` is `get_users_by_id_posts`.
fn derived(operation: &ir::Operation) -> String {
    let path = operation.path.split(['#', '?']).next().unwrap_or_default();
    let path = path.replace('{', " by ").replace('}', " ");
    format!("{} {path}", operation.method.to_ascii_lowercase())
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

/// The methods of the client, in document order.
pub(super) fn operations(
    ir: &ir::Api,
    named: &[Named],
    types: &Types<'_>,
    errors: &mut Errors,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let pairs = ir.operations.iter().zip(named);
    pairs.map(|(operation, named)| one(operation, named, types, errors, diagnostics)).collect()
}

fn one(
    ir: &ir::Operation,
    named: &Named,
    types: &Types<'_>,
    errors: &mut Errors,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let template = path::Template::new(&ir.path);
    report_unused(ir, &template, diagnostics);
    report_open(ir, &template, diagnostics);
    notation::report(&ir.parameters, types, diagnostics);
    let mut scope = Scope::with(&["new", "send", "options", "client"]);
    let body =
        ir.body.as_ref().and_then(|body| body::body(body, named, types, &mut scope, diagnostics));
    let parameters = parameters::parameters(ir, &template, types, scope);
    let outcomes = outcomes::outcomes(ir, named, types, errors);
    let mut docs = docs::operation(&ir.docs, || format!("`{} {}`.", ir.method, ir.path));
    docs.text.extend(ir.body.as_ref().and_then(|body| body::others(body, types)));
    Operation {
        docs,
        id: named.id.clone(),
        name: named.name.clone(),
        type_name: named.type_name.clone(),
        required_name: required_name(named, &parameters, body.as_ref()),
        module: named.module.clone(),
        method: ir.method.clone(),
        idempotence: ir.idempotence,
        path: template.path,
        fixed_query: template.fixed_query,
        tags: ir.tags.clone(),
        parameters,
        body,
        accept: outcomes.accept,
        streams: outcomes.streams,
        headers: Vec::new(),
        success: outcomes.success,
        error: outcomes.error,
        security: ir.security.clone(),
        server: ir.server.clone(),
        waiter: None,
    }
}

/// How many arguments a method has at most.
const MOST_ARGUMENTS: usize = 4;

/// The name of the struct for required parameters, where there are many of them.
fn required_name(named: &Named, parameters: &[Parameter], body: Option<&Body>) -> Option<TypeName> {
    let required = parameters.iter().filter(|parameter| parameter.required).count();
    let body = usize::from(body.is_some_and(|body| body.required));
    let is_long = required > 1 && required + body > MOST_ARGUMENTS;
    is_long.then(|| TypeName::joined(&[named.type_name.as_str(), "Required"]))
}

/// Placeholders in the query of a path that no query parameter stands for.
fn report_open(ir: &ir::Operation, template: &path::Template, diagnostics: &mut Diagnostics) {
    let is_declared = |name: &str| {
        ir.parameters.iter().any(|it| it.location == ir::Location::Query && it.name == name)
    };
    for name in template.open_query.iter().filter(|name| !is_declared(name)) {
        let message = format!("nothing is sent for `{name}` in the query of the path");
        diagnostics.push(
            Diagnostic::warning("placeholder-in-query", &ir.pointer, message)
                .at_key()
                .note(format!("the path is `{}`", ir.path))
                .help("declare a parameter of that name with `in: query`"),
        );
    }
}

fn report_unused(ir: &ir::Operation, template: &path::Template, diagnostics: &mut Diagnostics) {
    for parameter in &ir.parameters {
        if parameter.location == ir::Location::Path && !template.names.contains(&parameter.name) {
            let message = format!("`{}` is not part of the path", parameter.name);
            diagnostics.push(
                Diagnostic::warning("unused-path-parameter", &parameter.pointer, message)
                    .label("this parameter is left out")
                    .note(format!("the path is `{}`", ir.path))
                    .help(format!("write `{{{}}}` where it belongs, or remove it", parameter.name)),
            );
        }
    }
}
