//! Polling: the method that returns a poller, and the implementation of `PollRequest`.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::without_keys;
use super::type_ref::Imports;
use super::{client_method, docs, member_path, responses};
use crate::ident::FieldName;
use crate::ir::IntegerKind;
use crate::rust::{MemberPath, Operation, Poller, TypeRef};
use crate::text::{Line, code_span, line, markdown};

/// The method of the client.
pub(super) fn method(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let poller = operation.poller.as_ref()?;
    let ty = imports.public("Poller");
    let (name, read, call) = (&poller.name, &operation.name, &operation.type_name);
    let (names, types): (Vec<_>, Vec<_>) =
        client_method::signature(operation, imports).into_iter().unzip();
    let docs = docs::plain(&method_docs(poller, read));
    let deprecated = docs::deprecated_with(operation);
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#names: #types),*) -> #ty<#call> {
            #ty::new(self.#read(#(#names),*), self.poll_context())
        }
    })
}

/// The first line of the documentation of a method that polls the job which another one reads.
pub(super) fn summary(read: &FieldName) -> Line {
    let read = read.shown();
    line!["Polls the job that [`", read, "`](Self::", read, ") reads until it is finished."]
}

fn method_docs(poller: &Poller, read: &FieldName) -> Vec<Line> {
    let mut states = line!["It has succeeded when its state is ", any_of(&poller.done)];
    if !poller.failed.is_empty() {
        states = line![states, ", and has failed when it is ", any_of(&poller.failed)];
    }
    let states = line![states, ". Nothing is sent before `until_done` or `next` is awaited."];
    let mut lines = vec![summary(read), Line::default()];
    lines.extend(markdown::lines(states.as_str()));
    lines
}

fn any_of(states: &[String]) -> Line {
    let mut states = states.iter().map(|state| code_span(state));
    let first = states.next().unwrap_or_default();
    states.fold(first, |text, state| line![text, " or ", state])
}

/// The implementation of `PollRequest`.
pub(super) fn item(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let poller = operation.poller.as_ref()?;
    let poll_request = imports.public("PollRequest");
    let described = imports.public("Operation");
    let response = imports.public("Response");
    let error = imports.public("Error");
    let result = imports.prelude("::std::result::Result");
    let (option, string) =
        (imports.prelude("::std::option::Option"), imports.prelude("::std::string::String"));
    let call = &operation.type_name;
    let job = imports.named(poller.response);
    let api_error = responses::ty(&operation.error, imports);
    let outcome = if poller.failed.is_empty() {
        quote!(#response<#job>)
    } else {
        let job_result = imports.public("JobResult");
        quote!(#job_result<#job>)
    };
    let succeeded = &poller.done;
    let failed = (!poller.failed.is_empty()).then(|| {
        let states = &poller.failed;
        quote!(const FAILED: &'static [&'static str] = &[#(#states),*];)
    });
    let id = poller.job_id.as_ref().map(|id| text(&quote!(self), id));
    let id = id.map_or_else(|| quote!(None), |id| quote!(Some(#id)));
    let state = text(&quote!(job), &poller.state);
    let progress = progress(poller, &job, imports);
    let keys: Vec<TokenStream> = without_keys(operation).collect();
    let send = if keys.is_empty() {
        quote!(Self::send(self).await)
    } else {
        quote!(let poll = Self { #(#keys,)* ..self }; Self::send(poll).await)
    };
    Some(quote! {
        impl #poll_request for #call {
            type Job = #job;
            type ApiError = #api_error;
            type Outcome = #outcome;

            const OPERATION: &'static #described = &OPERATION;
            const SUCCEEDED: &'static [&'static str] = &[#(#succeeded),*];
            #failed

            fn job_id(&self) -> #option<#string> {
                #id
            }

            async fn send(self) -> #result<#response<#job>, #error<#api_error>> {
                #send
            }

            fn state(job: &#job) -> #option<#string> {
                Some(#state)
            }

            #progress
        }
    })
}

/// The expression for a member as text.
fn text(owner: &TokenStream, member: &MemberPath) -> TokenStream {
    let place = member_path::place(owner, &member.steps);
    if member.ty == TypeRef::String { quote!(#place.clone()) } else { quote!(#place.to_string()) }
}

fn progress(
    poller: &Poller,
    job_type: &TokenStream,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let complete = poller.complete.as_ref()?;
    let progress = imports.public("Progress");
    let option = imports.prelude("::std::option::Option");
    let job = quote!(job);
    let number = member_path::member(&job, &complete.steps, &complete.ty);
    let complete = if is_long(&complete.ty) { number } else { quote!(i64::from(#number)) };
    let total = poller.total.as_ref().map(|total| {
        let number = member_path::number(&job, &total.steps, &total.ty);
        if is_long(&total.ty) { number } else { quote!(#number.map(i64::from)) }
    });
    let total = total.unwrap_or_else(|| quote!(None));
    Some(quote! {
        fn progress(job: &#job_type) -> #option<#progress> {
            Some(#progress { complete: #complete, total: #total })
        }
    })
}

fn is_long(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Integer(IntegerKind::I64))
}
