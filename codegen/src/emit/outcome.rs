//! What an operation returns and fails with: its types, and the arms that read them.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::Imports;
use super::{docs, operation::code};
use crate::model::{Arm, Content, Operation, Outcome, OutcomeKind, OutcomeVariant};

/// The type of an outcome.
pub(super) fn ty(outcome: &Outcome, imports: &mut Imports<'_>) -> TokenStream {
    match &outcome.kind {
        OutcomeKind::Single(content) => content_type(content, imports),
        OutcomeKind::ByStatus { name, .. } => quote!(#name),
    }
}

fn content_type(content: &Content, imports: &mut Imports<'_>) -> TokenStream {
    match content {
        Content::Empty => quote!(()),
        Content::Json(ty) => imports.ty(ty),
        Content::Text => imports.prelude("::std::string::String"),
        Content::Bytes => imports.import("bytes::Bytes"),
        Content::Stream => imports.runtime("byte_stream::ByteStream"),
    }
}

/// What an outcome may hold.
pub(super) fn contents(outcome: &Outcome) -> Vec<&Content> {
    match &outcome.kind {
        OutcomeKind::Single(content) => vec![content],
        OutcomeKind::ByStatus { variants, .. } => {
            variants.iter().map(|variant| &variant.content).collect()
        }
    }
}

/// The enums for outcomes that differ by status.
pub(super) fn items(operation: &Operation, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let outcomes = [(&operation.success, "answers"), (&operation.error, "refuses with")];
    for (outcome, verb) in outcomes {
        if let OutcomeKind::ByStatus { name, variants: source } = &outcome.kind {
            let summary = format!(" What the server {verb}, by status.");
            let variants: Vec<TokenStream> =
                source.iter().map(|variant| variant_item(variant, imports)).collect();
            let has_stream = |variant: &OutcomeVariant| variant.content == Content::Stream;
            let derives = if source.iter().any(has_stream) {
                quote!(#[derive(Debug)])
            } else {
                quote!(#[derive(Clone, Debug, PartialEq)])
            };
            items.push(quote! {
                #[doc = #summary]
                #derives
                #[non_exhaustive]
                pub enum #name { #(#variants)* }
            });
        }
    }
    items
}

fn variant_item(variant: &OutcomeVariant, imports: &mut Imports<'_>) -> TokenStream {
    let OutcomeVariant { name, content, docs } = variant;
    let docs = docs::attributes(docs);
    match content {
        Content::Empty => quote!(#docs #name,),
        content => {
            let ty = content_type(content, imports);
            quote!(#docs #name(#ty),)
        }
    }
}

/// The arms of the match on the status.
pub(super) fn arms(operation: &Operation) -> TokenStream {
    let success = operation.success.arms.iter().map(|arm| success_arm(&operation.success, arm));
    let errors = operation.error.arms.iter().map(|arm| error_arm(&operation.error, arm));
    quote!(#(#success)* #(#errors)*)
}

fn pattern(arm: &Arm) -> TokenStream {
    let ranges = arm.statuses.iter().map(|(from, to)| {
        let (first, last) = (code(*from), code(*to));
        if from == to { quote!(#first) } else { quote!(#first..=#last) }
    });
    quote!(#(#ranges)|*)
}

fn success_arm(outcome: &Outcome, arm: &Arm) -> TokenStream {
    let pattern = pattern(arm);
    let read = match (variant_path(outcome, arm), &arm.reply.content) {
        (None, Content::Empty) => quote!(Ok(reply.empty())),
        (None, Content::Json(_)) => quote!(reply.json()),
        (None, Content::Text) => quote!(reply.text()),
        (None, Content::Bytes) => quote!(Ok(reply.bytes())),
        (None, Content::Stream) => quote!(Ok(reply.stream())),
        (Some(variant), Content::Empty) => quote!(Ok(reply.empty_as(#variant))),
        (Some(variant), Content::Json(_)) => quote!(reply.json_as(#variant)),
        (Some(variant), Content::Text) => quote!(reply.text_as(#variant)),
        (Some(variant), Content::Bytes) => quote!(Ok(reply.bytes_as(#variant))),
        (Some(variant), Content::Stream) => quote!(Ok(reply.stream_as(#variant))),
    };
    quote!(#pattern => #read,)
}

fn error_arm(outcome: &Outcome, arm: &Arm) -> TokenStream {
    let pattern = pattern(arm);
    let read = match (variant_path(outcome, arm), &arm.reply.content) {
        (None, Content::Empty) => quote!(reply.empty_error()),
        (None, Content::Json(_)) => quote!(reply.json_error()),
        (None, Content::Text) => quote!(reply.text_error()),
        (None, Content::Bytes | Content::Stream) => quote!(reply.bytes_error()),
        (Some(variant), Content::Empty) => quote!(reply.empty_error_as(#variant)),
        (Some(variant), Content::Json(_)) => quote!(reply.json_error_as(#variant)),
        (Some(variant), Content::Text) => quote!(reply.text_error_as(#variant)),
        (Some(variant), Content::Bytes | Content::Stream) => {
            quote!(reply.bytes_error_as(#variant))
        }
    };
    quote!(#pattern => Err(#read),)
}

fn variant_path(outcome: &Outcome, arm: &Arm) -> Option<TokenStream> {
    let OutcomeKind::ByStatus { name, .. } = &outcome.kind else { return None };
    let variant = arm.reply.variant.as_ref()?;
    Some(quote!(#name::#variant))
}

/// The names of the types that an operation's file defines for the call itself.
pub(super) fn names(operation: &Operation) -> Vec<&str> {
    let mut names = vec![operation.type_name.as_str()];
    for outcome in [&operation.success, &operation.error] {
        if let OutcomeKind::ByStatus { name, .. } = &outcome.kind {
            names.push(name.as_str());
        }
    }
    names
}
