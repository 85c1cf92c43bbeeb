//! The static runtime: the modules that an API needs, copied byte for byte.
//!
//! Invariant: a module is copied if generated code names it or a copied module refers to it, so
//! that nothing in the output is unused.

use std::collections::{BTreeMap, BTreeSet};

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
    "api" "base64" "base_url" "body" "bounded" "call" "civil" "classify" "client" "clock" "config"
    "config_error" "credential" "date" "date_time" "deadline" "decode" "decode_error" "draft"
    "encode" "error" "field" "http_transport" "json" "number" "object" "operation" "options" "parameter"
    "path" "percent" "reply" "request" "request_error" "request_id" "response" "retry_after"
    "scanner" "secret" "security" "server" "shape" "tape" "timestamp" "transport" "uuid"
}

/// The list of modules in the runtime's own crate, which tells which of them are public.
const LIBRARY: &str = include_str!("../../runtime/src/lib.rs");

/// The modules that generated code of every API names, or that users do.
const ALWAYS: [&str; 20] = [
    "api",
    "body",
    "classify",
    "client",
    "clock",
    "config",
    "credential",
    "decode",
    "encode",
    "error",
    "field",
    "http_transport",
    "json",
    "operation",
    "options",
    "parameter",
    "request",
    "response",
    "secret",
    "transport",
];

/// The modules that an API needs.
fn needed(used: &Used) -> BTreeSet<&'static str> {
    let mut needed = BTreeSet::new();
    let mut pending: Vec<&str> = ALWAYS.into_iter().chain(used.iter().copied()).collect();
    while let Some(wanted) = pending.pop() {
        let Some((name, text)) = FILES.iter().find(|(name, _)| *name == wanted) else { continue };
        if needed.insert(*name) {
            pending.extend(references(text));
        }
    }
    needed
}

/// The modules that a file refers to: `super::name` and `super::{name, name}`.
fn references(text: &str) -> Vec<&str> {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut names = Vec::new();
    for rest in text.split("super::").skip(1) {
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
    let modules = needed(used).into_iter().map(|name| {
        let module = format_ident!("{name}");
        if LIBRARY.contains(&format!("\npub mod {name};")) {
            quote!(pub mod #module;)
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
    let needed = needed(used);
    let header = format::header("//", source, "");
    FILES
        .iter()
        .filter(|(name, _)| needed.contains(name))
        .map(|(name, text)| (format!("src/runtime/{name}.rs"), format!("{header}\n{text}")))
        .collect()
}
