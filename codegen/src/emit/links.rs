//! `links.rs`: methods of responses that start the operations of their links.

use std::collections::HashMap;

use indexmap::IndexMap;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::type_ref::{Imports, Place};
use super::{body, docs, member_path, poller, responses, structs};
use crate::format::File;
use crate::ident::FieldName;
use crate::rust::{
    Api, Content, Link, LinkReceiver, LinkSource, Operation, Parameter, ResponseSetKind,
    ResponseVariant,
};
use crate::text::Line;

/// The file, if there are links.
pub(super) fn file(api: &Api) -> Option<(String, File)> {
    if api.links.is_empty() {
        return None;
    }
    let mut imports = Imports::new(api, Place::Elsewhere);
    let mut receivers: IndexMap<String, (TokenStream, Vec<TokenStream>)> = IndexMap::new();
    let operations: HashMap<&str, &Operation> =
        api.operations.iter().rev().map(|operation| (operation.id.as_str(), operation)).collect();
    for link in &api.links {
        let target = operations.get(link.operation.as_str())?;
        let receiver = Receiver::new(link, &operations, &mut imports)?;
        let own = methods(link, target, &receiver, &mut imports);
        let (_, methods) =
            receivers.entry(receiver.ty.to_string()).or_insert((receiver.ty, Vec::new()));
        methods.push(own);
    }
    let response = imports.public("Response");
    let impls: Vec<TokenStream> = receivers
        .into_values()
        .map(|(receiver, methods)| quote!(impl #response<#receiver> { #(#methods)* }))
        .collect();
    let docs = vec!["Links of responses: requests with values of a response.".into()];
    let items = imports.items().into_iter().chain(impls);
    Some(("src/links.rs".to_owned(), File::new(docs, items)))
}

/// The response that has the methods of a link.
struct Receiver {
    /// The type of its body.
    ty: TokenStream,
    /// The statement that returns `None` for other variants.
    check: Option<TokenStream>,
    /// The expression of the body.
    body: TokenStream,
}

impl Receiver {
    fn new(
        link: &Link,
        operations: &HashMap<&str, &Operation>,
        imports: &mut Imports<'_>,
    ) -> Option<Self> {
        let (id, chosen, member) = match &link.receiver {
            LinkReceiver::Content(content) => {
                let ty = responses::content_type(content, imports);
                return Some(Self { ty, check: None, body: quote!(self.body()) });
            }
            LinkReceiver::Variants { operation, variants, binding } => {
                (operation, variants, binding)
            }
        };
        let operation = operations.get(id.as_str())?;
        let ResponseSetKind::Own { name, variants } = &operation.success.kind else { return None };
        let operations = imports.import("crate::operations");
        let module = &operation.module;
        let ty = quote!(#operations::#module::#name);
        let patterns = variants.iter().filter(|variant| chosen.contains(&variant.name));
        let patterns = patterns.map(|ResponseVariant { name, content, .. }| match content {
            Content::Empty => quote!(#ty::#name),
            _ if link.reads_body() => quote!(#ty::#name(#member)),
            _ => quote!(#ty::#name(_)),
        });
        let patterns: Vec<TokenStream> = patterns.collect();
        let check = match patterns.as_slice() {
            all if all.len() == variants.len() => None,
            [only] => Some(quote!(let #only = self.body() else { return None };)),
            several => Some(quote!(let (#(#several)|*) = self.body() else { return None };)),
        };
        Some(Self { ty, check, body: quote!(#member) })
    }
}

/// The methods for a link: the one that starts the operation, and the one that polls its job.
fn methods(
    link: &Link,
    target: &Operation,
    receiver: &Receiver,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let operations = imports.import("crate::operations");
    let (module, ty) = (&target.module, &target.type_name);
    let call = quote!(#operations::#module::#ty);
    let Call { names, types, made } = Call::new(link, target, receiver, imports);
    let is_partial = link.sources().any(LinkSource::is_optional);
    let method = Method {
        arguments: names.iter().zip(&types).map(|(name, ty)| quote!(#name: #ty)).collect(),
        check: receiver.check.as_ref(),
        nothing: match (&receiver.check, is_partial) {
            (None, false) => None,
            (None, true) => Some("`None` if the response lacks one of the values."),
            (Some(_), false) => Some("`None` for other responses."),
            (Some(_), true) => {
                Some("`None` for other responses, or if the response lacks one of the values.")
            }
        },
        deprecated: docs::deprecated_with(target),
    };
    let docs = docs::attributes(&link.docs);
    let start = method.tokens(&link.name, &docs, &call, &made, imports);
    let poller = link.poller.as_ref().zip(target.poller.as_ref()).map(|(name, poller)| {
        let ty = imports.public("Poller");
        let linked = &link.name;
        let request_of_link = quote!(self.#linked(client, #(#names),*));
        let request_of_link =
            if method.nothing.is_some() { quote!(#request_of_link?) } else { request_of_link };
        let is_same_job = link.receiver.named() == Some(poller.response);
        let made = if is_same_job {
            quote!(#ty::after(#request_of_link, self, client.poll_context()))
        } else {
            quote!(#ty::new(#request_of_link, client.poll_context()).started_by(self))
        };
        let docs = docs::plain(&[poller::summary(&link.name)]);
        Method { check: None, ..method }.tokens(name, &docs, &quote!(#ty<#call>), &made, imports)
    });
    quote!(#start #poller)
}

/// What the methods for a link share.
struct Method<'m> {
    arguments: Vec<TokenStream>,
    /// The statement that returns `None` for other variants.
    check: Option<&'m TokenStream>,
    /// When the method returns `None`, if it can.
    nothing: Option<&'static str>,
    /// The attributes of methods for a deprecated operation.
    deprecated: Option<TokenStream>,
}

impl Method<'_> {
    fn tokens(
        &self,
        name: &FieldName,
        docs: &TokenStream,
        output: &TokenStream,
        made: &TokenStream,
        imports: &mut Imports<'_>,
    ) -> TokenStream {
        let client = imports.public("Client");
        let Self { arguments, check, deprecated, .. } = self;
        let Some(nothing) = self.nothing else {
            return quote! {
                #docs
                #deprecated
                pub fn #name(&self, client: &#client, #(#arguments),*) -> #output {
                    #made
                }
            };
        };
        let nothing = docs::plain(&[Line::default(), nothing.into()]);
        let option = imports.prelude("::std::option::Option");
        quote! {
            #docs
            #nothing
            #deprecated
            #[must_use]
            pub fn #name(&self, client: &#client, #(#arguments),*) -> #option<#output> {
                #check
                Some(#made)
            }
        }
    }
}

/// The request that a method starts.
struct Call {
    /// The names of the arguments.
    names: Vec<TokenStream>,
    /// The types of the arguments.
    types: Vec<TokenStream>,
    /// The expression of the request.
    made: TokenStream,
}

impl Call {
    fn new(
        link: &Link,
        target: &Operation,
        receiver: &Receiver,
        imports: &mut Imports<'_>,
    ) -> Self {
        let (mut names, mut types) = (Vec::new(), Vec::new());
        let (mut required, mut setters) = (Vec::new(), Vec::new());
        for (position, parameter) in target.parameters.iter().enumerate() {
            let source = link.arguments.iter().find(|(known, _)| *known == position);
            let source = source.map(|(_, source)| source);
            let name = &parameter.name;
            let value = match source.and_then(|source| value(source, receiver)) {
                Some(value) => value,
                None if source.is_none() && !parameter.required => continue,
                None => {
                    names.push(quote!(#name));
                    types.push(argument(parameter, target, imports));
                    quote!(#name)
                }
            };
            if parameter.required {
                required.push(given(parameter, source, &value, target));
            } else {
                setters.push(quote!(.#name(#value)));
            }
        }
        let mut given = structured(required, target, imports);
        if let Some(body) = &target.body {
            let name = &body.name;
            let value = link.body.as_ref().and_then(|source| value(source, receiver));
            if value.is_none() && (body.required || link.body.is_some()) {
                let (ty, _) = body::argument(body, imports);
                names.push(quote!(#name));
                types.push(ty);
            }
            let value = value.unwrap_or_else(|| quote!(#name));
            if body.required {
                given.push(value);
            } else if link.body.is_some() {
                setters.push(quote!(.#name(#value)));
            }
        }
        let start = &target.name;
        Self { names, types, made: quote!(client.#start(#(#given),*)#(#setters)*) }
    }
}

/// The type of the argument for a value that the caller provides.
fn argument(parameter: &Parameter, target: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let is_field = parameter.required && target.required_name.is_some();
    if is_field { imports.ty(&parameter.ty) } else { structs::argument(&parameter.ty, imports).0 }
}

/// A required value, as an argument or as a field.
fn given(
    parameter: &Parameter,
    source: Option<&LinkSource>,
    value: &TokenStream,
    target: &Operation,
) -> TokenStream {
    let name = &parameter.name;
    match source {
        _ if target.required_name.is_none() => value.clone(),
        None | Some(LinkSource::Caller(_)) => quote!(#name),
        // An argument takes text as it is, the field of a struct does not.
        Some(LinkSource::Text(_) | LinkSource::Header(_)) => quote!(#name: #value.to_owned()),
        Some(_) => quote!(#name: #value),
    }
}

/// The required values as the method of the client takes them.
fn structured(
    required: Vec<TokenStream>,
    target: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<TokenStream> {
    let Some(name) = &target.required_name else { return required };
    let operations = imports.import("crate::operations");
    let module = &target.module;
    vec![quote!(#operations::#module::#name { #(#required),* })]
}

/// The expression of a value, or `None` if it is an argument of the caller.
fn value(source: &LinkSource, receiver: &Receiver) -> Option<TokenStream> {
    Some(match source {
        LinkSource::Caller(_) => return None,
        LinkSource::Text(text) => quote!(#text),
        LinkSource::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        LinkSource::Status => quote!(self.status().as_u16().into()),
        LinkSource::Header(name) => {
            let name = name.to_ascii_lowercase();
            quote!(self.headers().get(#name)?.to_str().ok()?)
        }
        LinkSource::Body(steps, ty) => member_path::member(&receiver.body, steps, ty),
    })
}
