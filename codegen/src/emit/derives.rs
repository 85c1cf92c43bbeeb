//! The traits that a type derives.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Derives, Type};

/// What a type derives beyond what all types do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extra {
    Nothing,
    /// A value without content is one that callers begin with.
    Default,
    /// The values are integers.
    Copy,
}

/// The attribute with the traits.
pub(super) fn attribute(ty: &Type, extra: Extra) -> TokenStream {
    let traits = traits(ty, extra);
    quote!(#[derive(#traits)])
}

/// The traits, in the order of the guidelines for Rust APIs.
pub(super) fn traits(ty: &Type, extra: Extra) -> TokenStream {
    let copy = (extra == Extra::Copy).then(|| quote!(Copy,));
    let default = (extra == Extra::Default).then(|| quote!(Default,));
    let Derives { comparison, macros } = &ty.derives;
    let equality = comparison.equality.then(|| quote!(Eq, Hash,));
    let partial = comparison.order.then(|| quote!(PartialOrd,));
    let total = comparison.is_total().then(|| quote!(Ord,));
    quote!(Clone, #copy Debug, #default PartialEq, #equality #partial #total #(::#macros),*)
}
