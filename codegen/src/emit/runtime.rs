//! The static runtime: the modules that an API needs, copied byte for byte.
//!
//! Invariant: a module is copied if generated code names it or a copied module refers to it, so
//! that nothing in the output is unused.

use std::collections::BTreeMap;

use quote::{format_ident, quote};

use super::Used;
use crate::format::{self, File};

macro_rules! files {
    ($($name:literal)*) => {
        /// The files of the runtime by module.
        pub const FILES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../runtime/src/", $name, ".rs"))),)*
        ];
    };
}

files! {
    "answer" "api" "attempt" "backoff" "base64" "base_url" "blocking" "body" "bounded" "budget"
    "byte_stream" "call" "chain" "civil" "classify" "client" "clock" "config" "config_error"
    "containers" "credential" "date" "date_time" "deadline" "decode" "decode_error" "defaults"
    "deserialize" "draft" "encode" "error" "error_kind" "event_stream" "field" "gate" "header" "http_date"
    "http_transport" "integer_enum" "integer_text" "job" "job_error" "json" "json_lines" "json_object" "limiter"
    "lines" "media_type" "metrics" "multipart" "number" "object" "observe" "operation" "options"
    "pace" "parameter" "path" "percent" "poll" "poll_policy" "random" "rate_limit" "reply" "request" "request_body"
    "request_error" "request_id" "response" "retry" "retry_after" "rounds" "scanner" "script" "secret"
    "security" "server" "setters" "shape" "span" "tape" "testing" "text_enum" "thread_timer"
    "timestamp" "transport" "uuid" "variants" "watch" "window"
}

/// The list of modules in the runtime's own crate, which tells which of them are public.
const LIBRARY: &str = include_str!("../../runtime/src/lib.rs");

/// The modules that generated code of every API names, or that users do.
const ALWAYS: [&str; 28] = [
    "api",
    "blocking",
    "body",
    "classify",
    "client",
    "clock",
    "config",
    "credential",
    "decode",
    "defaults",
    "encode",
    "error",
    "field",
    "gate",
    "http_transport",
    "json",
    "metrics",
    "observe",
    "operation",
    "options",
    "parameter",
    "random",
    "request",
    "response",
    "retry",
    "secret",
    "testing",
    "transport",
];

/// The modules that an API needs: those that its files name, and what these refer to.
pub(super) fn used<'t>(texts: impl Iterator<Item = &'t String>) -> Used {
    let mut used = Used::new();
    let mut pending: Vec<&str> = ALWAYS.to_vec();
    for text in texts {
        pending.extend(references(text, "crate::runtime::"));
        // Reading them is in a module that no file has to name.
        pending.extend(text.contains("uuid::Uuid").then_some("uuid"));
    }
    while let Some(wanted) = pending.pop() {
        let Some((name, text)) = FILES.iter().find(|(name, _)| *name == wanted) else { continue };
        if used.insert(*name) {
            pending.extend(references(text, "super::"));
            pending.extend(references(text, "$crate::runtime::"));
        }
    }
    used
}

/// The modules that a file refers to by such a path: `super::name` and `super::{name, name}`.
fn references<'t>(text: &'t str, path: &str) -> Vec<&'t str> {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut names = Vec::new();
    for rest in text.split(path).skip(1) {
        let list = match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default(),
            None => rest.split(|letter: char| !is_name(letter)).next().unwrap_or_default(),
        };
        names.extend(list.split(|letter: char| !is_name(letter)).filter(|name| !name.is_empty()));
    }
    names
}

/// `runtime.rs`, the list of modules.
pub(super) fn file(used: &Used) -> File {
    let modules = used.iter().map(|name| {
        let module = format_ident!("{name}");
        let is_visible = |keyword| LIBRARY.contains(&format!("\n{keyword} {name};"));
        if is_visible("pub mod") {
            quote!(pub mod #module;)
        } else if is_visible("pub(crate) mod") {
            quote!(pub(crate) mod #module;)
        } else {
            quote!(mod #module;)
        }
    });
    File {
        docs: vec![
            "What every client has in common: requests, replies, errors and their limits."
                .to_owned(),
        ],
        items: vec![quote!(#(#modules)*)],
        ..File::default()
    }
}

/// The copies, with the header on top.
pub(super) fn copies(used: &Used, source: &str) -> BTreeMap<String, String> {
    let header = format::header("//", source, "");
    FILES
        .iter()
        .filter(|(name, _)| used.contains(name))
        .map(|(name, text)| (format!("src/runtime/{name}.rs"), format!("{header}\n{text}")))
        .collect()
}
