//! Objects to structs, with a constructor and setters for types that callers send.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, ItemStruct};

use super::derives::{self, Extra};
use super::type_ref::Imports;
use super::{docs, syntax};
use crate::format::Item;
use crate::rust::{
    AdditionalField, Api, EnumRepr, Field, Presence, Struct, Type, TypeKind, TypeRef, Usage,
};
use crate::text::line;

/// The items that define a struct.
pub(super) fn items(ty: &Type, object: &Struct, imports: &mut Imports<'_>) -> Vec<Item> {
    let mut items = vec![Item::from(definition(ty, object, imports))];
    if ty.usage == Usage::Request {
        items.extend(methods(ty, object, imports).map(Item::from));
    }
    items
}

fn definition(owner: &Type, object: &Struct, imports: &mut Imports<'_>) -> ItemStruct {
    let is_open = !required(imports.api(), object).is_empty();
    let extra = if is_open { Extra::Nothing } else { Extra::Default };
    let mut attributes: Vec<Attribute> = docs::attribute(&owner.docs).into_iter().collect();
    attributes.push(syntax::list_attribute("derive", derives::traits(owner, extra)));
    // Only decoding makes a value of what only responses have, so more members break no program.
    if owner.usage == Usage::Response {
        attributes.push(syntax::attribute("non_exhaustive"));
    }
    let mut fields = Vec::with_capacity(object.fields.len() + 1);
    for Field { name, ty, presence, docs, .. } in &object.fields {
        let docs = docs::attribute(docs).into_iter().collect();
        fields.push(syntax::field(docs, name, imports.present_syntax(ty, *presence)));
    }
    if let Some(AdditionalField { name, ty }) = &object.additional {
        let docs = docs::sentence(" Members that the description does not declare.");
        let ty = imports.syntax(&TypeRef::Map(Box::new(ty.clone())));
        fields.push(syntax::field(vec![docs], name, ty));
    }
    syntax::structure(attributes, &owner.name, fields)
}

/// The fields without which there is no value to send: those that are required and have more than one.
fn required<'o>(api: &Api, object: &'o Struct) -> Vec<&'o Field> {
    object.fields.iter().filter(|field| is_open(api, field)).collect()
}

fn is_open(api: &Api, field: &Field) -> bool {
    match field.presence {
        Presence::Required => !is_fixed(api, &field.ty),
        Presence::WriteOnly => true,
        Presence::Optional | Presence::Nullable => false,
    }
}

/// Whether the type is an enum with one value, which is its default.
fn is_fixed(api: &Api, ty: &TypeRef) -> bool {
    let TypeRef::Named(id) = ty else { return false };
    match &api.type_of(*id).kind {
        TypeKind::Enum(listed) => listed.values.len() == 1 && listed.repr != EnumRepr::Mixed,
        _ => false,
    }
}

fn methods(ty: &Type, object: &Struct, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let name = &ty.name;
    let constructor = constructor(object, imports);
    let mut setters: Vec<_> =
        object.fields.iter().filter_map(|field| setter(field, imports)).collect();
    setters.extend(object.additional.iter().map(|field| additional_setter(field, imports)));
    let is_empty = constructor.is_none() && setters.is_empty();
    (!is_empty).then(|| quote!(impl #name { #constructor #(#setters)* }))
}

/// `new`, from what is required; where nothing is, `Default` makes an empty value.
fn constructor(object: &Struct, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let required = required(imports.api(), object);
    if required.is_empty() {
        return None;
    }
    let arguments: Vec<TokenStream> = required
        .iter()
        .map(|field| {
            let name = &field.name;
            let (ty, _) = argument(&field.ty, imports);
            quote!(#name: #ty)
        })
        .collect();
    let fields: Vec<TokenStream> = object
        .fields
        .iter()
        .map(|field| {
            let name = &field.name;
            match field.presence {
                Presence::Required if is_open(imports.api(), field) => {
                    let (_, value) = argument(&field.ty, imports);
                    if let Some(convert) = value {
                        quote!(#name: #name #convert)
                    } else {
                        quote!(#name)
                    }
                }
                Presence::WriteOnly => {
                    let some = imports.prelude("::std::option::Option::Some");
                    let (_, convert) = argument(&field.ty, imports);
                    quote!(#name: #some(#name #convert))
                }
                Presence::Optional => quote!(#name: None),
                Presence::Nullable => {
                    let field = imports.public("Field");
                    quote!(#name: #field::Absent)
                }
                Presence::Required => {
                    let ty = imports.ty(&field.ty);
                    quote!(#name: #ty::default())
                }
            }
        })
        .collect();
    let additional = object.additional.iter().map(|field| {
        let name = &field.name;
        let map = imports.import("std::collections::BTreeMap");
        quote!(#name: #map::new())
    });
    let additional: Vec<TokenStream> = additional.collect();
    Some(quote! {
        #[doc = " A value with all required fields."]
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields,)* #(#additional,)* }
        }
    })
}

/// The setter of an optional field. Required fields are arguments of `new`.
fn setter(field: &Field, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let Field { name, ty, presence, .. } = field;
    let into = imports.prelude("::std::convert::Into");
    let (takes, value) = match presence {
        Presence::Required => return None,
        Presence::Optional | Presence::WriteOnly => {
            let some = imports.prelude("::std::option::Option::Some");
            let (takes, convert) = argument(ty, imports);
            (takes, quote!(#some(#name #convert)))
        }
        Presence::Nullable => {
            let ty = imports.present(ty, Presence::Nullable);
            (quote!(impl #into<#ty>), quote!(#name.into()))
        }
    };
    let docs = setter_docs(field);
    Some(quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #name: #takes) -> Self {
            self.#name = #value;
            self
        }
    })
}

/// The setter of the undeclared members, which takes pairs.
fn additional_setter(field: &AdditionalField, imports: &mut Imports<'_>) -> TokenStream {
    let name = &field.name;
    let (takes, convert) = argument(&TypeRef::Map(Box::new(field.ty.clone())), imports);
    let docs =
        docs::plain(&[line!["Sets [`", name.shown(), "`](field@Self::", name.shown(), ")."]]);
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #name: #takes) -> Self {
            self.#name = #name #convert;
            self
        }
    }
}

/// A sentence that links to the field, whose documentation says what it means.
fn setter_docs(field: &Field) -> TokenStream {
    let name = field.name.shown();
    let null = match field.presence {
        Presence::Nullable => " `None` is sent as `null`.",
        Presence::Required | Presence::Optional | Presence::WriteOnly => "",
    };
    docs::plain(&[line!["Sets [`", name, "`](field@Self::", name, ").", null]])
}

/// The type of an argument for a value of `ty`, and how the argument becomes that value.
pub(super) fn argument(
    ty: &TypeRef,
    imports: &mut Imports<'_>,
) -> (TokenStream, Option<TokenStream>) {
    let into = imports.prelude("::std::convert::Into");
    if let Some(values) = map_values(imports.api(), ty) {
        let iterator = imports.prelude("::std::iter::IntoIterator");
        let string = imports.prelude("::std::string::String");
        let values = imports.ty(values);
        let ty = quote!(impl #iterator<Item = (impl #into<#string>, #values)>);
        let convert = quote!(.into_iter().map(|(name, value)| (name.into(), value)).collect());
        return (ty, Some(convert));
    }
    match ty {
        TypeRef::List(item) if converts(imports.api(), item) => {
            let iterator = imports.prelude("::std::iter::IntoIterator");
            let item = imports.ty(item);
            let ty = quote!(impl #iterator<Item = impl #into<#item>>);
            (ty, Some(quote!(.into_iter().map(#into::into).collect())))
        }
        TypeRef::List(item) => {
            let iterator = imports.prelude("::std::iter::IntoIterator");
            let item = imports.ty(item);
            (quote!(impl #iterator<Item = #item>), Some(quote!(.into_iter().collect())))
        }
        TypeRef::Boxed(inner) => {
            let inner = imports.ty(inner);
            (quote!(impl #into<Box<#inner>>), Some(quote!(.into())))
        }
        ty if converts(imports.api(), ty) => {
            let ty = imports.ty(ty);
            (quote!(impl #into<#ty>), Some(quote!(.into())))
        }
        ty => (imports.ty(ty), None),
    }
}

/// The type of the values, if the type is a map.
fn map_values<'t>(api: &'t Api, ty: &'t TypeRef) -> Option<&'t TypeRef> {
    match ty {
        TypeRef::Map(values) => Some(values),
        TypeRef::JsonObject => Some(&TypeRef::Value),
        TypeRef::Named(id) => match &api.type_of(*id).kind {
            TypeKind::Alias(TypeRef::Map(values)) => Some(values),
            TypeKind::Alias(TypeRef::JsonObject) => Some(&TypeRef::Value),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value of the type is commonly made from something shorter.
fn converts(api: &Api, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::String
        | TypeRef::Number
        | TypeRef::Value
        | TypeRef::DateTime
        | TypeRef::Base64
        | TypeRef::Base64Url
        | TypeRef::File
        | TypeRef::Option(_) => true,
        TypeRef::Named(id) => match &api.type_of(*id).kind {
            TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => true,
            TypeKind::Alias(target) => matches!(target, TypeRef::String),
            TypeKind::Struct(_) => false,
        },
        _ => false,
    }
}
