//! `examples/bulk_update`: a program that applies a file of updates by the first bulk method.
//!
//! `templates/bulk_update` has its files, which are copied with the name of the crate. What depends on
//! the API is in `api.rs`, which is made here. Invariant: the copies compile with any `api.rs`.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::Origin;
use crate::format::{self, File};
use crate::ident::FieldName;
use crate::ir::SchemeKind;
use crate::rust::{Api, Bulk, BulkLimit, Limit, Operation, Scheme, Variable, WirePath};
use crate::text::{Line, line};

macro_rules! templates {
    ($($name:literal)*) => {
        const TEMPLATES: &[(&str, &str)] = &[$(
            ($name, include_str!(concat!("../../templates/bulk_update/", $name, ".rs"))),
        )*];
    };
}

templates! {
    "arguments" "array" "check" "earlier" "feed" "help" "indexes" "input" "interrupt" "limits" "lines"
    "main" "outcome" "outcome_line" "outcome_of" "outcomes" "progress" "record" "reread" "scanner"
    "screen" "sending" "spool" "stop" "summary" "warnings"
}

/// The name of the crate in the templates.
const PLACEHOLDER: &str = "client_crate";

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

/// Whether the crate has the program: if an operation has a bulk method, and the credential of the API
/// is one text.
pub(super) fn is_emitted(api: &Api) -> bool {
    subject(api).is_some()
}

fn subject(api: &Api) -> Option<(&Operation, &Bulk, &Scheme)> {
    let mut operations = api.operations.iter().filter(|operation| !operation.docs.deprecated);
    let (operation, bulk) =
        operations.find_map(|operation| Some((operation, operation.bulk.as_ref()?)))?;
    let mut schemes = api.schemes.iter();
    let is_one_text =
        |scheme: &&Scheme| matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::ApiKey { .. });
    Some((operation, bulk, schemes.find(is_one_text)?))
}

/// The files that are copied.
pub(super) fn copies(api: &Api, origin: &Origin) -> BTreeMap<String, String> {
    if !is_emitted(api) {
        return BTreeMap::new();
    }
    let header = format::header("//", &origin.source, "");
    let name = origin.crate_name.in_code();
    let copy = |(file, text): &(&str, &str)| {
        let text = format!("{header}\n{}", text.replace(PLACEHOLDER, &name));
        (format!("examples/bulk_update/{file}.rs"), text)
    };
    TEMPLATES.iter().map(copy).collect()
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
        vec![quote! {
            #[doc = " The limits of the values in an item, by their paths."]
            pub const LIMITS: &[(&[&str], Limit)] = &[#(#rows),*];
        }]
    }
}

fn row(path: &WirePath, limit: Limit) -> TokenStream {
    let (name, value) = match limit {
        Limit::MinLength(count) => ("MinLength", Literal::usize_unsuffixed(count)),
        Limit::MaxLength(count) => ("MaxLength", Literal::usize_unsuffixed(count)),
        Limit::MinItems(count) => ("MinItems", Literal::usize_unsuffixed(count)),
        Limit::MaxItems(count) => ("MaxItems", Literal::usize_unsuffixed(count)),
        Limit::MinProperties(count) => ("MinProperties", Literal::usize_unsuffixed(count)),
        Limit::MaxProperties(count) => ("MaxProperties", Literal::usize_unsuffixed(count)),
        Limit::Minimum(bound) => ("Minimum", Literal::f64_unsuffixed(bound)),
        Limit::Maximum(bound) => ("Maximum", Literal::f64_unsuffixed(bound)),
        Limit::MoreThan(bound) => ("MoreThan", Literal::f64_unsuffixed(bound)),
        Limit::LessThan(bound) => ("LessThan", Literal::f64_unsuffixed(bound)),
    };
    let name = Ident::new(name, Span::call_site());
    quote!((&[#(#path),*], Limit::#name(#value)))
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

/// What the program does, for the guide to the client.
pub(super) fn guide(api: &Api) -> impl Iterator<Item = Line> {
    Line::all(GUIDE).filter(|_| is_emitted(api))
}

const GUIDE: &str = "
The example `bulk_update` is a program that applies a file with one JSON object a line, or with a
JSON array:

```sh
cargo run --example bulk_update -- updates.ndjson --dry-run
cargo run --example bulk_update -- updates.ndjson --outcomes outcomes.ndjson
```

It checks each item, shows its progress, and writes what became of each. With `--journal`, a run that
was interrupted or killed goes on where it ended. `--only-failed` sends again what failed. `--help`
lists the options, and the environment variable for the API key.";
