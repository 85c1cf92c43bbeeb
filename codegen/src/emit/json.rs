//! Types to what writes and reads them as JSON: tables of members and values, whose macros are in
//! the runtime, and impls where something has to be decided.
//!
//! Decoding is not generic: `Decode` reads from a node of a parsed value, and `Deserialize` leads
//! there. Nothing is derived, so that no procedural macro has to be built.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde_json::Value;

use super::json_union;
use super::type_ref::{Imports, Place};
use crate::format::File;
use crate::rust::{
    AdditionalField, Api, EnumRepr, EnumValue, Enumeration, Field, Presence, Struct, Type,
    TypeKind, TypeRef,
};

/// The file beside the types of one module; none if they are all aliases.
pub(super) fn file(api: &Api, types: &[&Type]) -> Option<File> {
    let mut imports = Imports::new(api, Place::Elsewhere);
    let items: Vec<TokenStream> = types.iter().flat_map(|ty| items(ty, &mut imports)).collect();
    let title = types.first()?;
    let mut all = imports.items();
    all.extend(items);
    let subject = title.schema.as_deref().unwrap_or(title.name.as_str());
    let docs = vec![format!(
        "How `{}` is written and read as JSON.",
        subject.replace(['`', '\n', '\r'], " ")
    )];
    (!types.iter().all(|ty| matches!(ty.kind, TypeKind::Alias(_)))).then_some(File {
        docs,
        items: all,
        ..File::default()
    })
}

/// What writes and reads one type.
fn items(ty: &Type, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    match &ty.kind {
        TypeKind::Struct(object) => vec![structure(ty, object, imports)],
        TypeKind::Enum(listed) if listed.repr == EnumRepr::Text => {
            vec![listing(ty, listed, "text_enum::text_enum", imports)]
        }
        TypeKind::Enum(listed) if listed.repr == EnumRepr::Integer => {
            vec![listing(ty, listed, "integer_enum::integer_enum", imports)]
        }
        TypeKind::Enum(_) => {
            let encode = quote!(self.to_value().serialize(serializer));
            impls(ty, &encode, &quote!(Ok(Self::from(node.to_value()))), imports)
        }
        TypeKind::Union(union) => {
            let encode = json_union::encode(union, imports);
            impls(ty, &encode, &json_union::decode(union, imports), imports)
        }
        TypeKind::Newtype(inner) => {
            let wrapped = imports.wrapper(inner).map(|wrapper| quote!(#wrapper(&self.0)));
            let value = wrapped.unwrap_or_else(|| quote!(self.0));
            let encode = quote!(#value.serialize(serializer));
            impls(ty, &encode, &quote!(node.decode().map(Self)), imports)
        }
        TypeKind::Alias(_) => Vec::new(),
    }
}

/// The members of a struct, one a line.
fn structure(ty: &Type, object: &Struct, imports: &mut Imports<'_>) -> TokenStream {
    let name = imports.in_types(ty);
    let table = imports.runtime("json_object::json_object");
    let rows: Vec<TokenStream> = object
        .fields
        .iter()
        .map(|Field { name, wire, ty, presence, .. }| {
            let wrap = wrap(ty, imports);
            match presence {
                Presence::Required => quote!(#name: required(#wire) #wrap),
                Presence::Optional => quote!(#name: optional(#wire) #wrap),
                Presence::Nullable => quote!(#name: field(#wire) #wrap),
            }
        })
        .collect();
    let rest = object.additional.iter().map(|AdditionalField { name, ty }| {
        let wrap = wrap(ty, imports);
        quote!(..#name #wrap)
    });
    let rest: Vec<TokenStream> = rest.collect();
    quote!(#table!(#name { #(#rows,)* #(#rest)* });)
}

/// What a value is wrapped in to be written.
fn wrap(ty: &TypeRef, imports: &mut Imports<'_>) -> Option<TokenStream> {
    imports.wrapper(ty).map(|wrapper| quote!(as #wrapper))
}

/// The values of an enum, one a line.
fn listing(ty: &Type, listed: &Enumeration, path: &str, imports: &mut Imports<'_>) -> TokenStream {
    let name = imports.in_types(ty);
    let table = imports.runtime(path);
    let rows = listed.values.iter().map(|EnumValue { name, value, .. }| {
        let value = match value {
            Value::Number(number) => super::type_ref::tokens(&number.to_string()),
            value => value.as_str().unwrap_or_default().into_token_stream(),
        };
        quote!(#name: #value)
    });
    let unknown = &listed.unknown;
    quote!(#table!(#name { #(#rows,)* ..#unknown });)
}

fn impls(
    ty: &Type,
    encode: &TokenStream,
    decode: &TokenStream,
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let name = imports.in_types(ty);
    let serialize = imports.import("serde::Serialize");
    let serializer = imports.import("serde::Serializer");
    let decode_trait = imports.runtime("decode::Decode");
    let error = imports.runtime("decode::DecodeError");
    let node = imports.runtime("json::Node");
    let result = imports.prelude("::std::result::Result");
    let deserialize = imports.runtime("deserialize::deserialize");
    vec![
        quote! {
            impl #serialize for #name {
                fn serialize<S: #serializer>(&self, serializer: S) -> #result<S::Ok, S::Error> {
                    #encode
                }
            }
        },
        quote! {
            impl #decode_trait for #name {
                fn decode(node: #node<'_>) -> #result<Self, #error> {
                    #decode
                }
            }
        },
        quote!(#deserialize!(#name);),
    ]
}
