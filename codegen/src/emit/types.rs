//! Named types to the modules of `types`, one for each component: the type, its methods and its JSON.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use super::derives::{self, Extra};
use super::type_ref::{Imports, Place};
use super::{aliases, docs, enums, json, structs, unions};
use crate::format::{File, Item};
use crate::ident::ModuleName;
use crate::rust::{Api, Docs, Type, TypeKind};
use crate::text::{Line, code_span, line};

/// A module of `types`, and its types.
pub(super) type Module<'a> = (&'a ModuleName, Vec<&'a Type>);

/// The modules, in the order of their first types.
pub(super) fn modules(api: &Api) -> Vec<Module<'_>> {
    let mut modules: IndexMap<&ModuleName, Vec<&Type>> = IndexMap::new();
    for ty in api.emitted_types() {
        modules.entry(&ty.module).or_default().push(ty);
    }
    modules.into_iter().collect()
}

/// `types.rs`: the modules, and everything in them by name.
pub(super) fn index(modules: &[Module<'_>]) -> Option<(String, File)> {
    if modules.is_empty() {
        return None;
    }
    let mut sorted: Vec<_> = modules.iter().collect();
    sorted.sort_by_key(|(module, _)| module.as_str());
    let names = sorted.iter().map(|(module, _)| module);
    let exports = sorted.iter().map(|(module, types)| {
        let names: Vec<_> = types.iter().map(|ty| &ty.name).collect();
        match names.as_slice() {
            [only] => quote!(pub use self::#module::#only;),
            several => quote!(pub use self::#module::{#(#several),*};),
        }
    });
    let exports = quote!(#(#exports)*);
    let docs = vec![Line::from("The schemas of the API.")];
    // Beside the exports, of which none would be of a deprecated item.
    let aliases = modules.iter().flat_map(|(_, types)| types).flat_map(|ty| aliases::of_type(ty));
    let items = [quote!(#(mod #names;)*), exports].into_iter().chain(aliases);
    Some(("src/types.rs".to_owned(), File::new(docs, items)))
}

/// The module of a component: its type and the inline types in it, each followed by its JSON.
pub(super) fn file(api: &Api, (module, types): &Module<'_>) -> (String, File) {
    let mut imports = Imports::new(api, Place::Types(types));
    let mut items: Vec<Item> = Vec::new();
    for ty in types {
        items.extend(definition(ty, &mut imports));
        items.extend(json::items(ty, &mut imports));
    }
    let items = imports.items().into_iter().map(Item::from).chain(items).collect();
    let title = types.first().map(|ty| match &ty.schema {
        Some(schema) => line!["The schema ", code_span(schema), "."],
        None => line!["Schemas of `", ty.module, "`."],
    });
    let attributes = if types.iter().all(|ty| is_documented(ty)) {
        TokenStream::new()
    } else {
        quote!(#![allow(missing_docs, reason = "the description does not say more")])
    };
    let file = File { docs: title.into_iter().collect(), attributes, items };
    (format!("src/types/{}.rs", module.as_str()), file)
}

/// Whether the description says something of the type and of everything in it.
fn is_documented(ty: &Type) -> bool {
    let inside: Vec<&Docs> = match &ty.kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| &field.docs).collect(),
        TypeKind::Enum(listed) => listed.values.iter().map(|value| &value.docs).collect(),
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.docs).collect(),
        TypeKind::Alias(_) | TypeKind::Newtype(_) => Vec::new(),
    };
    [&ty.docs].into_iter().chain(inside).all(docs::is_visible)
}

/// The items that define a type.
fn definition(ty: &Type, imports: &mut Imports<'_>) -> Vec<Item> {
    let name = &ty.name;
    match &ty.kind {
        TypeKind::Struct(object) => structs::items(ty, object, imports),
        TypeKind::Enum(listed) => {
            enums::items(ty, listed, imports).into_iter().map(Item::from).collect()
        }
        TypeKind::Union(union) => {
            unions::items(ty, union, imports).into_iter().map(Item::from).collect()
        }
        TypeKind::Alias(target) => {
            let (docs, target) = (docs::attributes(&ty.docs), imports.ty(target));
            vec![quote!(#docs pub type #name = #target;).into()]
        }
        TypeKind::Newtype(inner) => {
            let (docs, inner) = (docs::attributes(&ty.docs), imports.ty(inner));
            let derives = derives::attribute(ty, Extra::Nothing);
            let from = imports.prelude("::std::convert::From");
            vec![
                quote!(#docs #derives pub struct #name(pub #inner);).into(),
                quote! {
                    impl #from<#inner> for #name {
                        fn from(value: #inner) -> Self {
                            Self(value)
                        }
                    }
                }
                .into(),
            ]
        }
    }
}
