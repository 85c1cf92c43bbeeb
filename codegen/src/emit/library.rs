//! `lib.rs`: the front page of the documentation, the modules and what is exported at the top.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::operation_table::{self, Medium};
use super::release::Release;
use super::{Origin, docs, guide, surface};
use crate::format::File;
use crate::ir::SchemeKind;
use crate::rust::Api;
use crate::text::{Line, code_span, line};

/// The modules and exports of `lib.rs`. `files` are all others, and `paths` the ones in their code.
pub(super) fn items<'f>(
    api: &Api,
    files: impl Iterator<Item = &'f String>,
    paths: &BTreeSet<String>,
) -> Vec<TokenStream> {
    let files: BTreeSet<&str> = files.map(String::as_str).collect();
    let emitted = |names: &[&'static str]| -> Vec<Ident> {
        let emitted = names.iter().filter(|name| files.contains(format!("src/{name}.rs").as_str()));
        emitted.map(|name| format_ident!("{name}")).collect()
    };
    let private = emitted(&["bodies", "client", "links"]);
    let public = emitted(&["errors", "headers", "operations"]);
    let types = emitted(&["types", "webhooks"]);
    let foreign = emitted(&["foreign_types"]);
    let exports = surface::root(api, paths);
    let mut items = vec![
        quote! {
            #(#[cfg(feature = "client")] mod #private;)*
            #(mod #foreign;)*
            #[allow(dead_code, unused_imports, unused_macros, reason = "an API uses a part of it")]
            mod runtime;
            #(#[cfg(feature = "client")] pub mod #public;)*
            #(pub mod #types;)*
        },
        quote!(#[cfg(feature = "client")] pub use self::client::API_VERSION; #exports),
    ];
    items.extend(surface::modules(api));
    items
}

/// `lib.rs` before its front page is known.
pub(super) fn without_docs(items: &[TokenStream]) -> (String, File) {
    (PATH.to_owned(), File::new(Vec::new(), items.iter().cloned()))
}

/// `lib.rs`.
pub(super) fn file(
    items: Vec<TokenStream>,
    api: &Api,
    origin: &Origin,
    release: &Release,
    paths: &BTreeSet<String>,
) -> (String, File) {
    let attributes = quote!(#![forbid(unsafe_code)]);
    let docs = front_page(api, origin, release, paths);
    (PATH.to_owned(), File { attributes, ..File::new(docs, items) })
}

const PATH: &str = "src/lib.rs";

fn front_page(
    api: &Api,
    origin: &Origin,
    release: &Release,
    paths: &BTreeSet<String>,
) -> Vec<Line> {
    let mut lines = vec![guide::title(api), Line::default()];
    lines.extend(docs::lines(&api.docs));
    lines.extend(guide::lines(api, origin, release, paths, Medium::Rustdoc));
    lines.extend(unsupported_schemes(api));
    lines.extend(operation_table::lines(api, Medium::Rustdoc));
    lines
}

/// The security schemes that the client does not support.
fn unsupported_schemes(api: &Api) -> Vec<Line> {
    let unsupported = api.schemes.iter().filter(|scheme| scheme.kind == SchemeKind::Opaque);
    let items: Vec<Line> = unsupported
        .map(|scheme| line!["- ", code_span(&scheme.name), ": ", docs::summary(&scheme.docs)])
        .collect();
    if items.is_empty() {
        return items;
    }
    let text = "The client does not support these security schemes. Apply them by default headers \
                or a transport:";
    let intro = [Line::default(), text.into(), Line::default()];
    intro.into_iter().chain(items).collect()
}
