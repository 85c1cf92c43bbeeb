//! What a link gives to its operation, and where each value comes from.
//!
//! Invariant: a value is of the type that takes it.

use serde_json::Value;

use super::answers::Answers;
use crate::diagnostics::Diagnostic;
use crate::ir::{IntegerKind, Link, LinkValue};
use crate::pointer::Pointer;
use crate::rust::{BodyForm, BodyFormat, BodyKind, LinkSource, Operation, Type, TypeRef};
use crate::translate::members::{member, resolved};

/// What an answer knows: itself, and what is always the same.
pub(super) struct Known<'a> {
    pub(super) answers: &'a Answers<'a>,
    /// The method of the request that is answered.
    pub(super) method: &'a str,
    pub(super) types: &'a [Type],
}

impl Known<'_> {
    /// The values by the position of the parameter that takes them.
    pub(super) fn values(
        &self,
        link: &Link,
        target: &Operation,
    ) -> Result<Vec<(usize, LinkSource)>, Box<Diagnostic>> {
        let mut values = Vec::new();
        for (name, value) in &link.values {
            let position = position(name, target);
            let parameter = position.and_then(|position| target.parameters.get(position));
            let source = parameter.and_then(|parameter| self.source(value, &parameter.ty));
            match position.zip(source) {
                Some(found) => values.push(found),
                None => return Err(misfit(link, name).into()),
            }
        }
        Ok(values)
    }

    /// Where the value comes from, if it is of a type that the parameter takes.
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
        let (steps, found) = member(pointer, self.answers.body()?.clone(), self.types)?;
        let plain = resolved(&found, self.types);
        let ty = if matches!(found, TypeRef::Boxed(_)) { found } else { plain.clone() };
        (plain == *wanted).then_some(LinkSource::Body(steps, ty))
    }

    /// Where the body comes from, where the link says it; without that, callers give it.
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
        source.map(Some).ok_or_else(|| misfitting_body(link, target).into())
    }
}

/// The parameter that a link names, with or without its place: `id` or `path.id`.
fn position(name: &str, target: &Operation) -> Option<usize> {
    let wire = name.split_once('.').map_or(name, |(place, rest)| match place {
        "path" | "query" | "header" | "cookie" => rest,
        _ => name,
    });
    target.parameters.iter().position(|it| it.wire_name == wire)
}

/// Whether every status is a value of the type.
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

fn misfit(link: &Link, name: &str) -> Diagnostic {
    let place = link.pointer.child("parameters").child(name);
    let message = format!("the answer has no value that `{name}` could take");
    Diagnostic::warning("misfitting-link", &place, message)
        .label("the link is left out")
        .help("name a parameter of the operation, and a member of the answer of the same type")
}

fn misfitting_body(link: &Link, target: &Operation) -> Diagnostic {
    let place = link.pointer.child("requestBody");
    let (message, label) = match &target.body {
        Some(_) => ("the answer has no value that the body could be", "callers give the body"),
        None => ("the operation of this link takes no body", "left out"),
    };
    Diagnostic::warning("misfitting-link-body", &place, message)
        .label(label)
        .help("write `$response.body` or `$response.body#/…`, where the type is that of the body")
}
