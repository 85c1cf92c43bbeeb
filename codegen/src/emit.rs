//! The crate as Rust items to files of Rust.
//!
//! Tokens are made with `quote!` by modules named after what they write. Invariant: nothing here
//! decides about names, types or support. Text of the description becomes literals, identifiers and
//! `Line`s only.

mod aliases;
mod bodies;
mod body;
mod bulk;
mod bulk_calls;
mod bulk_example;
mod bulk_example_api;
mod client;
mod client_credentials;
mod client_method;
mod derives;
mod docs;
mod enums;
mod examples;
mod foreign;
mod guide;
mod headers;
mod json;
mod json_selection;
mod json_union;
mod library;
mod links;
mod manifest;
mod member_path;
mod operation;
mod operation_table;
mod pages;
mod paths;
mod poller;
mod readme;
mod reconnecting;
mod reliability;
mod responses;
mod runtime;
mod sent_examples;
mod sources;
mod structs;
mod surface;
mod tag_sections;
mod type_ref;
mod types;
mod unions;
mod webhooks;

use std::collections::BTreeMap;

use crate::format;
use crate::ident::CrateName;
use crate::rust::Api;
use crate::text::{self, Line};

pub use self::manifest::{BULK_EXAMPLE_DEPENDENCIES, DEPENDENCIES, RUST_VERSION};
#[cfg(test)]
pub(crate) use self::runtime::methods as runtime_methods;
pub use self::runtime::{FOLDERS as RUNTIME_FOLDERS, Folder};
use self::sources::Sources;

/// What the output depends on apart from the API.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The name of the crate.
    pub crate_name: CrateName,
    /// The name of the description's file.
    pub source: Line,
}

impl Origin {
    /// The origin of a crate with this name, from a file with that name.
    #[must_use]
    pub fn new(crate_name: &str, source: &str) -> Self {
        Self { crate_name: CrateName::new(crate_name), source: text::file_name(source) }
    }
}

/// All files of the crate, by path.
///
/// # Errors
/// A file is not Rust, which is a defect of the generator.
pub fn emit(api: &Api, origin: &Origin) -> Result<BTreeMap<String, String>, syn::Error> {
    let modules = types::modules(api);
    let mut rust = Sources::default();
    let single = std::iter::once(("src/client.rs".to_owned(), client::file(api)))
        .chain(types::index(&modules))
        .chain(operation::index(api))
        .chain(aliases::files(api))
        .chain(responses::errors(api))
        .chain(headers::file(api))
        .chain(links::file(api))
        .chain(webhooks::index(api))
        .chain(bodies::file(api))
        .chain(foreign::file(api))
        .chain(examples::files(api, origin))
        .chain(bulk_example_api::file(api, origin))
        .chain([guide::example(api, origin)]);
    single.for_each(|file| rust.add(file, origin));
    rust.add_all(&modules, |module| types::file(api, module), origin);
    rust.add_all(&api.operations, |operation| operation::file(api, operation), origin);
    rust.add_all(&api.webhooks.all, |webhook| webhooks::file(api, webhook), origin);
    let library = library::file(api, origin, rust.files.keys(), &rust.paths);
    rust.add(("src/lib.rs".to_owned(), library), origin);
    let Sources { files, paths } = rust;
    let texts = files.into_iter().map(|(path, text)| text.map(|text| (path, text)));
    let mut files = texts.collect::<Result<BTreeMap<_, _>, _>>()?;
    let used = runtime::Used::by(paths.iter());
    files.extend(runtime::copies(&used, origin));
    files.extend(bulk_example::copies(api, origin));
    for (path, lines) in [
        ("Cargo.toml", manifest::lines(api, &used, origin)),
        ("README.md", readme::lines(api, origin, &paths)),
        ("RELIABILITY.md", reliability::lines(api, origin)),
    ] {
        files.insert(path.to_owned(), format::text(&lines));
    }
    Ok(files)
}
