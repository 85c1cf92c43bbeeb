//! The responses of an operation: their types, and the match arms that decode them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::type_ref::{Imports, Place};
use super::{docs, operation::code};
use crate::format::File;
use crate::ident::TypeName;
use crate::rust::{
    Api, Content, EventForm, Operation, ResponseArm, ResponseSet, ResponseSetKind, ResponseVariant,
    StatusRange, TypeKind, TypeRef,
};

/// The type of an outcome.
pub(super) fn ty(outcome: &ResponseSet, imports: &mut Imports<'_>) -> TokenStream {
    match &outcome.kind {
        ResponseSetKind::Single(content) => content_type(content, imports),
        ResponseSetKind::Own { name, .. } => quote!(#name),
        ResponseSetKind::Shared { name, .. } => imports.error(name),
    }
}

/// The type of what a response holds.
pub(super) fn content_type(content: &Content, imports: &mut Imports<'_>) -> TokenStream {
    match content {
        Content::Empty => quote!(()),
        Content::Json(ty) => imports.ty(ty),
        Content::Text => imports.prelude("::std::string::String"),
        Content::Bytes => imports.import("bytes::Bytes"),
        Content::Stream => imports.public("ByteStream"),
        Content::Events { item, .. } => {
            let outer = imports.public("EventStream");
            let item = imports.ty(item);
            quote!(#outer<#item>)
        }
        Content::Lines(item) => {
            let outer = imports.public("JsonLines");
            let item = imports.ty(item);
            quote!(#outer<#item>)
        }
        Content::Sequence(item) => {
            let outer = imports.public("JsonSequence");
            let item = imports.ty(item);
            quote!(#outer<#item>)
        }
    }
}

/// The enum for successes that differ by status or media type.
pub(super) fn items(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let ResponseSetKind::Own { name, variants } = &operation.success.kind else { return None };
    Some(item(" The successful responses, by status.", name, variants, imports))
}

/// `errors.rs`: the enums for errors that differ by status.
pub(super) fn errors(api: &Api) -> Option<(String, File)> {
    if api.errors.is_empty() {
        return None;
    }
    let mut imports = Imports::new(api, Place::Errors);
    let enums = api.errors.iter().map(|error| {
        let summary = " The error responses, by status.";
        item(summary, &error.name, &error.variants, &mut imports)
    });
    let enums: Vec<TokenStream> = enums.collect();
    let docs =
        vec!["Error bodies that differ by status, each an enum that operations share.".into()];
    let items = imports.items().into_iter().chain(enums);
    Some(("src/errors.rs".to_owned(), File::new(docs, items)))
}

fn item(
    summary: &'static str,
    name: &TypeName,
    variants: &[ResponseVariant],
    imports: &mut Imports<'_>,
) -> TokenStream {
    let derives = if variants.iter().any(|variant| variant.content.is_stream()) {
        quote!(#[derive(Debug)])
    } else {
        quote!(#[derive(Clone, Debug, PartialEq)])
    };
    let variants = variants.iter().map(|variant| variant_item(variant, imports));
    let variants: Vec<TokenStream> = variants.collect();
    quote! {
        #[doc = #summary]
        #derives
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}

fn variant_item(variant: &ResponseVariant, imports: &mut Imports<'_>) -> TokenStream {
    let ResponseVariant { name, content, docs } = variant;
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
pub(super) fn arms(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let Operation { success, error, .. } = operation;
    let mut matched: Vec<StatusRange> = Vec::new();
    let mut arms = Vec::new();
    for arm in &success.arms {
        let pattern = pattern(arm, &mut matched);
        let result = decoded(success, arm, imports);
        arms.push(quote!(#pattern => #result,));
    }
    for arm in &error.arms {
        let pattern = pattern(arm, &mut matched);
        let error = decoded_error(error, arm, imports);
        arms.push(quote!(#pattern => Err(#error),));
    }
    quote!(#(#arms)*)
}

/// The pattern of an arm, and its guard. `matched` are the ranges of the arms above without guard.
fn pattern(arm: &ResponseArm, matched: &mut Vec<StatusRange>) -> TokenStream {
    let ranges: Vec<StatusRange> =
        arm.statuses.iter().map(|range| trimmed(*range, matched)).collect();
    let patterns = ranges.iter().map(|(from, to)| {
        let (first, last) = (code(*from), code(*to));
        if from == to { quote!(#first) } else { quote!(#first..=#last) }
    });
    let media_types = &arm.media_types;
    let guard = (!media_types.is_empty()).then(|| quote!(if #(response.is(#media_types))||*));
    let pattern = quote!(#(#patterns)|* #guard);
    if guard.is_none() {
        matched.extend(ranges);
    }
    pattern
}

/// The range without codes at its ends that arms above match. Clippy rejects ranges that share an
/// end (`match_overlapping_arm`).
fn trimmed((mut from, mut to): StatusRange, matched: &[StatusRange]) -> StatusRange {
    let is_matched =
        |code: u16| matched.iter().any(|(first, last)| (*first..=*last).contains(&code));
    while from < to && is_matched(from) {
        from += 1;
    }
    while from < to && is_matched(to) {
        to -= 1;
    }
    (from, to)
}

/// The expression that decodes a success.
fn decoded(outcome: &ResponseSet, arm: &ResponseArm, imports: &mut Imports<'_>) -> TokenStream {
    let (suffix, variant) = match variant_path(outcome, arm, imports) {
        Some(path) => ("_as", Some(path)),
        None => ("", None),
    };
    let method = |name: &str| format_ident!("{name}{suffix}");
    match &arm.target.content {
        Content::Empty => {
            let method = method("empty");
            quote!(Ok(response.#method(#variant)))
        }
        Content::Json(ty) if takes_null(ty, imports.api()) => {
            let method = method("json_or_null");
            quote!(response.#method(#variant))
        }
        Content::Json(_) => {
            let method = method("json");
            quote!(response.#method(#variant))
        }
        Content::Text => {
            let method = method("text");
            quote!(response.#method(#variant))
        }
        Content::Bytes => {
            let method = method("bytes");
            quote!(Ok(response.#method(#variant)))
        }
        Content::Stream => {
            let method = method("stream");
            quote!(Ok(response.#method(#variant)))
        }
        Content::Lines(_) => {
            let method = method("json_lines");
            quote!(Ok(response.#method(#variant)))
        }
        Content::Sequence(_) => {
            let method = method("json_sequence");
            quote!(Ok(response.#method(#variant)))
        }
        Content::Events { form, end, .. } => {
            let method = method("events");
            let arguments = events(*form, end.as_ref(), imports);
            quote!(Ok(response.#method(#arguments #variant)))
        }
    }
}

fn events(form: EventForm, end: Option<&String>, imports: &mut Imports<'_>) -> TokenStream {
    let ty = imports.runtime("streams::EventForm");
    let form = match form {
        EventForm::Json => quote!(Json),
        EventForm::Text => quote!(Text),
        EventForm::Object => quote!(Object),
    };
    let end = if let Some(end) = end { quote!(Some(#end)) } else { quote!(None) };
    quote!(#ty::#form, #end,)
}

/// Whether null is a value of the type, so that no body is as good as one. Recursive: aliases have a
/// limit of nesting (`translate/aliases.rs`).
fn takes_null(ty: &TypeRef, api: &Api) -> bool {
    match ty {
        TypeRef::Value | TypeRef::Option(_) => true,
        TypeRef::Named(id) => match &api.type_of(*id).kind {
            TypeKind::Alias(target) => takes_null(target, api),
            _ => false,
        },
        _ => false,
    }
}

/// The expression that decodes an error.
fn decoded_error(
    outcome: &ResponseSet,
    arm: &ResponseArm,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let kind = match &arm.target.content {
        Content::Empty => "empty",
        Content::Json(_) => "json",
        Content::Text => "text",
        _ => "bytes",
    };
    match variant_path(outcome, arm, imports) {
        None => {
            let method = format_ident!("{kind}_error");
            quote!(response.#method())
        }
        Some(variant) => {
            let method = format_ident!("{kind}_error_as");
            quote!(response.#method(#variant))
        }
    }
}

fn variant_path(
    outcome: &ResponseSet,
    arm: &ResponseArm,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let variant = arm.target.variant.as_ref()?;
    let ty = ty(outcome, imports);
    Some(quote!(#ty::#variant))
}
