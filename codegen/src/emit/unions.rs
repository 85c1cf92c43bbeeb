//! One of several types to an enum that keeps a value which fits none of them.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::type_ref::Imports;
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
    let variants = union.variants.iter().map(|variant| {
        let UnionVariant { name, ty, docs } = variant;
        let docs = docs::attributes(docs);
        let ty = imports.ty(ty);
        quote!(#docs #name(#ty),)
    });
    let variants: Vec<TokenStream> = variants.collect();
    let unknown = &union.unknown;
    let value = imports.import("serde_json::Value");
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
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
    let mut written: Vec<(String, TokenStream, TokenStream)> = Vec::new();
    let value = resolved(&TypeRef::Value, imports);
    for variant in &union.variants {
        let name = &variant.name;
        let target = imports.ty(&variant.ty);
        written.push((resolved(&variant.ty, imports), target, quote!(#name)));
    }
    let number = resolved(&TypeRef::Number, imports);
    let has_integer = union.variants.iter().any(|it| is_integer(&it.ty, imports));
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (key, ..) in &written {
        *count.entry(key).or_default() += 1;
    }
    let name = &ty.name;
    let is_body = imports.api().body_names.contains(name);
    let mut impls = Vec::new();
    for (key, target, variant) in &written {
        if count.get(key.as_str()) != Some(&1) || *key == value {
            continue;
        }
        let mut sources = vec![(target.clone(), quote!(value))];
        sources.extend((key == "String").then(|| (quote!(&str), quote!(value.into()))));
        if *key == number && !has_integer {
            // So that an integer literal is a number. Wider integers have no exact `f64`.
            sources.extend([quote!(i32), quote!(u32)].map(|source| (source, quote!(value.into()))));
        }
        for (source, value) in sources {
            let made = quote!(Self::#variant(#value));
            impls.push(conversion(&quote!(#name), &source, &made, imports));
            if is_body {
                let body = imports.public("Body");
                let made = quote!(Self::Typed(#name::#variant(#value)));
                impls.push(conversion(&quote!(#body<#name>), &source, &made, imports));
            }
        }
    }
    impls
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

/// The type behind all aliases, as a key: two types with one key are the same to Rust.
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
        other => format!("{other:?}"),
    }
}
