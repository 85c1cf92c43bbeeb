//! The traits that a type derives.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Comparison, Type};

/// What a type derives beyond what all types do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extra {
    Nothing,
    /// A value without content is one that callers begin with.
    Default,
    /// The values are integers.
    Copy,
}

/// The attribute with the traits, in the order of the guidelines for Rust APIs.
pub(super) fn attribute(ty: &Type, extra: Extra) -> TokenStream {
    let copy = (extra == Extra::Copy).then(|| quote!(Copy,));
    let default = (extra == Extra::Default).then(|| quote!(Default,));
    let equality = (ty.comparison >= Comparison::Equality).then(|| quote!(Eq, Hash,));
    let order = (ty.comparison >= Comparison::Order).then(|| quote!(PartialOrd, Ord,));
    quote!(#[derive(Clone, #copy Debug, #default PartialEq, #equality #order)])
}
