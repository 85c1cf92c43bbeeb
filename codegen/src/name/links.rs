//! Links of responses to methods of the answers.
//!
//! Invariant: equal links of several operations with the same answer are one method.

use serde_json::Value;

use super::docs;
use super::members::{member, resolved};
use super::operations::Named;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Content, Link, LinkSource, Operation, OutcomeKind, Type, TypeId, TypeRef};
use crate::names::{FieldName, Scope};
use crate::raw::{self, LinkTarget, LinkValue};

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
    raw: &raw::Api,
    named: &[Named],
    operations: &[Operation],
    types: &[Type],
    diagnostics: &mut Diagnostics,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (operation, own) in raw.operations.iter().zip(named) {
        let Some(emitted) = operations.iter().find(|it| it.id == own.id) else { continue };
        let Some(answer) = answer(emitted) else { continue };
        for link in operation.responses.iter().flat_map(|response| &response.links) {
            let Some(target) = target(raw, named, operations, link) else {
                diagnostics.push(unresolved(link));
                continue;
            };
            match values(link, target, answer, types) {
                Ok(values) => add(&mut links, link, answer, target, values),
                Err(problem) => diagnostics.push(*problem),
            }
        }
    }
    links
}

/// The type that an operation always answers with.
fn answer(operation: &Operation) -> Option<TypeId> {
    match &operation.success.kind {
        OutcomeKind::Single(Content::Json(TypeRef::Named(id))) => Some(*id),
        _ => None,
    }
}

fn target<'o>(
    raw: &raw::Api,
    named: &[Named],
    operations: &'o [Operation],
    link: &raw::Link,
) -> Option<&'o Operation> {
    let mut pairs = raw.operations.iter().zip(named);
    let (_, found) = pairs.find(|(operation, named)| match &link.target {
        LinkTarget::Id(id) => named.id == *id,
        LinkTarget::Place(pointer) => operation.pointer == *pointer,
    })?;
    operations.iter().find(|operation| operation.id == found.id)
}

fn unresolved(link: &raw::Link) -> Diagnostic {
    Diagnostic::warning("unresolved-link", &link.pointer, "the operation of this link is not there")
        .at_key()
        .label("left out")
        .help("correct the name of the operation")
}

/// The values by the position of the parameter that takes them.
fn values(
    link: &raw::Link,
    target: &Operation,
    answer: TypeId,
    types: &[Type],
) -> Result<Vec<(usize, LinkSource)>, Box<Diagnostic>> {
    let mut values = Vec::new();
    for (name, value) in &link.values {
        let wire = name.split_once('.').map_or(name.as_str(), |(place, rest)| match place {
            "path" | "query" | "header" | "cookie" => rest,
            _ => name.as_str(),
        });
        let position = target.parameters.iter().position(|it| it.wire_name == wire);
        let parameter = position.and_then(|position| target.parameters.get(position));
        let source = parameter.and_then(|parameter| source(value, &parameter.ty, answer, types));
        match position.zip(source) {
            Some(found) => values.push(found),
            None => return Err(misfit(link, name).into()),
        }
    }
    Ok(values)
}

fn misfit(link: &raw::Link, name: &str) -> Diagnostic {
    let place = link.pointer.child("parameters").child(name);
    let message = format!("the answer has no value that `{name}` could take");
    Diagnostic::warning("misfitting-link", &place, message)
        .label("the link is left out")
        .help("name a parameter of the operation, and a member of the answer of the same type")
}

/// Where the value comes from, if it is of a type that the parameter takes.
fn source(
    value: &LinkValue,
    wanted: &TypeRef,
    answer: TypeId,
    types: &[Type],
) -> Option<LinkSource> {
    let wanted = resolved(wanted, types);
    match value {
        LinkValue::Body(pointer) => {
            let (steps, found) = member(pointer, answer, types)?;
            (resolved(&found, types) == wanted).then_some(LinkSource::Body(steps, found))
        }
        LinkValue::Header(name) => {
            (wanted == TypeRef::String).then(|| LinkSource::Header(name.clone()))
        }
        LinkValue::Constant(Value::String(text)) => {
            (wanted == TypeRef::String).then(|| LinkSource::Text(text.clone()))
        }
        LinkValue::Constant(Value::Number(number)) => {
            let number = number.as_i64().filter(|_| matches!(wanted, TypeRef::Integer(_)))?;
            Some(LinkSource::Integer(number))
        }
        LinkValue::Constant(_) => None,
    }
}

fn add(
    links: &mut Vec<Link>,
    raw: &raw::Link,
    answer: TypeId,
    target: &Operation,
    values: Vec<(usize, LinkSource)>,
) {
    let is_known = |known: &&Link| {
        known.answer == answer && known.operation == target.id && known.values == values
    };
    if links.iter().any(|known| is_known(&known)) {
        return;
    }
    let mut scope = Scope::with(&RESPONSE_METHODS);
    links.iter().filter(|known| known.answer == answer).for_each(|known| {
        scope.take(known.name.clone());
    });
    links.push(Link {
        name: scope.take(FieldName::new(&raw.name)),
        docs: docs::docs(&raw.docs, || format!("Starts `{} {}`.", target.method, target.path)),
        answer,
        operation: target.id.clone(),
        values,
    });
}
