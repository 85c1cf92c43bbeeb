//! The way to a member of an answer's body to the expression that reads it.
//!
//! Invariant: the expression stands in a function that returns an `Option` if a step may be missing.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{LinkStep, TypeRef};

/// A copy of the member of `body`, of that type. `?` ends the function where there is nothing.
pub(super) fn member(body: &TokenStream, steps: &[LinkStep], ty: &TypeRef) -> TokenStream {
    let member = place(body, steps);
    let is_borrowed = matches!(steps.last(), None | Some(LinkStep::Option | LinkStep::Nullable));
    match (ty, is_borrowed) {
        (TypeRef::Boxed(_), true) => quote!((**#member).clone()),
        (TypeRef::Boxed(_), false) => quote!((*#member).clone()),
        _ if !is_copied(ty) => quote!(#member.clone()),
        (_, false) => member,
        (_, true) => optional(body, steps).map_or_else(|| quote!(*#member), |it| quote!(#it?)),
    }
}

/// The number that the member of `body` is, as an `Option`.
pub(super) fn number(body: &TokenStream, steps: &[LinkStep], ty: &TypeRef) -> TokenStream {
    if let [way @ .., LinkStep::Nullable] = steps {
        let field = place(body, way);
        return quote!(#field.as_option().copied());
    }
    optional(body, steps).unwrap_or_else(|| {
        let member = member(body, steps, ty);
        quote!(Some(#member))
    })
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

/// The field, where that is an `Option` of the member.
fn optional(body: &TokenStream, steps: &[LinkStep]) -> Option<TokenStream> {
    match steps {
        [way @ .., LinkStep::Option] if matches!(way.last(), Some(LinkStep::Field(_))) => {
            Some(place(body, way))
        }
        _ => None,
    }
}

/// Whether copying a value of the type takes nothing but reading it.
fn is_copied(ty: &TypeRef) -> bool {
    matches!(
        ty,
        TypeRef::Boolean
            | TypeRef::Integer(_)
            | TypeRef::IntegerText(_)
            | TypeRef::Number
            | TypeRef::Uuid
    )
}
