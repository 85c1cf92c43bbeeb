//! The body of a request: the argument for it, its types, and the lines that write it.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::type_ref::Imports;
use super::{docs, structs, unions};
use crate::format::Item;
use crate::ident::{TypeName, VariantName};
use crate::ir::Serialization;
use crate::rust::{
    Body, BodyForm, BodyFormat, BodyKind, BodyVariant, Field, PartFormat, Parts, Presence,
    SequenceForm, TypeKind, TypeRef,
};
use crate::text::{code_span, line};

/// The type of the argument for a body, and how it becomes the field.
pub(super) fn argument(body: &Body, imports: &mut Imports<'_>) -> (TokenStream, TokenStream) {
    let into = imports.prelude("::std::convert::Into");
    let outer = ty(body, imports);
    match &body.kind {
        BodyKind::Single(BodyForm { format: BodyFormat::Parts(_), .. }) => (outer, quote!()),
        _ => (quote!(impl #into<#outer>), quote!(.into())),
    }
}

/// The type of a body.
pub(super) fn ty(body: &Body, imports: &mut Imports<'_>) -> TokenStream {
    match &body.kind {
        BodyKind::Single(form) => form_type(form, imports),
        BodyKind::OneOf { name, .. } => quote!(#name),
    }
}

fn form_type(form: &BodyForm, imports: &mut Imports<'_>) -> TokenStream {
    match &form.format {
        BodyFormat::Json(ty) => {
            let outer = imports.public("Body");
            let inner = imports.ty(ty);
            quote!(#outer<#inner>)
        }
        BodyFormat::Form(ty, _) => imports.ty(ty),
        BodyFormat::Parts(parts) => {
            let name = &parts.ty.name;
            quote!(#name)
        }
        BodyFormat::Multipart => imports.public("Multipart"),
        BodyFormat::Sequence(_, item) => {
            let outer = imports.public("SequenceBody");
            let item = imports.ty(item);
            quote!(#outer<#item>)
        }
        BodyFormat::Text => imports.prelude("::std::string::String"),
        BodyFormat::Bytes => imports.public("transport::RequestBody"),
    }
}

/// The types that a body has for itself.
pub(super) fn items(body: &Body, imports: &mut Imports<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    if let BodyKind::OneOf { name, variants } = &body.kind {
        items.push(choice(name, variants, imports).into());
        items.extend(conversions(name, variants, imports).into_iter().map(Item::from));
    }
    for form in body.forms() {
        if let BodyFormat::Parts(parts) = &form.format {
            items.extend(struct_of_parts(parts, imports));
        }
    }
    items
}

fn choice(name: &TypeName, variants: &[BodyVariant], imports: &mut Imports<'_>) -> TokenStream {
    let variants = variants.iter().map(|BodyVariant { name, form }| {
        let docs = docs::plain(&[line!["A body of ", code_span(&form.media_type), "."]]);
        let ty = form_type(form, imports);
        quote!(#docs #name(#ty),)
    });
    let variants: Vec<TokenStream> = variants.collect();
    quote! {
        #[doc = " The forms that the body may have."]
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}

/// `From` for each type that only one variant is made of.
fn conversions(
    name: &TypeName,
    variants: &[BodyVariant],
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let mut rows: Vec<Conversion<'_>> = Vec::new();
    for BodyVariant { name: variant, form } in variants {
        let outer = form_type(form, imports);
        let mut add =
            |key: String, source, value| rows.push(Conversion { key, variant, source, value });
        match &form.format {
            BodyFormat::Json(ty) => {
                add(unions::resolved(ty, imports), imports.ty(ty), quote!(value.into()));
                add(outer.to_string(), outer, quote!(value));
            }
            BodyFormat::Form(ty, _) => add(unions::resolved(ty, imports), outer, quote!(value)),
            BodyFormat::Text => {
                add("String".to_owned(), outer, quote!(value));
                add("str".to_owned(), quote!(&str), quote!(value.into()));
            }
            _ => add(outer.to_string(), outer, quote!(value)),
        }
    }
    let mut count: HashMap<String, usize> = HashMap::new();
    for row in &rows {
        *count.entry(row.key.clone()).or_default() += 1;
    }
    let target = quote!(#name);
    rows.into_iter()
        .filter(|row| count.get(&row.key) == Some(&1))
        .map(|row| {
            let Conversion { variant, value, .. } = &row;
            let made = quote!(Self::#variant(#value));
            unions::conversion(&target, &row.source, &made, imports)
        })
        .collect()
}

/// A conversion into a variant.
struct Conversion<'b> {
    /// Two types with one key are the same to Rust.
    key: String,
    variant: &'b VariantName,
    source: TokenStream,
    /// The content of the variant, from `value`.
    value: TokenStream,
}

/// The struct of the parts, and how it becomes a body.
fn struct_of_parts(parts: &Parts, imports: &mut Imports<'_>) -> Vec<Item> {
    let TypeKind::Struct(object) = &parts.ty.kind else { return Vec::new() };
    let mut items = structs::items(&parts.ty, object, imports);
    let name = &parts.ty.name;
    let from = imports.prelude("::std::convert::From");
    let multipart = imports.public("Multipart");
    let lines = object.fields.iter().zip(&parts.formats).map(|(field, format)| {
        let (member, wire) = (&field.name, &field.wire);
        match format {
            PartFormat::Files(media_type) => {
                let files = files(field);
                quote!(body.files(#wire, #media_type, #files);)
            }
            PartFormat::Value => quote!(body.value(#wire, &parts.#member);),
            PartFormat::ValueAs(media_type) => {
                quote!(body.value_as(#wire, #media_type, &parts.#member);)
            }
            PartFormat::Unnamed(media_type) => unnamed(field, media_type, &quote!(parts.#member)),
            PartFormat::UnnamedList(media_type) => {
                let line = unnamed(field, media_type, &quote!(part));
                let is_required = field.presence == Presence::Required;
                let flattened = (!is_required).then(|| quote!(.into_iter().flatten()));
                let all = quote!(parts.#member #flattened);
                quote!(for part in #all { #line })
            }
            PartFormat::HeaderOf(part, notation) => {
                let style_type = imports.runtime("request::Style");
                let explode_type = imports.runtime("request::Explode");
                let style = format_ident!("{}", notation.style);
                let explode = explode(*notation);
                quote! {
                    body.header(
                        #part, #wire, #style_type::#style, #explode_type::#explode, &parts.#member,
                    );
                }
            }
        }
    });
    let lines: Vec<TokenStream> = lines.collect();
    let conversion = quote! {
        impl #from<#name> for #multipart {
            fn from(parts: #name) -> Self {
                let mut body = Self::new();
                #(#lines)*
                body
            }
        }
    };
    items.push(conversion.into());
    items
}

/// The line that adds a part without a name.
fn unnamed(field: &Field, media_type: &str, value: &TokenStream) -> TokenStream {
    if field.ty.leaf() == &TypeRef::File {
        quote!(body.unnamed_file(#media_type, #value);)
    } else {
        quote!(body.unnamed_value(#media_type, &#value);)
    }
}

/// The files of a field, as something that gives all of them.
fn files(field: &Field) -> TokenStream {
    let name = &field.name;
    match (&field.ty, field.presence) {
        (TypeRef::List(_), Presence::Required) | (TypeRef::File, Presence::Optional) => {
            quote!(parts.#name)
        }
        (TypeRef::List(_), _) => quote!(parts.#name.into_iter().flatten()),
        _ => quote!([parts.#name]),
    }
}

/// The lines that write a body.
pub(super) fn line(body: &Body, imports: &mut Imports<'_>) -> TokenStream {
    let name = &body.name;
    let line = match &body.kind {
        BodyKind::Single(form) if body.required => {
            let value = if is_taken(form) { quote!(self.#name) } else { quote!(&self.#name) };
            return form_line(form, &value, imports);
        }
        BodyKind::Single(form) => {
            let line = form_line(form, &quote!(body), imports);
            let value = if is_taken(form) { quote!(self.#name) } else { quote!(&self.#name) };
            return quote!(if let Some(body) = #value { #line });
        }
        BodyKind::OneOf { name: outer, variants } => {
            let arms = variants.iter().map(|BodyVariant { name, form }| {
                let value = if is_taken(form) { quote!(body) } else { quote!(&body) };
                let line = form_line(form, &value, imports);
                quote!(#outer::#name(body) => { #line })
            });
            let arms: Vec<TokenStream> = arms.collect();
            quote!({ #(#arms)* })
        }
    };
    if body.required {
        quote!(match self.#name #line)
    } else {
        quote!(if let Some(body) = self.#name { match body #line })
    }
}

/// Whether writing a form takes the value.
fn is_taken(form: &BodyForm) -> bool {
    match form.format {
        BodyFormat::Json(_) | BodyFormat::Form(..) | BodyFormat::Text => false,
        BodyFormat::Parts(_)
        | BodyFormat::Multipart
        | BodyFormat::Sequence(..)
        | BodyFormat::Bytes => true,
    }
}

fn form_line(form: &BodyForm, value: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let media_type = &form.media_type;
    match &form.format {
        BodyFormat::Json(_) => quote!(request.json(#media_type, #value);),
        BodyFormat::Form(_, styles) => {
            let styles: Vec<TokenStream> =
                styles.iter().map(|(name, wire)| style(name, *wire, imports)).collect();
            quote!(request.form(#value, &[#(#styles),*]);)
        }
        BodyFormat::Parts(_) | BodyFormat::Multipart => {
            quote!(request.multipart(#media_type, #value);)
        }
        BodyFormat::Sequence(form, _) => {
            let forms = imports.runtime("request::SequenceForm");
            let form = match form {
                SequenceForm::Lines => quote!(Lines),
                SequenceForm::Records => quote!(Records),
            };
            quote!(request.sequence(#media_type, #forms::#form, #value);)
        }
        BodyFormat::Text => quote!(request.text(#media_type, #value);),
        BodyFormat::Bytes => quote!(request.bytes(#media_type, #value);),
    }
}

/// How a member of a form is written.
pub(super) fn style(name: &str, wire: Serialization, imports: &mut Imports<'_>) -> TokenStream {
    let style_type = imports.runtime("request::Style");
    let explode_type = imports.runtime("request::Explode");
    let reserved_type = imports.runtime("request::Reserved");
    let style = format_ident!("{}", wire.style);
    let explode = explode(wire);
    let reserved = if wire.allow_reserved { quote!(Keep) } else { quote!(Encode) };
    quote!((#name, #style_type::#style, #explode_type::#explode, #reserved_type::#reserved))
}

fn explode(wire: Serialization) -> TokenStream {
    if wire.explode { quote!(Yes) } else { quote!(No) }
}
