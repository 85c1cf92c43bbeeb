//! Translates operations to client methods.
//!
//! Invariant: the parameters and the body of an operation have distinct argument names.

mod body;
mod parameters;
mod part_headers;
mod parts;
mod path;
mod positional_parts;
mod style;

use super::docs;
use super::responses::{self, ErrorEnums};
use super::types::Types;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{Scope, TypeName};
use crate::ir::{self, StatusPattern};
use crate::limits;
use crate::naming::OperationNames;
use crate::rust::{Body, Operation, Parameter, ResponseDocs};
use crate::similar;
use crate::text::code_span;

/// The methods of the client, in document order.
pub(super) fn operations(
    ir: &ir::Api,
    names: &[OperationNames],
    types: &Types<'_>,
    errors: &mut ErrorEnums,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let pairs = ir.operations.iter().zip(names);
    pairs.map(|(operation, names)| one(operation, names, types, errors, diagnostics)).collect()
}

fn one(
    ir: &ir::Operation,
    names: &OperationNames,
    types: &Types<'_>,
    errors: &mut ErrorEnums,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let template = path::Template::new(&ir.path);
    report_unused(ir, &template, diagnostics);
    report_placeholders(ir, &template, diagnostics);
    report_undeclared(ir, &template, diagnostics);
    style::report(&ir.parameters, types, diagnostics);
    diagnostics.extend(only_errors(ir));
    let mut scope = Scope::with(&["new", "send", "send_as", "options", "client", "reconnecting"]);
    let body =
        ir.body.as_ref().and_then(|body| body::body(body, names, types, &mut scope, diagnostics));
    let parameters = parameters::parameters(ir, &template, types, scope);
    let responses = responses::responses(ir, names, types, errors);
    let mut docs = docs::operation(&ir.docs, || {
        format!("{}.", code_span(&format!("{} {}", ir.method, ir.path)))
    });
    docs.blocks.extend(ir.body.as_ref().and_then(|body| body::other_media_types(body, types)));
    docs.blocks.extend((ir.idempotence == ir::Idempotence::WithKey).then(|| KEY_DOCS.to_owned()));
    Operation {
        docs,
        id: names.id.clone(),
        name: names.method.clone(),
        aliases: Vec::new(),
        type_name: names.type_name.clone(),
        required_name: required_name(names, &parameters, body.as_ref()),
        module: names.module.clone(),
        method: ir.method.clone(),
        idempotence: ir.idempotence,
        path: template.path,
        fixed_query: template.fixed_query,
        tags: ir.tags.clone(),
        parameters,
        body,
        accept: responses.accept,
        has_problems: responses.has_problems,
        streams: responses.streams,
        headers: Vec::new(),
        responses: response_docs(ir),
        success: responses.success,
        error: responses.error,
        security: ir.security.clone(),
        server: ir.server.clone(),
        poller: None,
        bulk: None,
        is_called_in_bulk: false,
        pages: None,
    }
}

/// What the documentation of an operation with an idempotency key adds.
const KEY_DOCS: &str = "\
All attempts of a call have the same idempotency key, so it is also retried if the server may have
processed an attempt.";

/// What the description says of the responses.
pub(super) fn response_docs(ir: &ir::Operation) -> Vec<ResponseDocs> {
    let documented = ir.responses.iter().map(|response| ResponseDocs {
        status: match response.status {
            StatusPattern::Code(code) => code.to_string(),
            StatusPattern::Class(class) => format!("{class}XX"),
            StatusPattern::Default => "default".to_owned(),
        },
        is_error: responses::success_statuses(ir, response).is_none(),
        docs: docs::docs(&response.docs, String::new),
    });
    documented.filter(|response| !response.docs.is_empty()).collect()
}

/// The largest number of arguments of a method.
const MAX_ARGUMENTS: usize = 4;

/// The name of the struct of required parameters, if there are too many for arguments.
fn required_name(
    names: &OperationNames,
    parameters: &[Parameter],
    body: Option<&Body>,
) -> Option<TypeName> {
    let required = parameters.iter().filter(|parameter| parameter.required).count();
    let body = usize::from(body.is_some_and(|body| body.required));
    let is_long = required > 1 && required + body > MAX_ARGUMENTS;
    is_long.then(|| TypeName::joined(&[names.type_name.as_str(), "Required"]))
}

/// Reports placeholders in the query of the path that no query parameter declares.
fn report_undeclared(ir: &ir::Operation, template: &path::Template, diagnostics: &mut Diagnostics) {
    let is_declared = |name: &str| {
        ir.parameters.iter().any(|it| it.location == ir::Location::Query && it.name == name)
    };
    for name in template.open_query.iter().filter(|name| !is_declared(name)) {
        let message =
            format!("no parameter declares `{name}` in the query of the path, so it is not sent");
        diagnostics.push(
            Diagnostic::warning("placeholder-in-query", &ir.pointer, message)
                .at_key()
                .note(format!("the path is `{}`", ir.path))
                .help("declare a parameter of that name with `in: query`"),
        );
    }
}

/// A warning if all declared responses are errors.
fn only_errors(ir: &ir::Operation) -> Option<Diagnostic> {
    let is_error = |response| responses::success_statuses(ir, response).is_none();
    if ir.responses.is_empty() || !ir.responses.iter().all(is_error) {
        return None;
    }
    let message = "this operation declares no successful response";
    Some(
        Diagnostic::warning("only-errors", &ir.pointer.child("responses"), message)
            .at_key()
            .label("the statuses 200 to 299 are successes, whose bodies are not read")
            .help("add a response such as `200` or `204`"),
    )
}

/// Reports placeholders of the path that no parameter declares.
fn report_placeholders(
    ir: &ir::Operation,
    template: &path::Template,
    diagnostics: &mut Diagnostics,
) {
    let is_path = |it: &&ir::Parameter| it.location == ir::Location::Path;
    let declared = || ir.parameters.iter().filter(is_path).map(|it| it.name.as_str());
    for name in template.names.iter().filter(|name| !declared().any(|known| known == *name)) {
        let message = format!("no parameter declares `{{{name}}}` of the path");
        let found = Diagnostic::of_code("undeclared-path-parameter", &ir.pointer, message)
            .at_key()
            .label("callers of this operation set it, as a string")
            .note(format!("the path is `{}`", ir.path));
        let unused = declared().filter(|known| !template.names.iter().any(|name| name == known));
        // Names are compared for the first problems only, because it takes long for many names.
        let is_one_of_many = diagnostics.len() >= limits::SUGGESTIONS;
        let near = if is_one_of_many { None } else { similar::nearest(unused, name) };
        diagnostics.push(match near {
            Some(near) => found.help(format!("the parameter `{near}` may be meant")),
            None => found.help(format!("declare a parameter `{name}` with `in: path`")),
        });
    }
}

/// Reports path parameters that the path does not contain.
fn report_unused(ir: &ir::Operation, template: &path::Template, diagnostics: &mut Diagnostics) {
    for parameter in &ir.parameters {
        if parameter.location == ir::Location::Path && !template.names.contains(&parameter.name) {
            let message = format!("the path does not contain `{}`", parameter.name);
            diagnostics.push(
                Diagnostic::warning(
                    "unused-path-parameter",
                    &parameter.pointer.child("name"),
                    message,
                )
                .label("this parameter is ignored")
                .note(format!("the path is `{}`", ir.path))
                .help(format!("add `{{{}}}` to the path, or remove the parameter", parameter.name)),
            );
        }
    }
}
