//! How a union is serialized, and how its variant is chosen when it is decoded.

use std::collections::HashSet;

use indexmap::IndexMap;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::type_ref::Imports;
use super::unions;
use crate::ident::VariantName;
use crate::ir::{JsonKind, ObjectPattern, Selection};
use crate::rust::{TypeRef, Union, UnionVariant};

/// The body of `serialize`, with one arm for all variants that hold the same type.
pub(super) fn encode(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let variants = union.variants.iter().map(|UnionVariant { name, ty, .. }| (name, ty));
    let mut arms: IndexMap<String, (Vec<&VariantName>, &TypeRef)> = IndexMap::new();
    for (name, ty) in variants.chain([(&union.unknown, &TypeRef::Value)]) {
        let key = unions::resolved(ty, imports);
        arms.entry(key).or_insert_with(|| (Vec::new(), ty)).0.push(name);
    }
    let arms = arms.values().map(|(names, ty)| {
        if let Some(wrapper) = imports.wrapper(ty) {
            return quote!(#(Self::#names(value))|* => #wrapper(value).serialize(serializer),);
        }
        quote!(#(Self::#names(value))|* => value.serialize(serializer),)
    });
    let arms: Vec<TokenStream> = arms.collect();
    quote!(match self { #(#arms)* })
}

/// The body of `decode`: a match on the kind of value, whose arms are written once for the kinds
/// that they share.
pub(super) fn decode(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let kind = imports.runtime("json::Kind");
    let mut arms: Vec<(Vec<JsonKind>, String, TokenStream)> = Vec::new();
    for (json, selection) in &union.selection {
        let body = select(union, selection, imports);
        let text = body.to_string();
        match arms.iter_mut().find(|(_, known, _)| *known == text) {
            Some((kinds, ..)) => kinds.push(*json),
            None => arms.push((vec![*json], text, body)),
        }
    }
    let arms = arms.iter().map(|(kinds, _, body)| {
        let kinds = kinds.iter().map(|kind| format_ident!("{kind:?}"));
        quote!(#(#kind::#kinds)|* => #body,)
    });
    let unknown = &union.unknown;
    quote! {
        match node.kind() {
            #(#arms)*
            _ => Ok(Self::#unknown(node.to_value())),
        }
    }
}

fn select(union: &Union, selection: &Selection, imports: &mut Imports<'_>) -> TokenStream {
    let unknown = &union.unknown;
    let unknown = quote!(Ok(Self::#unknown(node.to_value())));
    match selection {
        Selection::Only(variant) => as_variant(union, *variant).unwrap_or(unknown),
        Selection::Tag { property, values, other } => {
            let other = other.and_then(|other| as_variant(union, other)).unwrap_or(unknown);
            let arms = grouped(values).into_iter().filter_map(|(values, variant)| {
                let body = as_variant(union, variant)?;
                Some(quote!(Some(#(#values)|*) => #body,))
            });
            let node = imports.runtime("json::Node");
            quote! {
                match node.get(#property).and_then(#node::as_str) {
                    #(#arms)*
                    _ => #other,
                }
            }
        }
        Selection::Text { listed, others } => texts(union, listed, others, &unknown, imports),
        Selection::BestMatch(fits) => best_match(union, fits, &unknown, imports),
        Selection::FirstItem(kinds) => first_item(union, kinds, &unknown, imports),
        Selection::FirstDecoded(variants) => first_decoded(union, variants, imports),
    }
}

/// The values of each variant together, in the order of the variants.
fn grouped(values: &[(String, usize)]) -> Vec<(Vec<&str>, usize)> {
    let mut groups: Vec<(Vec<&str>, usize)> = Vec::new();
    for (value, variant) in values {
        match groups.iter_mut().find(|(_, known)| known == variant) {
            Some((values, _)) => values.push(value),
            None => groups.push((vec![value], *variant)),
        }
    }
    groups
}

fn name(union: &Union, variant: usize) -> Option<&VariantName> {
    union.variants.get(variant).map(|variant| &variant.name)
}

fn as_variant(union: &Union, variant: usize) -> Option<TokenStream> {
    let name = name(union, variant)?;
    Some(quote!(node.decode().map(Self::#name)))
}

/// Listed texts first. Where every variant is a list, an unlisted text belongs to the last one,
/// which keeps it as its own unknown value.
fn texts(
    union: &Union,
    listed: &[(Vec<String>, usize)],
    others: &[usize],
    unknown: &TokenStream,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let mut seen = HashSet::new();
    let mut arms = Vec::new();
    for (values, variant) in listed {
        let values: Vec<&String> = values.iter().filter(|value| seen.insert(*value)).collect();
        if let Some(body) = as_variant(union, *variant).filter(|_| !values.is_empty()) {
            arms.push(quote!(Some(#(#values)|*) => #body,));
        }
    }
    let last = listed.last().map(|(_, variant)| *variant);
    let other = match (others, last) {
        ([], Some(last)) => as_variant(union, last).unwrap_or_else(|| unknown.clone()),
        ([only], _) => as_variant(union, *only).unwrap_or_else(|| unknown.clone()),
        (others, _) => first_decoded(union, others, imports),
    };
    if arms.is_empty() {
        return other;
    }
    quote!(match node.as_str() { #(#arms)* _ => #other, })
}

fn best_match(
    union: &Union,
    fits: &[ObjectPattern],
    unknown: &TokenStream,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let shape = imports.runtime("json::ObjectShape");
    let shapes = fits.iter().map(|fit| {
        let ObjectPattern { required, known, fixed, .. } = fit;
        let fixed = fixed.iter().map(|(name, values)| quote!((#name, &[#(#values),*])));
        quote!(#shape { required: &[#(#required),*], known: &[#(#known),*], fixed: &[#(#fixed),*] })
    });
    let mut positions: IndexMap<usize, Vec<Literal>> = IndexMap::new();
    for (position, fit) in fits.iter().enumerate() {
        positions.entry(fit.variant).or_default().push(Literal::usize_unsuffixed(position));
    }
    let arms = positions.iter().filter_map(|(variant, positions)| {
        let name = name(union, *variant)?;
        Some(quote!(Some(#(#positions)|*) => node.decode().map(Self::#name),))
    });
    quote! {
        match node.best_match(&[#(#shapes),*]) {
            #(#arms)*
            _ => #unknown,
        }
    }
}

/// A match on the kind of the first item.
fn first_item(
    union: &Union,
    kinds: &[(JsonKind, Vec<usize>)],
    unknown: &TokenStream,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let kind_type = imports.runtime("json::Kind");
    let node = imports.runtime("json::Node");
    let mut arms: Vec<(&[usize], Vec<TokenStream>)> = Vec::new();
    for (kind, variants) in kinds {
        let kind = format_ident!("{kind:?}");
        let pattern = quote!(Some(#kind_type::#kind));
        match arms.iter_mut().find(|(known, _)| known == variants) {
            Some((_, patterns)) => patterns.push(pattern),
            None => arms.push((variants, vec![pattern])),
        }
    }
    // An empty list is one of every variant, so it is taken as the first.
    let first = arms.iter_mut().min_by_key(|(variants, _)| variants.iter().min());
    if let Some((_, patterns)) = first {
        patterns.push(quote!(None));
    }
    let arms = arms.into_iter().map(|(variants, patterns)| {
        let body = match variants {
            [only] => as_variant(union, *only).unwrap_or_else(|| unknown.clone()),
            several => first_decoded(union, several, imports),
        };
        quote!(#(#patterns)|* => #body,)
    });
    let arms: Vec<TokenStream> = arms.collect();
    quote! {
        match node.items()?.next().map(#node::kind) {
            #(#arms)*
            Some(_) => #unknown,
        }
    }
}

/// One attempt after another. Dates keep whatever text they are given, so that they are parsed here,
/// unless they are the last attempt.
fn first_decoded(union: &Union, variants: &[usize], imports: &mut Imports<'_>) -> TokenStream {
    let last = variants.last();
    let attempts = variants.iter().filter_map(|position| {
        let UnionVariant { name, ty, .. } = union.variants.get(*position)?;
        let is_date = matches!(ty, TypeRef::DateTime | TypeRef::Date);
        Some(if is_date && last != Some(position) {
            let ty = imports.ty(ty);
            quote!(|node| node.parsed::<#ty>().map(Self::#name))
        } else {
            quote!(|node| node.decode().map(Self::#name))
        })
    });
    let attempts: Vec<TokenStream> = attempts.collect();
    let unknown = &union.unknown;
    quote!(node.first_decoded(&[#(#attempts),*], Self::#unknown))
}
