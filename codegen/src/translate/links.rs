//! Translates links to methods of responses.
//!
//! A response does not keep its request, so values of the request are arguments of the method.
//! Invariant: equal links of operations with the same response type become one method.

mod arguments;
mod linked_response;
mod methods;

use std::collections::{HashMap, HashSet};

use self::arguments::LinkContext;
use self::linked_response::LinkedResponse;
use self::methods::Links;
use super::docs;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{FieldName, Scope};
use crate::ir::{self, LinkTarget};
use crate::naming::OperationNames;
use crate::pointer::Pointer;
use crate::rust::{Content, Docs, Link, LinkReceiver, LinkSource, Operation, Type, TypeRef};
use crate::text::code_span;

/// The methods for all links. `operations` contains the emitted operations.
pub(super) fn links(
    ir: &ir::Api,
    names: &[OperationNames],
    operations: &[Operation],
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Vec<Link> {
    let mut links = Links::default();
    let targets = Targets::new(ir, names);
    let emitted: HashMap<&str, &Operation> =
        operations.iter().rev().map(|operation| (operation.id.as_str(), operation)).collect();
    for (operation, own) in ir.operations.iter().zip(names) {
        let Some(&source) = emitted.get(own.id.as_str()) else { continue };
        for response in &operation.responses {
            let linked = LinkedResponse::new(operation, response, source, types);
            for link in &response.links {
                let Some(id) = targets.of(link) else {
                    diagnostics.push(unresolved(link));
                    continue;
                };
                let Some(linked) = &linked else {
                    diagnostics.push(of_an_error(link));
                    continue;
                };
                // Links to operations that are filtered out are not emitted.
                let Some(target) = emitted.get(id) else { continue };
                let context =
                    LinkContext { response: linked, method: source.method.as_str(), types };
                if let Some(method) = method(link, source, target, &context, diagnostics) {
                    links.add(method);
                }
            }
        }
    }
    links.all
}

/// The operations that links can refer to.
struct Targets<'n> {
    ids: HashSet<&'n str>,
    /// The ids by location.
    locations: HashMap<&'n Pointer, &'n str>,
}

impl<'n> Targets<'n> {
    fn new(ir: &'n ir::Api, names: &'n [OperationNames]) -> Self {
        let ids = names.iter().map(|names| names.id.as_str());
        let locations = ir.operations.iter().map(|operation| &operation.pointer);
        Self { ids: ids.clone().collect(), locations: locations.zip(ids).collect() }
    }

    /// The id of the target operation of a link.
    fn of(&self, link: &ir::Link) -> Option<&'n str> {
        match &link.target {
            LinkTarget::Id(id) => self.ids.get(id.as_str()).copied(),
            LinkTarget::Pointer(pointer) => self.locations.get(pointer).copied(),
        }
    }
}

fn unresolved(link: &ir::Link) -> Diagnostic {
    Diagnostic::warning(
        "unresolved-link",
        &link.pointer,
        "the operation of this link does not exist",
    )
    .at_key()
    .label("ignored")
    .help("correct the `operationId` or `operationRef`")
}

fn of_an_error(link: &ir::Link) -> Diagnostic {
    Diagnostic::warning(
        "link-of-an-error",
        &link.pointer,
        "links of error responses are not supported",
    )
    .at_key()
    .label("ignored")
    .note("links become methods of successful responses")
    .help("move the link to a successful response")
}

/// The method for a link. A link whose values do not fit is reported and ignored.
fn method(
    link: &ir::Link,
    source: &Operation,
    target: &Operation,
    context: &LinkContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Link> {
    let arguments = match context.arguments(link, target) {
        Ok(arguments) => arguments,
        Err(problem) => {
            diagnostics.push(*problem);
            return None;
        }
    };
    let body = context.body(link, target).unwrap_or_else(|problem| {
        diagnostics.push(*problem);
        None
    });
    let mut sources = arguments.iter().map(|(_, source)| source).chain(&body);
    let reads_body = sources.any(LinkSource::reads_body);
    let link = Link {
        name: FieldName::new(link.rust_name.as_deref().unwrap_or(&link.name)),
        docs: docs::docs(&link.docs, || format!("Starts {}.", code_span(&target.request_line()))),
        receiver: context.response.receiver(reads_body, binding_name(target)),
        operation: target.id.clone(),
        arguments,
        body,
        poller: target.poller.as_ref().map(|poller| poller.name.clone()),
    };
    let more = [source_docs(&link, source), caller_docs(&link, target)];
    let Docs { mut blocks, deprecated } = link.docs;
    blocks.extend(more.into_iter().flatten());
    Some(Link { docs: Docs { blocks, deprecated }, ..link })
}

/// The name for the value of a variant, distinct from the arguments of the method.
fn binding_name(target: &Operation) -> FieldName {
    let mut scope = Scope::default();
    let names = target.parameters.iter().map(|parameter| &parameter.name);
    names.chain(target.body.as_ref().map(|body| &body.name)).for_each(|name| {
        scope.take(name.clone());
    });
    scope.take(FieldName::new("response"))
}

/// The source operation of a link, if the receiver is not a type of the API.
fn source_docs(link: &Link, source: &Operation) -> Option<String> {
    match &link.receiver {
        LinkReceiver::Content(Content::Json(TypeRef::Named(_))) | LinkReceiver::Variants { .. } => {
            None
        }
        LinkReceiver::Content(_) => {
            Some(format!("For responses of `{}`.", source.name.shown().as_str()))
        }
    }
}

/// The documentation of the arguments.
fn caller_docs(link: &Link, target: &Operation) -> Option<String> {
    let parameters = link
        .arguments
        .iter()
        .filter_map(|(position, source)| Some((&target.parameters.get(*position)?.name, source)));
    let body = target.body.as_ref().map(|body| &body.name).zip(link.body.as_ref());
    let lines = parameters.chain(body).filter_map(|(name, source)| match source {
        LinkSource::Caller(expression) => {
            let (name, expression) = (name.shown().as_str(), code_span(expression));
            Some(format!("`{name}` is the value of {expression}."))
        }
        _ => None,
    });
    let lines = lines.collect::<Vec<_>>().join(" ");
    (!lines.is_empty()).then_some(lines)
}
