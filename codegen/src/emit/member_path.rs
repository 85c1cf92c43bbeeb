//! The path to a member of a response body to the expression that reads it.
//!
//! Invariant: an expression with an optional step is used in a function that returns an `Option`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{MemberStep, TypeRef};

/// A copy of the member of `body`, of that type. `?` ends the function where there is nothing.
pub(super) fn member(body: &TokenStream, steps: &[MemberStep], ty: &TypeRef) -> TokenStream {
    let member = place(body, steps);
    let is_borrowed =
        matches!(steps.last(), None | Some(MemberStep::Option | MemberStep::Nullable));
    match (ty, is_borrowed) {
        (TypeRef::Boxed(_), true) => quote!((**#member).clone()),
        (TypeRef::Boxed(_), false) => quote!((*#member).clone()),
        _ if !is_copied(ty) => quote!(#member.clone()),
        (_, false) => member,
        (_, true) => optional(body, steps).map_or_else(|| quote!(*#member), |it| quote!(#it?)),
    }
}

/// The number that the member of `body` is, as an `Option`.
pub(super) fn number(body: &TokenStream, steps: &[MemberStep], ty: &TypeRef) -> TokenStream {
    if let [way @ .., MemberStep::Nullable] = steps {
        let field = place(body, way);
        return quote!(#field.as_option().copied());
    }
    optional(body, steps).unwrap_or_else(|| {
        let member = member(body, steps, ty);
        quote!(Some(#member))
    })
}

/// The member itself, or a reference to it.
pub(super) fn place(body: &TokenStream, steps: &[MemberStep]) -> TokenStream {
    let way = steps.iter().map(|step| match step {
        MemberStep::Field(name) => quote!(.#name),
        MemberStep::Option => quote!(.as_ref()?),
        MemberStep::Nullable => quote!(.as_option()?),
    });
    quote!(#body #(#way)*)
}

/// The member of `body`, taken out of it, as an `Option`.
pub(super) fn taken(body: &TokenStream, steps: &[MemberStep]) -> TokenStream {
    let passed = |way: &[MemberStep]| {
        let way = way.iter().map(|step| match step {
            MemberStep::Field(name) => quote!(.#name),
            MemberStep::Option => quote!(?),
            MemberStep::Nullable => quote!(.into_option()?),
        });
        quote!(#body #(#way)*)
    };
    match steps {
        [way @ .., MemberStep::Option] => passed(way),
        [way @ .., MemberStep::Nullable] => {
            let member = passed(way);
            quote!(#member.into_option())
        }
        way => {
            let member = passed(way);
            quote!(Some(#member))
        }
    }
}

/// The field, where that is an `Option` of the member.
fn optional(body: &TokenStream, steps: &[MemberStep]) -> Option<TokenStream> {
    match steps {
        [way @ .., MemberStep::Option] if matches!(way.last(), Some(MemberStep::Field(_))) => {
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
            | TypeRef::IntegerAsString(_)
            | TypeRef::Number
            | TypeRef::Uuid
    )
}
