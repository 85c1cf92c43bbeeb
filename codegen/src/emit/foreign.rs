//! `foreign_types.rs`: the types of other crates are decoded by their `Deserialize`.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::{Imports, Place};
use crate::format::File;
use crate::rust::Api;

/// The file, if there are such types.
pub(super) fn file(api: &Api) -> Option<(String, File)> {
    if api.foreign_types.is_empty() {
        return None;
    }
    let mut imports = Imports::new(api, Place::Elsewhere);
    let decode = imports.runtime("json::Decode");
    let error = imports.runtime("json::DecodeError");
    let node = imports.runtime("json::Node");
    let deserialized = imports.runtime("json::deserialized");
    let implementations = api.foreign_types.iter().map(|path| {
        let expected = path.as_str();
        quote! {
            impl #decode for #path {
                fn decode(node: #node<'_>) -> Result<Self, #error> {
                    #deserialized(node, #expected)
                }
            }
        }
    });
    let implementations: Vec<TokenStream> = implementations.collect();
    let docs = vec!["Decoding of types of other crates, by their `Deserialize`.".into()];
    let items = imports.items().into_iter().chain(implementations);
    Some(("src/foreign_types.rs".to_owned(), File::new(docs, items)))
}
