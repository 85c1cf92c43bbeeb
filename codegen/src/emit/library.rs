//! `lib.rs`: the front page of the documentation, the modules and what is exported at the top.

use std::collections::BTreeMap;

use quote::quote;

use super::operation_table::{self, Links};
use super::{Origin, docs, surface};
use crate::format::File;
use crate::ir::SchemeKind;
use crate::rust::Api;

/// `lib.rs`, after all other files of generated code.
pub(super) fn file(api: &Api, origin: Origin<'_>, files: &BTreeMap<String, String>) -> File {
    let own = [
        (
            true,
            quote!(
                mod client;
            ),
        ),
        (
            !api.errors.is_empty(),
            quote!(
                pub mod errors;
            ),
        ),
        (
            !api.headers.is_empty(),
            quote!(
                pub mod headers;
            ),
        ),
        (
            !api.links.is_empty(),
            quote!(
                mod links;
            ),
        ),
        (
            !api.operations.is_empty(),
            quote!(
                pub mod operations;
            ),
        ),
    ];
    let own = own.into_iter().filter(|(is_emitted, _)| *is_emitted).map(|(_, item)| item);
    let types = api.emitted_types().next().map(|_| {
        quote!(
            pub mod types;
        )
    });
    let exports = surface::root(files.values());
    let mut items = vec![
        quote! {
            #(#own)*
            #[allow(dead_code, unused_imports, unused_macros, reason = "an API uses a part of it")]
            mod runtime;
            #types
        },
        quote!(pub use self::client::API_VERSION; #exports),
    ];
    items.extend(surface::modules());
    let attributes = quote!(#![forbid(unsafe_code)]);
    File { attributes, ..File::new(front_page(api, origin), items) }
}

fn front_page(api: &Api, origin: Origin<'_>) -> Vec<String> {
    let mut lines =
        vec![format!("Client for {}.", docs::summary(&api.title).trim_end_matches('.'))];
    lines.push(String::new());
    lines.extend(docs::lines(&api.docs.text));
    lines.extend(example(api, origin));
    lines.extend(foreign_schemes(api));
    lines.extend(operation_table::lines(api, Links::Rustdoc));
    lines
}

/// The security schemes that callers have to apply themselves.
fn foreign_schemes(api: &Api) -> Vec<String> {
    let foreign = api.schemes.iter().filter(|scheme| scheme.kind == SchemeKind::Opaque);
    let items: Vec<String> = foreign
        .map(|scheme| {
            let name = scheme.name.replace('`', "'");
            format!("- `{name}`: {}", docs::summary(&scheme.docs.text))
        })
        .collect();
    if items.is_empty() {
        return items;
    }
    let said = "These security schemes are not applied by the client. Set a default header, or a \
                transport that applies them:";
    let intro = [String::new(), said.to_owned(), String::new()];
    intro.into_iter().chain(items).collect()
}

/// How a client is made, as a test that compiles.
fn example(api: &Api, origin: Origin<'_>) -> Vec<String> {
    let name = origin.crate_name.replace('-', "_");
    let mut calls = String::new();
    if api.servers.is_empty() {
        calls.push_str(".base_url(\"https://api.example.com\")");
    }
    for variable in api.servers.iter().take(1).flat_map(|server| &server.variables) {
        let value = variable.default.as_deref().unwrap_or("example");
        calls.push_str(&format!(".{}(\"{}\")", variable.method.as_str(), value.escape_default()));
    }
    let token = api.schemes.iter().find(|scheme| scheme.method.as_str() == "token");
    calls.push_str(if token.is_some() { ".token(\"secret\")" } else { "" });
    [
        "",
        "```",
        &format!("let client = {name}::Client::builder(){calls}.build()?;"),
        &format!("# Ok::<(), {name}::ConfigError>(())"),
        "```",
    ]
    .map(str::to_owned)
    .to_vec()
}
