//! The successful responses that are pages of a list to the patterns that tell them from others.
//!
//! Invariant: nothing is emitted where all responses are pages.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ident::VariantName;
use crate::rust::{Content, Operation, PageResponses, Pages, ResponseSetKind};

/// The statement that ends a function with `None` unless the expression `response` is a page. `page` is
/// a pattern for its content.
pub(super) fn let_page(
    operation: &Operation,
    pages: &Pages,
    response: &TokenStream,
    page: &TokenStream,
) -> Option<TokenStream> {
    let (names, ResponseSetKind::Own { name, .. }) = (variants(pages)?, &operation.success.kind)
    else {
        return None;
    };
    let pattern = match names {
        [only] => quote!(#name::#only(#page)),
        several => quote!((#(#name::#several(#page))|*)),
    };
    Some(quote!(let #pattern = #response else { return None };))
}

/// The function that says whether a response is a page. One without a body is an empty page, and the
/// last one.
pub(super) fn is_page(operation: &Operation, pages: &Pages) -> Option<TokenStream> {
    let ResponseSetKind::Own { name, variants: all } = &operation.success.kind else { return None };
    let names = variants(pages)?;
    let empty = all.iter().filter(|variant| variant.content == Content::Empty);
    let empty: Vec<&VariantName> = empty.map(|variant| &variant.name).collect();
    if names.len() + empty.len() == all.len() {
        return None;
    }
    Some(quote! {
        fn is_page(response: &#name) -> bool {
            matches!(response, #(#name::#names(_))|* #(| #name::#empty)*)
        }
    })
}

/// The variants that are pages, unless all responses are.
fn variants(pages: &Pages) -> Option<&[VariantName]> {
    match &pages.responses {
        PageResponses::All => None,
        PageResponses::Variants(names) => Some(names),
    }
}
