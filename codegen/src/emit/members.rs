//! The way to a member of an answer's body to the expression that reads it.
//!
//! Invariant: the expression stands in a function that returns an `Option` if a step may be missing.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{LinkStep, TypeRef};

/// A copy of the member of `body`, of that type. `?` ends the function where there is nothing.
pub(super) fn member(body: &TokenStream, steps: &[LinkStep], ty: &TypeRef) -> TokenStream {
    let is_copied = matches!(ty, TypeRef::Boolean | TypeRef::Integer(_) | TypeRef::Number);
    if !is_copied {
        let member = place(body, steps);
        return quote!(#member.clone());
    }
    if let Some(option) = optional(steps) {
        let member = place(body, option);
        return quote!(#member?);
    }
    let member = place(body, steps);
    match steps.last() {
        Some(LinkStep::Option | LinkStep::Nullable) => quote!(*#member),
        _ => member,
    }
}

/// The number that the member of `body` is, as an `Option`.
pub(super) fn number(body: &TokenStream, steps: &[LinkStep], ty: &TypeRef) -> TokenStream {
    if let [way @ .., LinkStep::Nullable] = steps {
        let field = place(body, way);
        return quote!(#field.as_option().copied());
    }
    if let Some(option) = optional(steps) {
        return place(body, option);
    }
    let member = member(body, steps, ty);
    quote!(Some(#member))
}

/// The member itself, or a reference to it.
pub(super) fn place(body: &TokenStream, steps: &[LinkStep]) -> TokenStream {
    let way = steps.iter().map(|step| match step {
        LinkStep::Field(name) => quote!(.#name),
        LinkStep::Option => quote!(.as_ref()?),
        LinkStep::Nullable => quote!(.as_option()?),
    });
    quote!(#body #(#way)*)
}

/// The way to the field, where that is an `Option` of the member.
fn optional(steps: &[LinkStep]) -> Option<&[LinkStep]> {
    match steps {
        [way @ .., LinkStep::Option] if matches!(way.last(), Some(LinkStep::Field(_))) => Some(way),
        _ => None,
    }
}
