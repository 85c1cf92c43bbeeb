//! `bodies.rs`: what converts to a union that is the body of a request converts to the body too.
//!
//! The types do not name the body, so that they compile without the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::{Imports, Place};
use super::unions::{self, Source};
use crate::format::File;
use crate::rust::{Api, Type, TypeId, TypeKind, Union};

/// The file, if a union is a body.
pub(super) fn file(api: &Api) -> Option<(String, File)> {
    let mut imports = Imports::new(api, Place::Elsewhere);
    let mut conversions = Vec::new();
    for (position, ty) in api.types.iter().enumerate() {
        if let (TypeKind::Union(union), true) = (&ty.kind, is_body(api, ty)) {
            conversions.extend(of_union(TypeId(position), union, &mut imports));
        }
    }
    if conversions.is_empty() {
        return None;
    }
    let docs = vec!["Conversions to the bodies of requests that have one of several types.".into()];
    let items = imports.items().into_iter().chain(conversions);
    Some(("src/bodies.rs".to_owned(), File::new(docs, items)))
}

fn is_body(api: &Api, ty: &Type) -> bool {
    api.body_names.contains(&ty.name)
}

fn of_union(id: TypeId, union: &Union, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let mut conversions = Vec::new();
    for Source { variant, ty, value } in unions::sources(union, imports) {
        let name = imports.named(id);
        let body = imports.public("Body");
        let made = quote!(Self::Typed(#name::#variant(#value)));
        conversions.push(unions::conversion(&quote!(#body<#name>), &ty, &made, imports));
    }
    conversions
}
