//! Operations to methods of the client, each in a module of its own.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::type_ref::{Imports, Place};
use super::{
    aliases, body, bulk, client_method, docs, headers, pages, poller, reconnecting, responses,
    structs,
};
use crate::format::{File, Item};
use crate::ir::{Idempotence, Location, Method};
use crate::rust::{Api, Operation, Parameter};
use crate::text::{Line, code_span, line};

/// `operations.rs`: the modules.
pub(super) fn index(api: &Api) -> Option<(String, File)> {
    if api.operations.is_empty() {
        return None;
    }
    let mut modules: Vec<_> = api.operations.iter().map(|operation| &operation.module).collect();
    modules.sort();
    let docs = "The operations of the API, each with its request and its responses.";
    let former = aliases::modules(api);
    let file = File::new(vec![docs.into()], [quote!(#(pub mod #modules;)* #(#former)*)]);
    Some(("src/operations.rs".to_owned(), file))
}

/// The module of an operation.
pub(super) fn file(api: &Api, operation: &Operation) -> (String, File) {
    let mut imports = Imports::new(api, Place::Operation(operation));
    let mut request =
        vec![description(operation, &mut imports), client_method::item(operation, &mut imports)];
    request.extend(client_method::required(operation, &mut imports));
    request.extend([arguments(operation, &mut imports), methods(operation, &mut imports)]);
    let body = operation.body.iter().flat_map(|body| body::items(body, &mut imports));
    let body: Vec<Item> = body.collect();
    let mut rest: Vec<TokenStream> = poller::item(operation, &mut imports).into_iter().collect();
    rest.extend(bulk::items(operation, &mut imports));
    rest.extend(pages::item(operation, &mut imports));
    rest.extend(responses::items(operation, &mut imports));
    let request = imports.items().into_iter().chain(request).map(Item::from);
    let items = request.chain(body).chain(rest.into_iter().map(Item::from));
    let title = line![code_span(&operation.request_line()), "."];
    let path = format!("src/operations/{}.rs", operation.module.as_str());
    (path, File::new(vec![title], items))
}

/// The constant that describes the operation.
fn description(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let ty = imports.public("Operation");
    let idempotence = imports.public("Idempotence");
    let method = imports.import("http::Method");
    let Operation { id, path, .. } = operation;
    let repeat = match operation.idempotence {
        Idempotence::Idempotent => quote!(Idempotent),
        Idempotence::NotIdempotent => quote!(NotIdempotent),
        Idempotence::WithKey => quote!(WithKey),
    };
    let security = operation.security.iter().map(|alternative| quote!(&[#(#alternative),*]));
    let server = if let Some(url) = &operation.server { quote!(Some(#url)) } else { quote!(None) };
    let described = |verb: TokenStream| {
        quote! {
            #ty {
                id: #id,
                method: #method::#verb,
                path: #path,
                idempotence: #idempotence::#repeat,
                security: &[#(#security),*],
                server: #server,
            }
        }
    };
    let docs = quote!(#[doc = " The operation as the description declares it."]);
    match &operation.method {
        Method::Fixed(verb) => {
            let verb = format_ident!("{verb}");
            let value = described(quote!(#verb));
            quote!(#docs pub static OPERATION: #ty = #value;)
        }
        // There is no constant for it. It is a token, so the default is never used.
        Method::Additional(token) => {
            let lazy = imports.import("std::sync::LazyLock");
            let token = Literal::byte_string(token.as_bytes());
            let value = described(quote!(from_bytes(#token).unwrap_or_default()));
            quote!(#docs pub static OPERATION: #lazy<#ty> = #lazy::new(|| #value);)
        }
    }
}

/// The struct that collects the arguments of a request.
fn arguments(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let client = imports.public("Client");
    let options = imports.public("CallOptions");
    let option = imports.prelude("::std::option::Option");
    let ty = &operation.type_name;
    let name = operation.name.shown();
    let docs = docs::plain(&[line![
        "The request of [`",
        client,
        "::",
        name,
        "`], which [`send`](Self::send) sends."
    ]]);
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
    let link = pages::field(operation, imports).map(|(field, _)| field);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #ty {
            client: #client,
            options: #options,
            #(#fields)*
            #body
            #link
        }
    }
}

fn methods(operation: &Operation, imports: &mut Imports<'_>) -> TokenStream {
    let ty = &operation.type_name;
    let options = imports.public("CallOptions");
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
    let pages = pages::methods(operation, imports);
    let reconnecting = reconnecting::method(operation, imports);
    quote! {
        impl #ty {
            #(#setters)*
            #body
            #[doc = " Sets options for this call, in place of those of the client."]
            pub fn options(mut self, options: #options) -> Self {
                self.options = options;
                self
            }
            #send
            #reconnecting
            #pages
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
    let response = imports.public("Response");
    let error = imports.public("Error");
    let success_type = responses::ty(&operation.success, imports);
    let error_type = responses::ty(&operation.error, imports);
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
    let arms = responses::arms(operation, imports);
    let outcome = if arms.is_empty() {
        quote!(Err(response.unexpected()))
    } else {
        quote!(match response.status().as_u16() { #arms _ => Err(response.unexpected()), })
    };
    let docs = docs::plain(&send_docs(operation));
    let execute = pages::execute(operation, imports)
        .unwrap_or_else(|| quote!(self.client.execute(request, self.options)));
    let call = quote! {
        #binding = self.client.request(&OPERATION);
        #(#lines)*
        let response = #execute.await?;
        #outcome
    };
    let send = quote! {
        #docs
        pub async fn send(self) -> #result<#response<#success_type>, #error<#error_type>>
    };
    if !operation.is_called_in_bulk {
        return quote!(#send { #call });
    }
    let decode = imports.runtime("json::Decode");
    quote! {
        #send {
            self.send_as().await
        }

        #[doc = " Sends the request and decodes the response to a type that has a part of it."]
        pub(crate) async fn send_as<T: #decode>(
            self,
        ) -> #result<#response<T>, #error<#error_type>> {
            #call
        }
    }
}

/// What the description says of the responses, and when there is none.
fn send_docs(operation: &Operation) -> Vec<Line> {
    let entries = |is_error| {
        let responses = operation.responses.iter().filter(move |it| it.is_error == is_error);
        docs::entries(responses.map(|response| (code_span(&response.status), &response.docs)))
    };
    let section = |lines: Vec<Line>| {
        let blank = (!lines.is_empty()).then(Line::default);
        blank.into_iter().chain(lines)
    };
    let mut lines = vec!["Sends the request and decodes the response.".into()];
    lines.extend(section(entries(false)));
    lines.extend(headers::paragraph(operation));
    lines.extend([
        "",
        "# Errors",
        "",
        "The request is not valid, no response was received, the response is an error, or it does not",
        "match the description. [`Error::kind`](crate::Error::kind) says which.",
    ].map(Line::from));
    lines.extend(section(entries(true)));
    lines
}

fn accept(operation: &Operation) -> TokenStream {
    let accept = operation.accept.join(", ");
    if accept.is_empty() { quote!() } else { quote!(request.accept(#accept);) }
}

/// The responses whose bodies are read by the caller.
fn streams(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    operation.streams.iter().map(|((first, last), media_type)| {
        let (first, last) = (code(*first), code(*last));
        quote!(request.stream(#first..=#last, #media_type);)
    })
}

fn parameter_line(parameter: &Parameter, imports: &mut Imports<'_>) -> TokenStream {
    if parameter.location == Location::QueryString {
        return query_string_line(parameter, imports);
    }
    let explode_type = imports.runtime("request::Explode");
    let Parameter { name, wire_name, serialization, .. } = parameter;
    let explode = if serialization.explode { quote!(Yes) } else { quote!(No) };
    if serialization.style == "Cookie" {
        let set = imports.runtime("request::plain_cookie");
        return quote!(#set(&mut request, #wire_name, #explode_type::#explode, &self.#name););
    }
    let style_type = imports.runtime("request::Style");
    let style = format_ident!("{}", serialization.style);
    if parameter.is_idempotency_key {
        let set = imports.runtime("request::idempotency_key");
        return quote! {
            #set(&mut request, #wire_name, #style_type::#style, #explode_type::#explode, self.#name.as_ref());
        };
    }
    let method = match parameter.location {
        Location::Path => quote!(path),
        Location::Query if serialization.allow_reserved => quote!(query_reserved),
        Location::Query | Location::QueryString => quote!(query),
        Location::Header => quote!(header),
        Location::Cookie => quote!(cookie),
    };
    quote!(request.#method(#wire_name, #style_type::#style, #explode_type::#explode, &self.#name);)
}

fn query_string_line(parameter: &Parameter, imports: &mut Imports<'_>) -> TokenStream {
    let Parameter { name, wire_name, serialization, styles, .. } = parameter;
    let ty = imports.runtime("request::QueryString");
    let form = format_ident!("{}", serialization.style);
    let styles = styles.iter().map(|(name, wire)| body::style(name, *wire, imports));
    let styles: Vec<TokenStream> = styles.collect();
    let value = if parameter.required { quote!(&self.#name) } else { quote!(value) };
    let line = quote!(request.query_string(#wire_name, #ty::#form, &[#(#styles),*], #value););
    if parameter.required { line } else { quote!(if let Some(value) = &self.#name { #line }) }
}

/// The fields of a request that follows another one: a new request has a new idempotency key, because
/// the server would return the former response for the former key.
pub(super) fn without_keys(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    operation.parameters.iter().filter(|parameter| parameter.is_idempotency_key).map(|parameter| {
        let name = &parameter.name;
        quote!(#name: None)
    })
}

/// A status code as a pattern.
pub(super) fn code(code: u16) -> Literal {
    Literal::u16_unsuffixed(code)
}
