//! Determines the type that receives the method of a link.
//!
//! Invariant: receivers with the same Rust type are equal, however the description writes the type.

use crate::ident::{FieldName, VariantName};
use crate::ir;
use crate::rust::{Content, EventForm, LinkReceiver, Operation, ResponseSetKind, Type, TypeRef};
use crate::translate::member_path::resolved;
use crate::translate::responses::success_statuses;

/// The response that declares a link.
pub(super) struct LinkedResponse<'o> {
    operation: &'o Operation,
    types: &'o [Type],
    /// The variants for the response with their contents; empty if the responses are not an enum.
    variants: Vec<(&'o VariantName, &'o Content)>,
    /// The type of the body, if it is JSON or text.
    body: Option<TypeRef>,
}

impl<'o> LinkedResponse<'o> {
    /// The response with its body and variants, if it is a success.
    pub(super) fn new(
        ir: &ir::Operation,
        response: &ir::Response,
        operation: &'o Operation,
        types: &'o [Type],
    ) -> Option<Self> {
        let statuses = success_statuses(ir, response)?;
        let success = &operation.success;
        let (variants, body) = match &success.kind {
            ResponseSetKind::Single(content) => (Vec::new(), value(content)),
            ResponseSetKind::Own { variants, .. } | ResponseSetKind::Shared { variants, .. } => {
                let arms = || success.arms.iter().filter(|arm| arm.statuses.contains(&statuses));
                let is_of = |name| arms().any(|arm| arm.target.variant.as_ref() == Some(name));
                let own = variants.iter().filter(|variant| is_of(&variant.name));
                let own: Vec<_> = own.map(|variant| (&variant.name, &variant.content)).collect();
                let body = own.iter().find_map(|(_, content)| value(content));
                (own, body)
            }
        };
        Some(Self { operation, types, variants, body })
    }

    /// The type of the body, if it is JSON or text.
    pub(super) fn body(&self) -> Option<&TypeRef> {
        self.body.as_ref()
    }

    /// The receiver of the method. If the method reads the body, it is a variant with JSON or text.
    pub(super) fn receiver(&self, reads_body: bool, binding: FieldName) -> LinkReceiver {
        if let ResponseSetKind::Single(content) = &self.operation.success.kind {
            return LinkReceiver::Content(plain(content, self.types));
        }
        let mut variants = self.variants.iter();
        let variants = if reads_body {
            variants.find(|(_, content)| value(content).is_some()).into_iter().collect()
        } else {
            variants.collect::<Vec<_>>()
        };
        LinkReceiver::Variants {
            operation: self.operation.id.clone(),
            variants: variants.into_iter().map(|(name, _)| (*name).clone()).collect(),
            binding,
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

/// The content reduced to what its Rust type depends on.
fn plain(content: &Content, types: &[Type]) -> Content {
    match content {
        Content::Json(ty) => Content::Json(plain_type(ty, types)),
        Content::Text => Content::Json(TypeRef::String),
        Content::Events { item, .. } => {
            Content::Events { item: plain_type(item, types), form: EventForm::Json, end: None }
        }
        Content::Lines(item) => Content::Lines(plain_type(item, types)),
        Content::Sequence(item) => Content::Sequence(plain_type(item, types)),
        Content::Empty | Content::Bytes | Content::Stream => content.clone(),
    }
}

/// The type without aliases at the top, in lists, maps and options. Recursive: aliases have a limit of
/// nesting (`translate/aliases.rs`).
fn plain_type(ty: &TypeRef, types: &[Type]) -> TypeRef {
    let within = |inner: &TypeRef| Box::new(plain_type(inner, types));
    match resolved(ty, types) {
        TypeRef::IntegerAsString(kind) => TypeRef::Integer(kind),
        TypeRef::List(inner) => TypeRef::List(within(&inner)),
        TypeRef::Map(inner) => TypeRef::Map(within(&inner)),
        TypeRef::Option(inner) => TypeRef::Option(within(&inner)),
        other => other,
    }
}
