//! Operations to methods of the client, each in a module of its own.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::type_ref::{Imports, Place};
use super::{body, docs, headers, outcome, structs, waiter};
use crate::format::File;
use crate::model::{Api, Operation, Parameter};
use crate::raw::{Idempotence, Location};

/// The files of all operations.
pub(super) fn files(api: &Api) -> Vec<(String, File)> {
    if api.operations.is_empty() {
        return Vec::new();
    }
    let mut modules: Vec<_> = api.operations.iter().map(|operation| &operation.module).collect();
    modules.sort();
    let index = File {
        docs: vec![
            "The operations of the API, each with what its calls take and return.".to_owned(),
        ],
        items: vec![quote!(#(pub mod #modules;)*)],
        ..File::default()
    };
    let mut files = vec![("src/operations.rs".to_owned(), index)];
    for operation in &api.operations {
        let path = format!("src/operations/{}.rs", operation.module.as_str());
        files.push((path, file(api, operation)));
    }
    files
}

fn file(api: &Api, operation: &Operation) -> File {
    let mut imports = Imports::new(api, Place::Operation(operation));
    let mut items = vec![description(operation, &mut imports), starter(operation, &mut imports)];
    items.extend(required(operation, &mut imports));
    items.extend([arguments(operation, &mut imports), methods(operation, &mut imports)]);
    items.extend(operation.body.iter().flat_map(|body| body::items(body, &mut imports)));
    items.extend(waiter::item(operation, &mut imports));
    items.extend(outcome::items(operation, &mut imports));
    let mut all = imports.items();
    all.extend(items);
    let title = format!("`{} {}`.", operation.method, operation.path.replace('`', "'"));
    File { docs: vec![title], items: all, ..File::default() }
}

/// The constant with everything that is known before a call.
fn description(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let ty = imports.runtime("operation::Operation");
    let idempotence = imports.runtime("operation::Idempotence");
    let method = imports.import("http::Method");
    let Operation { id, path, .. } = operation;
    let verb = format_ident!("{}", operation.method);
    let repeat = match operation.idempotence {
        Idempotence::Idempotent => quote!(Idempotent),
        Idempotence::NotIdempotent => quote!(NotIdempotent),
    };
    let security = operation.security.iter().map(|alternative| quote!(&[#(#alternative),*]));
    let server = if let Some(url) = &operation.server { quote!(Some(#url)) } else { quote!(None) };
    quote! {
        #[doc = " What is known of the operation before it is called."]
        pub static OPERATION: #ty = #ty {
            id: #id,
            method: #method::#verb,
            path: #path,
            idempotence: #idempotence::#repeat,
            security: &[#(#security),*],
            server: #server,
        };
    }
}

/// The methods of the client that start a call, and waiting for what it reads.
fn starter(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let client = imports.runtime("client::Client");
    let options = imports.runtime("options::CallOptions");
    let docs = docs::attributes(&operation.docs);
    let name = &operation.name;
    let ty = &operation.type_name;
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let arguments = signature(operation, imports);
    let arguments = arguments.iter().map(|(name, ty)| quote!(#name: #ty));
    let arguments: Vec<TokenStream> = arguments.collect();
    let fields = fields(operation, imports);
    let waiter = waiter::starter(operation, imports);
    quote! {
        impl #client {
            #docs
            #deprecated
            pub fn #name(&self, #(#arguments),*) -> #ty {
                #ty { client: self.clone(), options: #options::new(), #(#fields,)* }
            }
            #waiter
        }
    }
}

/// What has to be known to start a call, each with its type.
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

/// What a call knows from the start, from the arguments.
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
    fields
}

/// The struct of required parameters, where these are too many for arguments.
fn required(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let name = operation.required_name.as_ref()?;
    let summary = format!(
        " What [`Client::{}`](crate::Client::{0}) has to be told.",
        operation.name.as_str().trim_start_matches("r#")
    );
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let fields: Vec<TokenStream> = required
        .map(|Parameter { name, ty, docs, .. }| {
            let docs = docs::attributes(docs);
            let ty = imports.ty(ty);
            quote!(#docs pub #name: #ty,)
        })
        .collect();
    Some(quote!(#[doc = #summary] #[derive(Clone, Debug)] pub struct #name { #(#fields)* }))
}

/// The struct that collects what a call is made with.
fn arguments(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let client = imports.runtime("client::Client");
    let options = imports.runtime("options::CallOptions");
    let option = imports.prelude("::std::option::Option");
    let ty = &operation.type_name;
    let summary = format!(
        " A call of [`{client}::{}`], which [`send`](Self::send) makes.",
        operation.name.as_str().trim_start_matches("r#"),
    );
    let fields = operation.parameters.iter().map(|Parameter { name, ty, required, .. }| {
        let ty = imports.ty(ty);
        if *required { quote!(#name: #ty,) } else { quote!(#name: #option<#ty>,) }
    });
    let fields: Vec<TokenStream> = fields.collect();
    let body = operation.body.as_ref().map(|body| {
        let name = &body.name;
        let ty = body::ty(body, imports);
        if body.required { quote!(#name: #ty,) } else { quote!(#name: #option<#ty>,) }
    });
    quote! {
        #[doc = #summary]
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing until it is sent"]
        pub struct #ty {
            client: #client,
            options: #options,
            #(#fields)*
            #body
        }
    }
}

fn methods(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let ty = &operation.type_name;
    let options = imports.runtime("options::CallOptions");
    let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
    let setters: Vec<TokenStream> = optional.map(|parameter| setter(parameter, imports)).collect();
    let body = operation.body.as_ref().filter(|body| !body.required).map(|body| {
        let name = &body.name;
        let docs = docs::attributes(&body.docs);
        let (ty, convert) = body::argument(body, imports);
        quote! {
            #docs
            pub fn #name(mut self, #name: #ty) -> Self {
                self.#name = Some(#name #convert);
                self
            }
        }
    });
    let send = send(operation, imports);
    quote! {
        impl #ty {
            #(#setters)*
            #body
            #[doc = " Sets what is different for this call from what the client does for all calls."]
            pub fn options(mut self, options: #options) -> Self {
                self.options = options;
                self
            }
            #send
        }
    }
}

fn setter(parameter: &Parameter, imports: &mut Imports<'_>) -> TokenStream {
    let name = &parameter.name;
    let docs = docs::attributes(&parameter.docs);
    let (ty, convert) = structs::argument(&parameter.ty, imports);
    quote! {
        #docs
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = Some(#name #convert);
            self
        }
    }
}

fn send(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let result = imports.prelude("::std::result::Result");
    let response = imports.runtime("response::Response");
    let error = imports.runtime("error::Error");
    let success_type = outcome::ty(&operation.success, imports);
    let error_type = outcome::ty(&operation.error, imports);
    let accept = accept(operation);
    let fixed = operation.fixed_query.iter().map(|query| quote!(request.fixed_query(#query);));
    let parameters: Vec<TokenStream> =
        operation.parameters.iter().map(|parameter| parameter_line(parameter, imports)).collect();
    let body = operation.body.as_ref().map(|body| body::line(body, imports));
    let lines = [accept]
        .into_iter()
        .chain(fixed)
        .chain(parameters)
        .chain(body)
        .chain(streams(operation))
        .filter(|line| !line.is_empty());
    let lines: Vec<TokenStream> = lines.collect();
    let binding = if lines.is_empty() { quote!(let request) } else { quote!(let mut request) };
    let arms = outcome::arms(operation, imports);
    let outcome = if arms.is_empty() {
        quote!(Err(reply.unexpected()))
    } else {
        quote!(match reply.status().as_u16() { #arms _ => Err(reply.unexpected()), })
    };
    let headers = headers::paragraph(operation);
    quote! {
        #[doc = " Sends the request and reads the answer."]
        #headers
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " The request is not valid, there was no answer in time, the server refused, or its answer is"]
        #[doc = " not what the description says. The error tells which, and keeps the answer."]
        pub async fn send(self) -> #result<#response<#success_type>, #error<#error_type>> {
            #binding = self.client.request(&OPERATION, self.options);
            #(#lines)*
            let reply = request.send().await?;
            #outcome
        }
    }
}

fn accept(operation: &Operation) -> TokenStream {
    let accept = operation.accept.join(", ");
    if accept.is_empty() { quote!() } else { quote!(request.accept(#accept);) }
}

/// Which bodies are left for the caller to read.
fn streams(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    operation.streams.iter().map(|((first, last), media_type)| {
        let (first, last) = (code(*first), code(*last));
        quote!(request.stream(#first..=#last, #media_type);)
    })
}

fn parameter_line(parameter: &Parameter, imports: &mut Imports<'_>) -> TokenStream {
    let style_type = imports.runtime("parameter::Style");
    let explode_type = imports.runtime("parameter::Explode");
    let Parameter { name, wire_name, wire, .. } = parameter;
    let style = format_ident!("{}", wire.style);
    let explode = if wire.explode { quote!(Yes) } else { quote!(No) };
    let method = match parameter.location {
        Location::Path => quote!(path),
        Location::Query if wire.allow_reserved => quote!(query_reserved),
        Location::Query => quote!(query),
        Location::Header => quote!(header),
        Location::Cookie => quote!(cookie),
    };
    quote!(request.#method(#wire_name, #style_type::#style, #explode_type::#explode, &self.#name);)
}

/// A status code as a pattern.
pub(super) fn code(code: u16) -> Literal {
    Literal::u16_unsuffixed(code)
}
