//! `lib.rs`: the front page of the documentation, the modules and what is exported at the top.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use quote::{format_ident, quote};

use super::operation_table::{self, Medium};
use super::{Origin, docs, guide, surface};
use crate::format::File;
use crate::ir::SchemeKind;
use crate::rust::Api;
use crate::text::{Line, code_span, line};

/// `lib.rs`. `files` are all others, and `paths` the ones in their code.
pub(super) fn file<'f>(
    api: &Api,
    origin: &Origin,
    files: impl Iterator<Item = &'f String>,
    paths: &BTreeSet<String>,
) -> File {
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
    let attributes = quote!(#![forbid(unsafe_code)]);
    File { attributes, ..File::new(front_page(api, origin, paths), items) }
}

fn front_page(api: &Api, origin: &Origin, paths: &BTreeSet<String>) -> Vec<Line> {
    let mut lines = vec![guide::title(api), Line::default()];
    lines.extend(docs::lines(&api.docs));
    lines.extend(guide::lines(api, origin, paths, Medium::Rustdoc));
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
