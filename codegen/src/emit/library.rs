//! `lib.rs`: the front page of the documentation, the modules and what is exported at the top.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::{self, Links};
use super::{Origin, docs, type_ref};
use crate::format::File;
use crate::ir::SchemeKind;
use crate::rust::{Api, Body, BodyForm, BodyFormat, Content};

/// `lib.rs`.
pub(super) fn file(api: &Api, origin: Origin<'_>) -> File {
    let has_types = api.emitted_types().next().is_some();
    let types = has_types.then(|| {
        quote!(
            pub mod types;
        )
    });
    let errors = (!api.errors.is_empty()).then(|| {
        quote!(
            pub mod errors;
        )
    });
    let headers = (!api.headers.is_empty()).then(|| {
        quote!(
            pub mod headers;
        )
    });
    let links = (!api.links.is_empty()).then(|| {
        quote!(
            mod links;
        )
    });
    let operations = (!api.operations.is_empty()).then(|| {
        quote!(
            pub mod operations;
        )
    });
    let exports = exports(api);
    let waiting = waiting(api);
    File {
        docs: front_page(api, origin),
        attributes: quote!(#![forbid(unsafe_code)]),
        items: vec![
            quote!(mod client; #errors #headers #links #operations pub mod runtime; #types),
            quote! {
                pub use self::client::{API, API_VERSION};
                pub use self::runtime::body::Body;
                pub use self::runtime::client::Client;
                pub use self::runtime::config::{ClientBuilder, ConfigError};
                pub use self::runtime::error::{Error, ErrorKind};
                pub use self::runtime::field::Field;
                pub use self::runtime::gate::{Gate, GateChoice};
                pub use self::runtime::options::CallOptions;
                pub use self::runtime::response::Response;
                pub use self::runtime::retry::{Retry, RetryPolicy};
                #exports
                #waiting
                #[cfg(feature = "blocking")]
                pub use self::runtime::blocking::Wait;
                #[cfg(feature = "testing")]
                pub use self::runtime::testing;
            },
        ],
    }
}

/// What callers name where bodies are more than JSON.
fn exports(api: &Api) -> TokenStream {
    let forms =
        || api.operations.iter().flat_map(|operation| &operation.body).flat_map(Body::forms);
    let contents = || api.operations.iter().flat_map(|operation| operation.success.contents());
    let has_parts =
        |form: &BodyForm| matches!(form.format, BodyFormat::Parts(_) | BodyFormat::Multipart);
    let is_raw = |form: &BodyForm| matches!(form.format, BodyFormat::Bytes);
    let used = [
        (contents().any(|content| *content == Content::Stream), "byte_stream::ByteStream"),
        (
            contents().any(|content| matches!(content, Content::Events { .. })),
            "event_stream::EventStream",
        ),
        (contents().any(|content| matches!(content, Content::Lines(_))), "json_lines::JsonLines"),
        (forms().any(has_parts), "multipart::{FilePart, Multipart}"),
        (forms().any(|form| has_parts(form) || is_raw(form)), "request_body::RequestBody"),
    ];
    let paths = used.into_iter().filter(|(used, _)| *used).map(|(_, path)| type_ref::tokens(path));
    let lines = paths.map(|path| quote!(pub use self::runtime::#path;));
    quote!(#(#lines)*)
}

/// What callers name who wait for jobs.
fn waiting(api: &Api) -> TokenStream {
    let waiters = || api.operations.iter().flat_map(|operation| &operation.poller);
    if waiters().next().is_none() {
        return TokenStream::new();
    }
    let has_progress = waiters().any(|waiter| waiter.complete.is_some());
    let can_fail = waiters().any(|waiter| !waiter.failed.is_empty());
    let ended = can_fail.then(|| {
        quote!(
            pub use self::runtime::job::Ended;
        )
    });
    let progress = has_progress.then(|| {
        quote!(
            pub use self::runtime::job::Progress;
        )
    });
    quote! {
        #ended
        #progress
        pub use self::runtime::poll::Waiter;
        pub use self::runtime::poll_policy::PollPolicy;
    }
}

fn front_page(api: &Api, origin: Origin<'_>) -> Vec<String> {
    let mut lines =
        vec![format!("Client for {}.", docs::summary(&api.title).trim_end_matches('.'))];
    lines.push(String::new());
    lines.extend(docs::lines(&api.docs.text));
    lines.extend(example(api, origin));
    lines.extend(foreign_schemes(api));
    lines.extend(table::lines(api, Links::Rustdoc));
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
