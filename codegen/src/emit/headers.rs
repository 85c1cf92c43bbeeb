//! `headers.rs`: the headers that responses have, as constants.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::type_ref::{Imports, Place};
use crate::format::File;
use crate::rust::{Api, Header, HeaderForm, Operation};
use crate::text::{Line, line};

/// The file, if there are headers.
pub(super) fn file(api: &Api) -> Option<(String, File)> {
    if api.headers.is_empty() {
        return None;
    }
    let mut imports = Imports::new(api, Place::Elsewhere);
    let constants = api.headers.iter().map(|header| constant(header, &mut imports));
    let constants: Vec<TokenStream> = constants.collect();
    let docs = vec![
        "The headers of responses, to be read with".into(),
        "[`Response::header`](crate::Response::header) or [`Error::header`](crate::Error::header)."
            .into(),
    ];
    let items = imports.items().into_iter().chain(constants);
    Some(("src/headers.rs".to_owned(), File::new(docs, items)))
}

fn constant(header: &Header, imports: &mut Imports<'_>) -> TokenStream {
    let Header { name, wire, ty, form, docs } = header;
    let docs = docs::attributes(docs);
    let outer = imports.public("Header");
    let form_type = imports.runtime("response::HeaderForm");
    let ty = imports.ty(ty);
    let form = match form {
        HeaderForm::Text => quote!(Text),
        HeaderForm::List => quote!(List),
        HeaderForm::Json => quote!(Json),
    };
    quote!(#docs pub const #name: #outer<#ty> = #outer::new(#wire, #form_type::#form);)
}

/// The paragraph about the headers of an operation's responses.
pub(super) fn paragraph(operation: &Operation) -> Vec<Line> {
    let links: Vec<Line> = operation
        .headers
        .iter()
        .map(|name| line!["- [`", name, "`](crate::headers::", name, ")"])
        .collect();
    if links.is_empty() {
        return Vec::new();
    }
    let mut text = vec![Line::default(), "Headers of the responses:".into(), Line::default()];
    text.extend(links);
    text
}
