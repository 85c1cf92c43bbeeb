//! The response of a link to the answers that have its method.
//!
//! Invariant: answers of the same Rust type are equal, however the description writes it.

use crate::ident::{FieldName, VariantName};
use crate::ir;
use crate::rust::{Content, EventForm, LinkAnswer, Operation, OutcomeKind, Type, TypeRef};
use crate::translate::members::resolved;
use crate::translate::outcomes::success_statuses;

/// What the answers of a response hold.
pub(super) struct Answers<'o> {
    operation: &'o Operation,
    types: &'o [Type],
    /// The variants for the response with their contents; none where the answer is no enum.
    variants: Vec<(&'o VariantName, &'o Content)>,
    /// The type of the body, if it is a value: of JSON, or text.
    body: Option<TypeRef>,
}

impl<'o> Answers<'o> {
    /// The answers of a response, if it is a success.
    pub(super) fn of(
        ir: &ir::Operation,
        response: &ir::Response,
        operation: &'o Operation,
        types: &'o [Type],
    ) -> Option<Self> {
        let statuses = success_statuses(ir, response)?;
        let outcome = &operation.success;
        let (variants, body) = match &outcome.kind {
            OutcomeKind::Single(content) => (Vec::new(), value(content)),
            OutcomeKind::Own { variants, .. } | OutcomeKind::Shared { variants, .. } => {
                let arms = || outcome.arms.iter().filter(|arm| arm.statuses.contains(&statuses));
                let is_of = |name| arms().any(|arm| arm.reply.variant.as_ref() == Some(name));
                let own = variants.iter().filter(|variant| is_of(&variant.name));
                let own: Vec<_> = own.map(|variant| (&variant.name, &variant.content)).collect();
                let body = own.iter().find_map(|(_, content)| value(content));
                (own, body)
            }
        };
        Some(Self { operation, types, variants, body })
    }

    /// The type of the body, if it is a value.
    pub(super) fn body(&self) -> Option<&TypeRef> {
        self.body.as_ref()
    }

    /// The answers that have the method. Where it reads the body, these are those with a value.
    pub(super) fn with_method(&self, reads_body: bool, member: FieldName) -> LinkAnswer {
        if let OutcomeKind::Single(content) = &self.operation.success.kind {
            return LinkAnswer::Content(plain(content, self.types));
        }
        let mut variants = self.variants.iter();
        let variants = if reads_body {
            variants.find(|(_, content)| value(content).is_some()).into_iter().collect()
        } else {
            variants.collect::<Vec<_>>()
        };
        LinkAnswer::Variants {
            operation: self.operation.id.clone(),
            variants: variants.into_iter().map(|(name, _)| (*name).clone()).collect(),
            member,
        }
    }
}

fn value(content: &Content) -> Option<TypeRef> {
    match content {
        Content::Json(ty) => Some(ty.clone()),
        Content::Text => Some(TypeRef::String),
        _ => None,
    }
}

/// Content of the same Rust type, without what the type does not tell.
fn plain(content: &Content, types: &[Type]) -> Content {
    match content {
        Content::Json(ty) => Content::Json(plain_type(ty, types)),
        Content::Text => Content::Json(TypeRef::String),
        Content::Events { item, .. } => {
            Content::Events { item: plain_type(item, types), form: EventForm::Json, end: None }
        }
        Content::Lines(item) => Content::Lines(plain_type(item, types)),
        Content::Empty | Content::Bytes | Content::Stream => content.clone(),
    }
}

/// The type without aliases, but for those inside of maps and the like.
fn plain_type(ty: &TypeRef, types: &[Type]) -> TypeRef {
    let within = |inner: &TypeRef| Box::new(plain_type(inner, types));
    match resolved(ty, types) {
        TypeRef::IntegerText(kind) => TypeRef::Integer(kind),
        TypeRef::List(inner) => TypeRef::List(within(&inner)),
        TypeRef::Map(inner) => TypeRef::Map(within(&inner)),
        TypeRef::Option(inner) => TypeRef::Option(within(&inner)),
        other => other,
    }
}
