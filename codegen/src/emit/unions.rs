//! One of several types to an enum that keeps a value which fits none of them.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::derives::{self, Extra};
use super::docs;
use super::type_ref::Imports;
use crate::ident::VariantName;
use crate::rust::{Type, TypeKind, TypeRef, Union, UnionVariant};

/// The items that define a union.
pub(super) fn items(ty: &Type, union: &Union, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let mut items = vec![definition(ty, union, imports)];
    items.extend(conversions(ty, union, imports));
    items
}

fn definition(ty: &Type, union: &Union, imports: &mut Imports<'_>) -> TokenStream {
    let name = &ty.name;
    let docs = docs::attributes(&ty.docs);
    let derives = derives::attribute(ty, Extra::Nothing);
    let variants = union.variants.iter().map(|variant| {
        let UnionVariant { name, ty, docs, .. } = variant;
        let docs = docs::attributes(docs);
        let ty = imports.ty(ty);
        quote!(#docs #name(#ty),)
    });
    let variants: Vec<TokenStream> = variants.collect();
    let unknown = &union.unknown;
    let value = imports.import("serde_json::Value");
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A value that matches none of the schemas."]
            #unknown(#value),
        }
    }
}

/// `From` for every variant whose type no other variant has.
fn conversions(ty: &Type, union: &Union, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let name = &ty.name;
    let sources = sources(union, imports).into_iter();
    let conversions = sources.map(|Source { variant, ty, value }| {
        conversion(&quote!(#name), &ty, &quote!(Self::#variant(#value)), imports)
    });
    conversions.collect()
}

/// A type that one variant alone is made of, and how `value` becomes what the variant has.
pub(super) struct Source<'u> {
    pub(super) variant: &'u VariantName,
    pub(super) ty: TokenStream,
    pub(super) value: TokenStream,
}

/// The types that convert to a union.
pub(super) fn sources<'u>(union: &'u Union, imports: &mut Imports<'_>) -> Vec<Source<'u>> {
    let keys = union.variants.iter().map(|variant| resolved(&variant.ty, imports));
    let keys: Vec<String> = keys.collect();
    let number = resolved(&TypeRef::Number, imports);
    let has_integer = union.variants.iter().any(|it| is_integer(&it.ty, imports));
    let mut count: HashMap<&str, usize> = HashMap::new();
    for key in &keys {
        *count.entry(key).or_default() += 1;
    }
    let value = resolved(&TypeRef::Value, imports);
    let mut sources = Vec::new();
    for (variant, key) in union.variants.iter().zip(&keys) {
        if count.get(key.as_str()) != Some(&1) || *key == value {
            continue;
        }
        let UnionVariant { name: variant, ty, .. } = variant;
        sources.push(Source { variant, ty: imports.ty(ty), value: quote!(value) });
        if key == "String" {
            sources.push(Source { variant, ty: quote!(&str), value: quote!(value.into()) });
        }
        if *key == number && !has_integer {
            // So that an integer literal is a number. Wider integers have no exact `f64`.
            let integers = [quote!(i32), quote!(u32)];
            sources.extend(integers.map(|ty| Source { variant, ty, value: quote!(value.into()) }));
        }
    }
    sources
}

/// Whether the type is an integer in Rust.
fn is_integer(ty: &TypeRef, imports: &Imports<'_>) -> bool {
    match ty {
        TypeRef::Integer(_) | TypeRef::IntegerAsString(_) => true,
        TypeRef::Named(id) => match &imports.api().type_of(*id).kind {
            TypeKind::Alias(target) => is_integer(target, imports),
            _ => false,
        },
        _ => false,
    }
}

/// `From` of one type for another.
pub(super) fn conversion(
    target: &TokenStream,
    source: &TokenStream,
    made: &TokenStream,
    imports: &Imports<'_>,
) -> TokenStream {
    let from = imports.prelude("::std::convert::From");
    quote! {
        impl #from<#source> for #target {
            fn from(value: #source) -> Self {
                #made
            }
        }
    }
}

/// The type behind all aliases, as a key: two types with one key are the same to Rust. Recursive:
/// aliases have a limit of nesting (`translate/aliases.rs`).
pub(super) fn resolved(ty: &TypeRef, imports: &Imports<'_>) -> String {
    match ty {
        TypeRef::Named(id) => match &imports.api().type_of(*id).kind {
            TypeKind::Alias(target) => resolved(target, imports),
            _ => format!("{id:?}"),
        },
        TypeRef::List(inner) => format!("Vec<{}>", resolved(inner, imports)),
        TypeRef::Map(inner) => format!("Map<{}>", resolved(inner, imports)),
        TypeRef::Option(inner) => format!("Option<{}>", resolved(inner, imports)),
        TypeRef::Boxed(inner) => format!("Box<{}>", resolved(inner, imports)),
        TypeRef::IntegerAsString(kind) => format!("{:?}", TypeRef::Integer(*kind)),
        other => format!("{other:?}"),
    }
}
