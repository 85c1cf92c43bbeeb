//! Translates links to methods of responses.
//!
//! A response does not keep its request, so values of the request are arguments of the method.
//! Invariant: equal links of operations with the same response type become one method.

mod arguments;
mod linked_response;

use self::arguments::LinkContext;
use self::linked_response::LinkedResponse;
use super::docs;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{FieldName, Scope};
use crate::ir::{self, LinkTarget};
use crate::naming::OperationNames;
use crate::rust::{Content, Docs, Link, LinkReceiver, LinkSource, Operation, Type, TypeRef};
use crate::text::code_span;

/// Methods of every response.
const RESPONSE_METHODS: [&str; 9] = [
    "status",
    "headers",
    "header",
    "request_id",
    "body",
    "into_body",
    "map",
    "clone",
    "clone_from",
];

/// The methods for all links. `operations` contains the emitted operations.
pub(super) fn links(
    ir: &ir::Api,
    names: &[OperationNames],
    operations: &[Operation],
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (operation, own) in ir.operations.iter().zip(names) {
        let Some(emitted) = operations.iter().find(|it| it.id == own.id) else { continue };
        for response in &operation.responses {
            let linked = LinkedResponse::new(operation, response, emitted, types);
            for link in &response.links {
                let Some(id) = target(ir, names, link) else {
                    diagnostics.push(unresolved(link));
                    continue;
                };
                let Some(linked) = &linked else {
                    diagnostics.push(of_an_error(link));
                    continue;
                };
                // Links to operations that are filtered out are not emitted.
                let Some(target) = operations.iter().find(|it| it.id == id) else { continue };
                let context = LinkContext { response: linked, method: emitted.method, types };
                if let Some(method) = method(link, emitted, target, &context, diagnostics) {
                    add(&mut links, method);
                }
            }
        }
    }
    links
}

/// The id of the target operation of a link.
fn target<'n>(ir: &ir::Api, names: &'n [OperationNames], link: &ir::Link) -> Option<&'n str> {
    let mut pairs = ir.operations.iter().zip(names);
    let (_, found) = pairs.find(|(operation, names)| match &link.target {
        LinkTarget::Id(id) => names.id == *id,
        LinkTarget::Pointer(pointer) => operation.pointer == *pointer,
    })?;
    Some(&found.id)
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

/// Adds a method under a unique name, unless an equal one exists.
fn add(links: &mut Vec<Link>, link: Link) {
    let mut equal = links.iter_mut().filter(|known| known.is_call_of(&link));
    if equal.any(|known| known.receiver == link.receiver || known.takes_variants_of(&link)) {
        return;
    }
    let mut scope = Scope::with(&RESPONSE_METHODS);
    links.iter().filter(|known| known.receiver.is_of_the_type_of(&link.receiver)).for_each(
        |known| {
            scope.take(known.name.clone());
            known.poller.clone().into_iter().for_each(|poller| drop(scope.take(poller)));
        },
    );
    let name = scope.take(link.name.clone());
    let poller = link.poller.clone().map(|poller| scope.take(poller));
    links.push(Link { name, poller, ..link });
}
