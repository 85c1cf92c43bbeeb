//! `examples/bulk_update/api.rs`: what the program for many records knows of the API.
//!
//! Invariant: it has the same items for each API, and nothing else of the program depends on the API.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Origin;
use super::bulk::grouped;
use super::bulk_example::subject;
use crate::format::File;
use crate::ident::FieldName;
use crate::rust::{Api, Bulk, BulkLimit, Limit, Operation, Scheme, Variable, WirePath};
use crate::text::line;

/// The options of the program, which no variable of a server can have.
const OPTIONS: &[&str] = &[
    "base-url",
    "drain",
    "dry-run",
    "help",
    "journal",
    "max-open-jobs",
    "only-failed",
    "outcomes",
    "spool",
];

/// What the program is for.
struct Program<'a> {
    api: &'a Api,
    origin: &'a Origin,
    operation: &'a Operation,
    bulk: &'a Bulk,
    /// Credentials that are one text.
    scheme: &'a Scheme,
}

/// `api.rs`.
pub(super) fn file(api: &Api, origin: &Origin) -> Option<(String, File)> {
    let (operation, bulk, scheme) = subject(api)?;
    let program = Program { api, origin, operation, bulk, scheme };
    let docs = line!["What the program knows of the API, for `", bulk.name.shown(), "`."];
    let items = [
        program.imports(),
        program.types(),
        program.names(),
        program.functions(),
        program.servers(),
        program.limits(),
    ];
    let file = File::new(vec![docs], items.into_iter().flatten());
    Some(("examples/bulk_update/api.rs".to_owned(), file))
}

impl Program<'_> {
    fn imports(&self) -> Vec<TokenStream> {
        let krate = &self.origin.crate_name;
        let Operation { module, .. } = self.operation;
        let requests = &self.bulk.type_name;
        vec![
            quote! {
                use #krate::bulk::Bulk;
                use #krate::operations::#module::#requests;
                use #krate::{Client, ClientBuilder, types};
            },
            quote! {
                use crate::arguments::ServerOption;
                use crate::limits::Limit;
            },
        ]
    }

    fn types(&self) -> Vec<TokenStream> {
        let requests = &self.bulk.type_name;
        let item = &self.api.type_of(self.bulk.body.item).name;
        let result = &self.api.type_of(self.bulk.results.result).name;
        vec![
            quote! {
                #[doc = " The requests that items are sent in."]
                pub type Request = #requests;
            },
            quote! {
                #[doc = " An item."]
                pub type Item = types::#item;
            },
            quote! {
                #[doc = " What the server says of an item."]
                pub type ServerResult = types::#result;
            },
        ]
    }

    fn names(&self) -> Vec<TokenStream> {
        let variable = key_variable(self.origin.crate_name.as_str());
        let (id, reference) = (&self.bulk.body.id_path, &self.bulk.body.reference_path);
        vec![
            quote! {
                #[doc = " The environment variable that has the API key."]
                pub const KEY_VARIABLE: &str = #variable;
            },
            quote! {
                #[doc = " The member of an item that says which record it is about."]
                pub const ID: &[&str] = &[#(#id),*];
            },
            quote! {
                #[doc = " The member of an item that is set when it is sent."]
                pub const REFERENCE: &[&str] = &[#(#reference),*];
            },
        ]
    }

    fn functions(&self) -> Vec<TokenStream> {
        let (credential, method) = (&self.scheme.method, &self.bulk.name);
        vec![
            quote! {
                #[doc = " Sets the API key."]
                pub fn credential(builder: ClientBuilder, key: String) -> ClientBuilder {
                    builder.#credential(key)
                }
            },
            quote! {
                #[doc = " The method that sends items."]
                pub fn bulk(client: &Client) -> Bulk<Request> {
                    client.#method()
                }
            },
        ]
    }

    /// The options for the variables of servers.
    fn servers(&self) -> Vec<TokenStream> {
        let variables = self.api.servers.iter().flat_map(|server| &server.variables);
        let options = variables.map(|Variable { method, name, .. }| {
            let option = option(method);
            let usage = format!("--{option} {}", option.to_uppercase().replace('-', "_"));
            quote! {
                ServerOption {
                    option: #option,
                    usage: #usage,
                    variable: #name,
                    set: |builder, value| builder.#method(value),
                }
            }
        });
        vec![quote! {
            #[doc = " The options that set variables in the address of the API."]
            pub const SERVER_OPTIONS: &[ServerOption] = &[#(#options),*];
        }]
    }

    fn limits(&self) -> Vec<TokenStream> {
        let rows = self.bulk.body.limits.iter().map(|BulkLimit { path, limit }| row(path, *limit));
        let patterns = self.bulk.body.patterns.iter();
        let patterns = patterns.map(|(path, pattern)| quote!((&[#(#path),*], #pattern)));
        vec![
            quote! {
                #[doc = " The limits of the values in an item, by their paths."]
                pub const LIMITS: &[(&[&str], Limit)] = &[#(#rows),*];
            },
            quote! {
                #[doc = " The regular expressions that texts in an item match, by their paths."]
                pub const PATTERNS: &[(&[&str], &str)] = &[#(#patterns),*];
            },
        ]
    }
}

fn row(path: &WirePath, limit: Limit) -> TokenStream {
    let (name, value) = match limit {
        Limit::MinLength(count) => ("MinLength", grouped(count)),
        Limit::MaxLength(count) => ("MaxLength", grouped(count)),
        Limit::MinItems(count) => ("MinItems", grouped(count)),
        Limit::MaxItems(count) => ("MaxItems", grouped(count)),
        Limit::MinProperties(count) => ("MinProperties", grouped(count)),
        Limit::MaxProperties(count) => ("MaxProperties", grouped(count)),
        Limit::Minimum(bound) => ("Minimum", number(bound)),
        Limit::Maximum(bound) => ("Maximum", number(bound)),
        Limit::MoreThan(bound) => ("MoreThan", number(bound)),
        Limit::LessThan(bound) => ("LessThan", number(bound)),
    };
    let name = Ident::new(name, Span::call_site());
    quote!((&[#(#path),*], Limit::#name(#value)))
}

/// A number as an expression. One with many digits is in the notation with an exponent, which needs no
/// separators.
fn number(bound: f64) -> TokenStream {
    let text = format!("{bound:?}");
    let text = if text.len() > 6 { format!("{bound:e}") } else { text };
    text.parse().unwrap_or_default()
}

/// The option for a variable of a server.
fn option(method: &FieldName) -> String {
    let name = method.as_str().trim_start_matches("r#").replace('_', "-");
    if OPTIONS.contains(&name.as_str()) { format!("server-{name}") } else { name }
}

/// The environment variable for the API key: `ACME_API_KEY` for `acme-client`.
fn key_variable(crate_name: &str) -> String {
    let name = crate_name.strip_suffix("-client").unwrap_or(crate_name);
    format!("{}_API_KEY", name.replace('-', "_").to_ascii_uppercase())
}
