//! Waiting for a job: the method that starts it, and what it knows of the operation that reads.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::Imports;
use super::{docs, members, outcome, starter};
use crate::ident::FieldName;
use crate::ir::IntegerKind;
use crate::rust::{MemberPath, Operation, Poller, TypeRef};

/// The method of the client.
pub(super) fn starter(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let waiter = operation.poller.as_ref()?;
    let ty = imports.runtime("poll::Waiter");
    let (name, read, call) = (&waiter.name, &operation.name, &operation.type_name);
    let (names, types): (Vec<_>, Vec<_>) =
        starter::signature(operation, imports).into_iter().unzip();
    let docs = docs::plain(&starter_docs(waiter, read));
    let deprecated = docs::deprecated_with(operation);
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#names: #types),*) -> #ty<#call> {
            #ty::new(self.#read(#(#names),*))
        }
    })
}

fn starter_docs(waiter: &Poller, read: &FieldName) -> Vec<String> {
    let read = read.as_str().trim_start_matches("r#");
    let mut said = format!("It is done when its state is {}", quoted(&waiter.done));
    if !waiter.failed.is_empty() {
        said.push_str(&format!(", and has failed when it is {}", quoted(&waiter.failed)));
    }
    said.push_str(". Nothing is sent before `until_done` or `next` of the waiter is awaited.");
    let mut lines =
        vec![format!("Waits for the job that [`{read}`](Self::{read}) reads."), String::new()];
    lines.extend(docs::lines(&said));
    lines
}

/// States as code, those left out that would end it.
fn quoted(states: &[String]) -> String {
    let quotable = states.iter().filter(|state| !state.contains(['`', '\n', '\r']));
    quotable.map(|state| format!("`{state}`")).collect::<Vec<_>>().join(" or ")
}

/// What waiting knows of the operation.
pub(super) fn item(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let waiter = operation.poller.as_ref()?;
    let job_call = imports.runtime("job::JobCall");
    let client = imports.runtime("client::Client");
    let described = imports.runtime("operation::Operation");
    let response = imports.runtime("response::Response");
    let error = imports.runtime("error::Error");
    let result = imports.prelude("::std::result::Result");
    let (option, string) =
        (imports.prelude("::std::option::Option"), imports.prelude("::std::string::String"));
    let call = &operation.type_name;
    let answer = imports.named(waiter.response);
    let failure = outcome::ty(&operation.error, imports);
    let outcome = if waiter.failed.is_empty() {
        quote!(#response<#answer>)
    } else {
        let ended = imports.runtime("job::Ended");
        quote!(#ended<#answer>)
    };
    let done = &waiter.done;
    let failed = (!waiter.failed.is_empty()).then(|| {
        let states = &waiter.failed;
        quote!(const FAILED: &'static [&'static str] = &[#(#states),*];)
    });
    let id = waiter.job_id.as_ref().map(|id| text(&quote!(self), id));
    let id = id.map_or_else(|| quote!(None), |id| quote!(Some(#id)));
    let state = text(&quote!(job), &waiter.state);
    let progress = progress(waiter, &answer, imports);
    Some(quote! {
        impl #job_call for #call {
            type Answer = #answer;
            type Failure = #failure;
            type Outcome = #outcome;

            const OPERATION: &'static #described = &OPERATION;
            const DONE: &'static [&'static str] = &[#(#done),*];
            #failed

            fn client(&self) -> &#client {
                &self.client
            }

            fn job_id(&self) -> #option<#string> {
                #id
            }

            async fn read(self) -> #result<#response<#answer>, #error<#failure>> {
                self.send().await
            }

            fn state(job: &#answer) -> #option<#string> {
                Some(#state)
            }

            #progress
        }
    })
}

/// A member as text.
fn text(owner: &TokenStream, member: &MemberPath) -> TokenStream {
    let place = members::place(owner, &member.steps);
    if member.ty == TypeRef::String { quote!(#place.clone()) } else { quote!(#place.to_string()) }
}

fn progress(
    waiter: &Poller,
    answer: &TokenStream,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let complete = waiter.complete.as_ref()?;
    let progress = imports.runtime("job::Progress");
    let option = imports.prelude("::std::option::Option");
    let job = quote!(job);
    let number = members::member(&job, &complete.steps, &complete.ty);
    let complete = if is_long(&complete.ty) { number } else { quote!(i64::from(#number)) };
    let total = waiter.total.as_ref().map(|total| {
        let number = members::number(&job, &total.steps, &total.ty);
        if is_long(&total.ty) { number } else { quote!(#number.map(i64::from)) }
    });
    let total = total.unwrap_or_else(|| quote!(None));
    Some(quote! {
        fn progress(job: &#answer) -> #option<#progress> {
            Some(#progress { complete: #complete, total: #total })
        }
    })
}

fn is_long(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Integer(IntegerKind::I64))
}
