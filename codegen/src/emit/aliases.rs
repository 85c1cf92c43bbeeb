//! Former names to deprecated items: aliases of types, and for an operation a method and a module.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::format::File;
use crate::rust::{Api, Operation, OperationAlias, Type};
use crate::text::line;

/// The aliases of a type.
pub(super) fn of_type(ty: &Type) -> impl Iterator<Item = TokenStream> {
    let name = &ty.name;
    ty.aliases.iter().map(move |alias| {
        let docs = docs::plain(&[line!["The former name of [`", name, "`]."]]);
        let deprecated = renamed(name.as_str());
        quote!(#docs #deprecated pub type #alias = #name;)
    })
}

/// The methods of the client for the former names of an operation, which call the one with the present
/// name.
pub(super) fn methods<'o>(
    operation: &'o Operation,
    arguments: &'o [(TokenStream, TokenStream)],
) -> impl Iterator<Item = TokenStream> {
    let (name, ty) = (&operation.name, &operation.type_name);
    let expected = operation
        .docs
        .deprecated
        .then(|| quote!(#[expect(deprecated, reason = "the operation is deprecated as well")]));
    operation.aliases.iter().map(move |alias| {
        let former = &alias.name;
        let shown = name.shown();
        let summary = line!["The former name of [`", shown, "`](Self::", shown, ")."];
        let docs = docs::plain(&[summary]);
        let deprecated = renamed(shown.as_str());
        let signature = arguments.iter().map(|(name, ty)| quote!(#name: #ty));
        let names = arguments.iter().map(|(name, _)| name);
        quote! {
            #docs
            #deprecated
            #expected
            pub fn #former(&self, #(#signature),*) -> #ty {
                self.#name(#(#names),*)
            }
        }
    })
}

/// The declarations of the modules with the former names of operations.
pub(super) fn modules(api: &Api) -> impl Iterator<Item = TokenStream> {
    all(api).map(|(operation, OperationAlias { module, .. })| {
        let deprecated = renamed(operation.module.as_str());
        quote!(#deprecated pub mod #module;)
    })
}

/// The modules with the former names of operations, which have the types of the operation.
pub(super) fn files(api: &Api) -> impl Iterator<Item = (String, File)> {
    all(api).map(|(operation, OperationAlias { module, types, .. })| {
        let target = &operation.module;
        let title = line!["The former name of [`", target, "`](super::", target, ")."];
        let types = types.iter().map(|(former, name)| {
            let summary =
                line!["The former name of [`", name, "`](super::", target, "::", name, ")."];
            let docs = docs::plain(&[summary]);
            quote!(#docs pub type #former = super::#target::#name;)
        });
        let operation = quote!(pub use super::#target::OPERATION;);
        let file = File::new(vec![title], std::iter::once(operation).chain(types));
        (format!("src/operations/{}.rs", module.as_str()), file)
    })
}

fn all(api: &Api) -> impl Iterator<Item = (&Operation, &OperationAlias)> {
    let operations = api.operations.iter();
    operations.flat_map(|operation| operation.aliases.iter().map(move |alias| (operation, alias)))
}

fn renamed(name: &str) -> TokenStream {
    let note = format!("renamed to `{name}`");
    quote!(#[deprecated(note = #note)])
}
