//! `links.rs`: methods of answers that start the operations that they lead to.

use indexmap::IndexMap;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::type_ref::{Imports, Place};
use super::{body, docs, members, structs};
use crate::format::File;
use crate::model::{Api, Link, LinkSource, Operation, TypeId};

/// The file, if there are links.
pub(super) fn file(api: &Api) -> Option<(String, File)> {
    if api.links.is_empty() {
        return None;
    }
    let mut imports = Imports::new(api, Place::Elsewhere);
    let mut answers: IndexMap<TypeId, Vec<TokenStream>> = IndexMap::new();
    for link in &api.links {
        let operation = api.operations.iter().find(|operation| operation.id == link.operation)?;
        let method = method(link, operation, &mut imports);
        answers.entry(link.answer).or_default().push(method);
    }
    let response = imports.runtime("response::Response");
    let impls: Vec<TokenStream> = answers
        .into_iter()
        .map(|(answer, methods)| {
            let answer = imports.named(answer);
            quote!(impl #response<#answer> { #(#methods)* })
        })
        .collect();
    let docs = vec!["What answers lead to: calls with the values of an answer.".to_owned()];
    let items = imports.items().into_iter().chain(impls).collect();
    Some(("src/links.rs".to_owned(), File { docs, items, ..File::default() }))
}

fn method(link: &Link, operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let client = imports.runtime("client::Client");
    let name = &link.name;
    let start = &operation.name;
    let module = &operation.module;
    let operations = imports.import("crate::operations");
    let ty = &operation.type_name;
    let call = quote!(#operations::#module::#ty);
    let mut arguments = Vec::new();
    let mut given = Vec::new();
    let mut setters = Vec::new();
    for (position, parameter) in operation.parameters.iter().enumerate() {
        let name = &parameter.name;
        let source = link.values.iter().find(|(known, _)| *known == position);
        match (source, parameter.required) {
            (Some((_, source)), true) => {
                let value = value(source);
                let is_text = matches!(source, LinkSource::Text(_) | LinkSource::Header(_));
                // An argument takes text as it is, the field of a struct does not.
                let convert =
                    (is_text && operation.required_name.is_some()).then(|| quote!(.to_owned()));
                given.push((quote!(#value #convert), quote!(#name: #value #convert)));
            }
            (Some((_, source)), false) => {
                let value = value(source);
                setters.push(quote!(.#name(#value)));
            }
            (None, true) => {
                let (ty, _) = match operation.required_name {
                    Some(_) => (imports.ty(&parameter.ty), None),
                    None => structs::argument(&parameter.ty, imports),
                };
                arguments.push(quote!(#name: #ty));
                given.push((quote!(#name), quote!(#name)));
            }
            (None, false) => {}
        }
    }
    let mut given: Vec<TokenStream> = match &operation.required_name {
        Some(required) => {
            let fields = given.iter().map(|(_, field)| field);
            vec![quote!(#operations::#module::#required { #(#fields),* })]
        }
        None => given.into_iter().map(|(value, _)| value).collect(),
    };
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        let name = &body.name;
        let (ty, _) = body::argument(body, imports);
        arguments.push(quote!(#name: #ty));
        given.push(quote!(#name));
    }
    let docs = docs::attributes(&link.docs);
    let made = quote!(client.#start(#(#given),*)#(#setters)*);
    if link.values.iter().any(|(_, source)| source.is_optional()) {
        let option = imports.prelude("::std::option::Option");
        let nothing = docs::plain(&["", "`None` if the answer has not all of what it takes."]);
        return quote! {
            #docs
            #nothing
            #[must_use]
            pub fn #name(&self, client: &#client, #(#arguments),*) -> #option<#call> {
                Some(#made)
            }
        };
    }
    quote! {
        #docs
        pub fn #name(&self, client: &#client, #(#arguments),*) -> #call {
            #made
        }
    }
}

fn value(source: &LinkSource) -> TokenStream {
    match source {
        LinkSource::Text(text) => quote!(#text),
        LinkSource::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        LinkSource::Header(name) => {
            let name = name.to_ascii_lowercase();
            quote!(self.headers().get(#name)?.to_str().ok()?)
        }
        LinkSource::Body(steps, ty) => members::member(&quote!(self.body()), steps, ty),
    }
}
