//! Lists of values to enums that keep a value which is not listed.
//!
//! What texts and whole numbers can do is in the tables beside them; values of several types are
//! compared one by one, here.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::{Number, Value};

use super::derives::{self, Extra};
use super::docs;
use super::type_ref::Imports;
use crate::rust::{EnumRepr, Enumeration, Type};

/// The items that define an enum.
pub(super) fn items(
    ty: &Type,
    listed: &Enumeration,
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let mut items = vec![definition(ty, listed, imports)];
    if listed.repr == EnumRepr::Mixed {
        items.extend(mixed(ty, listed, imports));
    }
    items
}

fn definition(ty: &Type, listed: &Enumeration, imports: &mut Imports<'_>) -> TokenStream {
    let name = &ty.name;
    let docs = docs::attributes(&ty.docs);
    let fixed = listed.values.len() == 1 && listed.repr != EnumRepr::Mixed;
    let variants = listed.values.iter().map(|value| {
        let name = &value.name;
        let docs = docs::attributes(&value.docs);
        let default = fixed.then(|| quote!(#[default]));
        quote!(#docs #default #name,)
    });
    let variants: Vec<TokenStream> = variants.collect();
    let unknown = &listed.unknown;
    let holds = match listed.repr {
        EnumRepr::Text => imports.prelude("::std::string::String"),
        EnumRepr::Integer => quote!(i64),
        EnumRepr::Mixed => imports.import("serde_json::Value"),
    };
    let extra = match listed.repr {
        _ if fixed => Extra::Default,
        EnumRepr::Integer => Extra::Copy,
        EnumRepr::Text | EnumRepr::Mixed => Extra::Nothing,
    };
    let derives = derives::attribute(ty, extra);
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = " A value that the description does not list."]
            #unknown(#holds),
        }
    }
}

fn mixed(ty: &Type, listed: &Enumeration, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let name = &ty.name;
    let unknown = &listed.unknown;
    let variants: Vec<_> = listed.values.iter().map(|value| &value.name).collect();
    let values: Vec<_> = listed.values.iter().map(|value| literal(&value.value)).collect();
    let from = imports.prelude("::std::convert::From");
    let json = imports.import("serde_json::Value");
    vec![
        quote! {
            impl #name {
                #[doc = " The value as it is sent."]
                #[must_use]
                pub fn to_value(&self) -> #json {
                    match self {
                        #(Self::#variants => serde_json::json!(#values),)*
                        Self::#unknown(value) => value.clone(),
                    }
                }
            }
        },
        quote! {
            impl #from<#json> for #name {
                fn from(value: #json) -> Self {
                    #(if value == serde_json::json!(#values) {
                        return Self::#variants;
                    })*
                    Self::#unknown(value)
                }
            }
        },
    ]
}

/// A JSON value as the argument of `json!`. Recursive: as deep as the values of a file are nested.
fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(null),
        Value::Bool(flag) => quote!(#flag),
        Value::Number(number) => number_literal(number),
        Value::String(text) => quote!(#text),
        Value::Array(items) => {
            let items = items.iter().map(literal);
            quote!([#(#items),*])
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = literal(value);
                quote!(#name: #value)
            });
            quote!({ #(#members),* })
        }
    }
}

/// A number of any size. `json!` would take one without a type for an `i32`.
fn number_literal(number: &Number) -> TokenStream {
    let literal = match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(integer), ..) => match i32::try_from(integer) {
            Ok(small) => Literal::i32_unsuffixed(small),
            Err(_) => Literal::i64_suffixed(integer),
        },
        (None, Some(integer), _) => Literal::u64_suffixed(integer),
        (None, None, float) => Literal::f64_unsuffixed(float.unwrap_or_default()),
    };
    literal.to_token_stream()
}
