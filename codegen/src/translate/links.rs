//! Links of responses to methods of the answers.
//!
//! What an answer cannot tell, because only the request had it, callers tell the method. Invariant:
//! equal links of several operations with the same answer are one method.

mod answers;
mod values;

use self::answers::Answers;
use self::values::Known;
use super::docs;
use super::operations::Named;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{FieldName, Scope};
use crate::ir::{self, LinkTarget};
use crate::rust::{Content, Docs, Link, LinkAnswer, LinkSource, Operation, Type, TypeRef};

/// Methods that every answer has.
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

/// The methods of all answers. `operations` are those that are emitted.
pub(super) fn links(
    ir: &ir::Api,
    named: &[Named],
    operations: &[Operation],
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (operation, own) in ir.operations.iter().zip(named) {
        let Some(emitted) = operations.iter().find(|it| it.id == own.id) else { continue };
        for response in &operation.responses {
            let answers = Answers::of(operation, response, emitted, types);
            for link in &response.links {
                let Some(id) = target(ir, named, link) else {
                    diagnostics.push(unresolved(link));
                    continue;
                };
                let Some(answers) = &answers else {
                    diagnostics.push(of_an_error(link));
                    continue;
                };
                // Where a part of the description is asked for, links out of it are not wanted.
                let Some(target) = operations.iter().find(|it| it.id == id) else { continue };
                let known = Known { answers, method: &emitted.method, types };
                if let Some(made) = method(link, emitted, target, &known, diagnostics) {
                    add(&mut links, made);
                }
            }
        }
    }
    links
}

/// The id of the operation that a link leads to.
fn target<'n>(ir: &ir::Api, named: &'n [Named], link: &ir::Link) -> Option<&'n str> {
    let mut pairs = ir.operations.iter().zip(named);
    let (_, found) = pairs.find(|(operation, named)| match &link.target {
        LinkTarget::Id(id) => named.id == *id,
        LinkTarget::Place(pointer) => operation.pointer == *pointer,
    })?;
    Some(&found.id)
}

fn unresolved(link: &ir::Link) -> Diagnostic {
    Diagnostic::warning("unresolved-link", &link.pointer, "the operation of this link is not there")
        .at_key()
        .label("left out")
        .help("correct the name of the operation")
}

fn of_an_error(link: &ir::Link) -> Diagnostic {
    Diagnostic::warning("link-of-an-error", &link.pointer, "errors have no methods for links")
        .at_key()
        .label("left out")
        .note("a call that is refused returns an error, and links are methods of answers")
        .help("describe the link at a response that is a success")
}

/// The method for a link; one whose values do not fit is reported and left out.
fn method(
    link: &ir::Link,
    source: &Operation,
    target: &Operation,
    known: &Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Link> {
    let values = match known.values(link, target) {
        Ok(values) => values,
        Err(problem) => {
            diagnostics.push(*problem);
            return None;
        }
    };
    let body = known.body(link, target).unwrap_or_else(|problem| {
        diagnostics.push(*problem);
        None
    });
    let mut sources = values.iter().map(|(_, source)| source).chain(&body);
    let reads_body = sources.any(LinkSource::reads_body);
    let link = Link {
        name: FieldName::new(link.rust_name.as_deref().unwrap_or(&link.name)),
        docs: docs::docs(&link.docs, || format!("Starts `{} {}`.", target.method, target.path)),
        answer: known.answers.with_method(reads_body, member_name(target)),
        operation: target.id.clone(),
        values,
        body,
        waiter: target.waiter.as_ref().map(|waiter| waiter.name.clone()),
    };
    let more = [source_docs(&link, source), caller_docs(&link, target)];
    let text = [link.docs.text].into_iter().chain(more.into_iter().flatten());
    let text = text.collect::<Vec<_>>().join("\n\n");
    Some(Link { docs: Docs { text, ..link.docs }, ..link })
}

/// What a method calls the value of a variant: something that none of its arguments is called.
fn member_name(target: &Operation) -> FieldName {
    let mut scope = Scope::default();
    let names = target.parameters.iter().map(|parameter| &parameter.name);
    names.chain(target.body.as_ref().map(|body| &body.name)).for_each(|name| {
        scope.take(name.clone());
    });
    scope.take(FieldName::new("answer"))
}

/// Which operation a link is from, where its answers could be those of any.
fn source_docs(link: &Link, source: &Operation) -> Option<String> {
    match &link.answer {
        LinkAnswer::Content(Content::Json(TypeRef::Named(_))) | LinkAnswer::Variants { .. } => None,
        LinkAnswer::Content(_) => {
            let name = source.name.as_str().trim_start_matches("r#");
            Some(format!("For what `{name}` answers."))
        }
    }
}

/// What callers have to tell.
fn caller_docs(link: &Link, target: &Operation) -> Option<String> {
    let parameters = link
        .values
        .iter()
        .filter_map(|(position, source)| Some((&target.parameters.get(*position)?.name, source)));
    let body = target.body.as_ref().map(|body| &body.name).zip(link.body.as_ref());
    let lines = parameters.chain(body).filter_map(|(name, source)| match source {
        LinkSource::Caller(expression) => {
            let name = name.as_str().trim_start_matches("r#");
            let expression = expression.replace('`', "'");
            Some(format!("`{name}` is what the request had as `{expression}`."))
        }
        _ => None,
    });
    let lines = lines.collect::<Vec<_>>().join(" ");
    (!lines.is_empty()).then_some(lines)
}

/// Adds a method under a name of its own, unless there is one that does the same.
fn add(links: &mut Vec<Link>, link: Link) {
    let mut alike = links.iter_mut().filter(|known| known.is_call_of(&link));
    if alike.any(|known| known.answer == link.answer || known.takes_variants_of(&link)) {
        return;
    }
    let mut scope = Scope::with(&RESPONSE_METHODS);
    links.iter().filter(|known| known.answer.is_of_the_type_of(&link.answer)).for_each(|known| {
        scope.take(known.name.clone());
        known.waiter.clone().into_iter().for_each(|waiter| drop(scope.take(waiter)));
    });
    let name = scope.take(link.name.clone());
    let waiter = link.waiter.clone().map(|waiter| scope.take(waiter));
    links.push(Link { name, waiter, ..link });
}
