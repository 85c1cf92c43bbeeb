//! How a union is serialized, and how its variant is chosen when it is decoded.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::json_selection::Selector;
use super::type_ref::Imports;
use super::unions;
use crate::ident::VariantName;
use crate::ir::JsonKind;
use crate::rust::{TypeRef, Union, UnionVariant};

/// The body of `serialize`, with one arm for all variants that hold the same type, and
/// one for each whose tag the type does not have.
pub(super) fn encode(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let variants = union.variants.iter().filter(|variant| variant.tag.is_none());
    let variants = variants.map(|UnionVariant { name, ty, .. }| (name, ty));
    let mut arms: IndexMap<String, (Vec<&VariantName>, &TypeRef)> = IndexMap::new();
    for (name, ty) in variants.chain([(&union.unknown, &TypeRef::Value)]) {
        // One type of Rust may have two forms in JSON: a number, and a number in a string.
        let form = imports.wrapper(ty).map(|wrapper| wrapper.to_string()).unwrap_or_default();
        let key = form + &unions::resolved(ty, imports);
        arms.entry(key).or_insert_with(|| (Vec::new(), ty)).0.push(name);
    }
    let tagged = union.variants.iter().filter_map(|UnionVariant { name, tag, .. }| {
        let (member, text) = tag.as_ref()?;
        let tagged = imports.runtime("json::tagged");
        Some(quote!(Self::#name(value) => #tagged(value, #member, #text, serializer),))
    });
    let tagged: Vec<TokenStream> = tagged.collect();
    let arms = arms.values().map(|(names, ty)| {
        if let Some(wrapper) = imports.wrapper(ty) {
            return quote!(#(Self::#names(value))|* => #wrapper(value).serialize(serializer),);
        }
        quote!(#(Self::#names(value))|* => value.serialize(serializer),)
    });
    let arms: Vec<TokenStream> = arms.collect();
    quote!(match self { #(#tagged)* #(#arms)* })
}

/// The body of `decode`: a match on the kind of value, whose arms are written once for the kinds
/// that they share.
pub(super) fn decode(union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let kind = imports.runtime("json::Kind");
    let mut arms: Vec<(Vec<JsonKind>, String, TokenStream)> = Vec::new();
    for (json, selection) in &union.selection {
        let body = Selector { union, imports }.select(selection);
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
            _ => Ok(Self::#unknown(node.unmatched())),
        }
    }
}
