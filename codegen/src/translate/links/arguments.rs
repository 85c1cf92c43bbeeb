//! Resolves the arguments that a link passes to its target operation.
//!
//! Invariant: the type of a value equals the type of the parameter or body that takes it.

use serde_json::Value;

use super::linked_response::LinkedResponse;
use crate::diagnostics::Diagnostic;
use crate::ir::{IntegerKind, Link, LinkValue};
use crate::pointer::Pointer;
use crate::rust::{BodyForm, BodyFormat, BodyKind, LinkSource, Operation, Type, TypeRef};
use crate::translate::member_path::{member_path, resolved};

/// What the arguments of a link are resolved against.
pub(super) struct LinkContext<'a> {
    /// The response that declares the link.
    pub(super) response: &'a LinkedResponse<'a>,
    /// The HTTP method of the operation that declares the link.
    pub(super) method: &'a str,
    pub(super) types: &'a [Type],
}

impl LinkContext<'_> {
    /// The sources of the arguments, by the position of the parameter.
    pub(super) fn arguments(
        &self,
        link: &Link,
        target: &Operation,
    ) -> Result<Vec<(usize, LinkSource)>, Box<Diagnostic>> {
        let mut arguments = Vec::new();
        for (name, value) in &link.parameters {
            let position = position(name, target);
            let parameter = position.and_then(|position| target.parameters.get(position));
            let source = parameter.and_then(|parameter| self.source(value, &parameter.ty));
            match position.zip(source) {
                Some(argument) => arguments.push(argument),
                None => return Err(unresolved_argument(link, name).into()),
            }
        }
        Ok(arguments)
    }

    /// The source of a value, if it has the type of the parameter.
    fn source(&self, value: &LinkValue, wanted: &TypeRef) -> Option<LinkSource> {
        let wanted = resolved(wanted, self.types);
        let is_text = wanted == TypeRef::String;
        match value {
            LinkValue::Body(pointer) => self.member(pointer, &wanted),
            LinkValue::Header(name) => is_text.then(|| LinkSource::Header(name.clone())),
            LinkValue::Status => takes_status(&wanted).then_some(LinkSource::Status),
            LinkValue::Method => is_text.then(|| LinkSource::Text(self.method.to_owned())),
            LinkValue::Request(text) => Some(LinkSource::Caller(text.clone())),
            LinkValue::Constant(Value::String(text)) => {
                is_text.then(|| LinkSource::Text(text.clone()))
            }
            LinkValue::Constant(Value::Number(number)) => {
                let number = number.as_i64().filter(|_| matches!(wanted, TypeRef::Integer(_)))?;
                Some(LinkSource::Integer(number))
            }
            LinkValue::Constant(_) => None,
        }
    }

    fn member(&self, pointer: &Pointer, wanted: &TypeRef) -> Option<LinkSource> {
        let (steps, found) = member_path(pointer, self.response.body()?.clone(), self.types)?;
        let plain = resolved(&found, self.types);
        let ty = if matches!(found, TypeRef::Boxed(_)) { found } else { plain.clone() };
        (plain == *wanted).then_some(LinkSource::Body(steps, ty))
    }

    /// The source of the body, if the link defines one; otherwise the body is an argument.
    pub(super) fn body(
        &self,
        link: &Link,
        target: &Operation,
    ) -> Result<Option<LinkSource>, Box<Diagnostic>> {
        let Some(value) = &link.body else { return Ok(None) };
        let source = match (value, target.body.as_ref().map(|body| &body.kind)) {
            (LinkValue::Request(text), Some(_)) => Some(LinkSource::Caller(text.clone())),
            (LinkValue::Body(pointer), Some(BodyKind::Single(form))) => {
                json(form).and_then(|ty| self.member(pointer, &resolved(ty, self.types)))
            }
            _ => None,
        };
        source.map(Some).ok_or_else(|| unresolved_body(link, target).into())
    }
}

/// The parameter that a link names, with or without its location: `id` or `path.id`.
fn position(name: &str, target: &Operation) -> Option<usize> {
    let wire = name.split_once('.').map_or(name, |(location, rest)| match location {
        "path" | "query" | "header" | "cookie" => rest,
        _ => name,
    });
    target.parameters.iter().position(|it| it.wire_name == wire)
}

/// Whether the type can hold every status code.
fn takes_status(ty: &TypeRef) -> bool {
    use IntegerKind::{I32, I64, U32, U64};
    matches!(ty, TypeRef::Integer(I32 | I64 | U32 | U64))
}

fn json(form: &BodyForm) -> Option<&TypeRef> {
    match &form.format {
        BodyFormat::Json(ty) => Some(ty),
        _ => None,
    }
}

fn unresolved_argument(link: &Link, name: &str) -> Diagnostic {
    let pointer = link.pointer.child("parameters").child(name);
    let message = format!("the response has no value of the type of `{name}`");
    Diagnostic::warning("mismatched-link", &pointer, message).label("the link is ignored").help(
        "use a parameter of the target operation and a member of the response with the same type",
    )
}

fn unresolved_body(link: &Link, target: &Operation) -> Diagnostic {
    let pointer = link.pointer.child("requestBody");
    let (message, label) = match &target.body {
        Some(_) => (
            "the response has no value of the type of the body",
            "the body becomes an argument of the method",
        ),
        None => ("the target operation of this link takes no body", "ignored"),
    };
    Diagnostic::warning("mismatched-link-body", &pointer, message)
        .label(label)
        .help("use `$response.body` or `$response.body#/…` for a value of the type of the body")
}
