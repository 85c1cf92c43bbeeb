//! The calls of a bulk method, and where their responses have what is read of them.
//!
//! Invariant: a response is decoded to no more than what a run needs.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::Imports;
use super::{body, responses};
use crate::rust::{Body, Bulk, BulkCall, Operation, WirePath};

/// The methods of `BulkRequest` that make a call.
pub(super) fn methods(
    operation: &Operation,
    bulk: &Bulk,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let result = imports.named(bulk.results.result);
    let submission = imports.runtime("bulk::Submission");
    let item_results = imports.runtime("bulk::ItemResults");
    let state = imports.runtime("bulk::JobState");
    let accepted = imports.runtime("bulk::AcceptedJob");
    let polled = imports.runtime("bulk::PolledJob");
    let listed = imports.runtime("bulk::ListedResults");
    let request = operation.body.as_ref().map(|body| request(operation, body, imports));
    let returned = returned(operation, &quote!(#submission<#result>), imports);
    let deprecated = expected(operation.docs.deprecated);
    let bytes = imports.import("bytes::Bytes");
    let submit = quote! {
        #deprecated
        async fn submit(self, body: #bytes) -> #returned {
            let request = self.client.#request.options(self.options);
            let response = request.send_as::<#accepted<Self>>().await?;
            Ok(response.map(#accepted::into_submission))
        }
    };
    let returned = self::returned(operation, &quote!(#state), imports);
    let job = &bulk.job.call;
    let decoded = (quote!(#polled<Self>), quote!(#polled::into_state));
    let read_state = read(&quote!(read_state), job, &returned, decoded, imports);
    let returned = self::returned(operation, &quote!(#item_results<#result>), imports);
    let results = &bulk.results.call;
    let decoded = (quote!(#listed<Self, #result>), quote!(#listed::into_results));
    let read_results = read(&quote!(read_results), results, &returned, decoded, imports);
    quote!(#submit #read_state #read_results)
}

/// A method that reads something of a job: the type that is decoded, and how it becomes the result.
fn read(
    name: &TokenStream,
    call: &BulkCall,
    returned: &TokenStream,
    (decoded, convert): (TokenStream, TokenStream),
    imports: &Imports<'_>,
) -> TokenStream {
    let string = imports.prelude("::std::string::String");
    let method = &call.method;
    let deprecated = expected(call.deprecated);
    // The body of the error is kept as bytes.
    let untyped =
        call.has_other_error.then(|| quote!(.map_err(|error| error.without_api().into_typed())));
    quote! {
        #deprecated
        async fn #name(self, job: #string) -> #returned {
            let request = self.client.#method(job).options(self.options);
            let response = request.send_as::<#decoded>().await #untyped?;
            Ok(response.map(#convert))
        }
    }
}

fn returned(operation: &Operation, body: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let result = imports.prelude("::std::result::Result");
    let response = imports.public("Response");
    let error = imports.public("Error");
    let api_error = responses::ty(&operation.error, imports);
    quote!(#result<#response<#body>, #error<#api_error>>)
}

/// The request that submits a body.
fn request(operation: &Operation, body: &Body, imports: &mut Imports<'_>) -> TokenStream {
    let (method, name) = (&operation.name, &body.name);
    let ty = body::ty(body, imports);
    if body.required {
        quote!(#method(<#ty>::raw(body)))
    } else {
        quote!(#method().#name(<#ty>::raw(body)))
    }
}

fn expected(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[expect(deprecated, reason = "the description names it")]))
}

/// The implementation of `ResponsePaths`.
pub(super) fn paths(bulk: &Bulk, imports: &mut Imports<'_>) -> TokenStream {
    let response_paths = imports.runtime("bulk::ResponsePaths");
    let path_type = imports.runtime("bulk::JsonPath");
    let option = imports.prelude("::std::option::Option");
    let ty = &bulk.type_name;
    let (job, results) = (&bulk.job, &bulk.results);
    let (id, state) = (path(&job.id), path(&job.state));
    let finished = &job.finished;
    let count = |name: TokenStream, count: &Option<WirePath>| {
        let path = path(count.as_ref()?);
        Some(quote!(const #name: #option<#path_type> = Some(#path);))
    };
    let complete = count(quote!(COMPLETE), &job.complete);
    let total = count(quote!(TOTAL), &job.total);
    let lists = results.lists.iter().map(path);
    let changed_ids = (!results.changed_ids.is_empty()).then(|| {
        let lists = results.changed_ids.iter().map(path);
        quote!(const CHANGED_IDS: &'static [#path_type] = &[#(#lists),*];)
    });
    quote! {
        impl #response_paths for #ty {
            const JOB_ID: #path_type = #id;
            const STATE: #path_type = #state;
            const FINISHED: &'static [&'static str] = &[#(#finished),*];
            #complete
            #total
            const RESULTS: &'static [#path_type] = &[#(#lists),*];
            #changed_ids
        }
    }
}

fn path(path: &WirePath) -> TokenStream {
    quote!(&[#(#path),*])
}
