//! The way to a member of an answer's body to the expression that copies it.
//!
//! Invariant: the expression stands in a function that returns an `Option` if a step may be missing.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{LinkStep, TypeRef};

/// A copy of the member of `body`, of that type. `?` ends the function where there is nothing.
pub(super) fn member(body: &TokenStream, steps: &[LinkStep], ty: &TypeRef) -> TokenStream {
    let is_borrowed = matches!(steps.last(), Some(LinkStep::Option | LinkStep::Nullable));
    let way = steps.iter().map(|step| match step {
        LinkStep::Field(name) => quote!(.#name),
        LinkStep::Option => quote!(.as_ref()?),
        LinkStep::Nullable => quote!(.as_option()?),
    });
    let member = quote!(#body #(#way)*);
    match (ty, is_borrowed) {
        (TypeRef::Boolean | TypeRef::Integer(_) | TypeRef::Number, true) => quote!(*#member),
        (TypeRef::Boolean | TypeRef::Integer(_) | TypeRef::Number, false) => member,
        _ => quote!(#member.clone()),
    }
}
