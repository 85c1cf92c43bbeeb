//! The methods of the client that start a request, and their arguments.
//!
//! Invariant: required parameters are arguments, or fields of one struct where they are too many.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::Imports;
use super::{aliases, body, bulk, docs, pages, poller, structs};
use crate::rust::{Operation, Parameter};
use crate::text::{Line, line};

/// The methods of the client: the one that starts the request, the one that polls, and the one for any
/// number of items.
pub(super) fn item(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let client = imports.public("Client");
    let options = imports.public("CallOptions");
    let docs = docs::attributes(&operation.docs);
    let pages_docs = docs::plain(&pages::paragraph(operation));
    let arguments_docs = docs::plain(&arguments_docs(operation));
    let name = &operation.name;
    let ty = &operation.type_name;
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let arguments = signature(operation, imports);
    let aliases = aliases::methods(operation, &arguments);
    let arguments = arguments.iter().map(|(name, ty)| quote!(#name: #ty));
    let fields = fields(operation, imports);
    let poller = poller::method(operation, imports);
    let bulk = bulk::method(operation, imports);
    quote! {
        impl #client {
            #docs
            #pages_docs
            #arguments_docs
            #deprecated
            pub fn #name(&self, #(#arguments),*) -> #ty {
                #ty { client: self.clone(), options: #options::new(), #(#fields,)* }
            }
            #(#aliases)*
            #poller
            #bulk
        }
    }
}

/// The section about the arguments of the method.
fn arguments_docs(operation: &Operation) -> Vec<Line> {
    let is_argument = |parameter: &&Parameter| parameter.required;
    let parameters = operation.parameters.iter().filter(is_argument);
    let parameters = parameters
        .filter(|_| operation.required_name.is_none())
        .map(|parameter| (&parameter.name, &parameter.docs));
    let body = operation.body.iter().filter(|body| body.required);
    let arguments = parameters.chain(body.map(|body| (&body.name, &body.docs)));
    let entries =
        docs::entries(arguments.map(|(name, docs)| (line!["`", name.shown(), "`"], docs)));
    if entries.is_empty() {
        return entries;
    }
    let heading = [Line::default(), "# Arguments".into(), Line::default()];
    heading.into_iter().chain(entries).collect()
}

/// The arguments of the method, each with its type.
pub(super) fn signature(
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Vec<(TokenStream, TokenStream)> {
    let mut arguments = Vec::new();
    match &operation.required_name {
        Some(name) => arguments.push((quote!(required), quote!(#name))),
        None => {
            for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
                let name = &parameter.name;
                arguments.push((quote!(#name), structs::argument(&parameter.ty, imports).0));
            }
        }
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        let name = &body.name;
        arguments.push((quote!(#name), body::argument(body, imports).0));
    }
    arguments
}

/// The fields of the request, from the arguments.
fn fields(operation: &Operation, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let parameter = |parameter: &Parameter, imports: &mut Imports<'_>| {
        let name = &parameter.name;
        if !parameter.required {
            return quote!(#name: None);
        }
        if operation.required_name.is_some() {
            return quote!(#name: required.#name);
        }
        let convert = structs::argument(&parameter.ty, imports).1;
        convert.map_or_else(|| quote!(#name), |convert| quote!(#name: #name #convert))
    };
    let parameters = operation.parameters.iter().map(|it| parameter(it, imports));
    let mut fields: Vec<TokenStream> = parameters.collect();
    if let Some(body) = &operation.body {
        let name = &body.name;
        let (_, convert) = body::argument(body, imports);
        fields.push(match (body.required, convert.is_empty()) {
            (false, _) => quote!(#name: None),
            (true, true) => quote!(#name),
            (true, false) => quote!(#name: #name #convert),
        });
    }
    fields.extend(pages::field(operation, imports).map(|(_, value)| value));
    fields
}

/// The struct of required parameters, where these are too many for arguments.
pub(super) fn required(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let name = operation.required_name.as_ref()?;
    let method = operation.name.shown();
    let summary =
        line!["The required arguments of [`Client::", method, "`](crate::Client::", method, ")."];
    let summary = docs::plain(&[summary]);
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let fields: Vec<TokenStream> = required
        .map(|Parameter { name, ty, docs, .. }| {
            let docs = docs::attributes(docs);
            let ty = imports.ty(ty);
            quote!(#docs pub #name: #ty,)
        })
        .collect();
    Some(quote!(#summary #[derive(Clone, Debug)] pub struct #name { #(#fields)* }))
}
