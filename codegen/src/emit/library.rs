//! `lib.rs`: the front page of the documentation, the modules and what is exported at the top.

use std::collections::BTreeSet;

use quote::{format_ident, quote};

use super::operation_table::{self, Medium};
use super::{Origin, docs, guide, surface};
use crate::format::File;
use crate::ir::SchemeKind;
use crate::rust::Api;
use crate::text::{Line, code_span, line};

/// `lib.rs`. `paths` are those of all other files.
pub(super) fn file(api: &Api, origin: &Origin, paths: &BTreeSet<String>) -> File {
    let modules = [
        ("errors", !api.errors.is_empty()),
        ("headers", !api.headers.is_empty()),
        ("operations", !api.operations.is_empty()),
        ("types", api.emitted_types().next().is_some()),
    ];
    let public = modules.into_iter().filter(|(_, is_emitted)| *is_emitted);
    let public = public.map(|(name, _)| format_ident!("{name}"));
    let links = (!api.links.is_empty()).then(|| format_ident!("links")).into_iter();
    let exports = surface::root(api, paths);
    let mut items = vec![
        quote! {
            mod client;
            #(mod #links;)*
            #[allow(dead_code, unused_imports, unused_macros, reason = "an API uses a part of it")]
            mod runtime;
            #(pub mod #public;)*
        },
        quote!(pub use self::client::API_VERSION; #exports),
    ];
    items.extend(surface::modules());
    let attributes = quote!(#![forbid(unsafe_code)]);
    File { attributes, ..File::new(front_page(api, origin), items) }
}

fn front_page(api: &Api, origin: &Origin) -> Vec<Line> {
    let mut lines = vec![guide::title(api), Line::default()];
    lines.extend(docs::lines(&api.docs));
    lines.extend(guide::lines(api, origin, Medium::Rustdoc));
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
