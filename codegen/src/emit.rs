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
mod page_responses;
mod pages;
mod paths;
mod poller;
mod readme;
mod reconnecting;
mod release;
mod reliability;
mod responses;
mod runtime;
mod sent_examples;
mod sources;
mod structs;
mod surface;
mod syntax;
mod tag_sections;
mod type_ref;
mod types;
mod unions;
mod webhooks;

use std::collections::BTreeMap;

use crate::changes::{self, Changes};
use crate::format;
use crate::ident::CrateName;
use crate::options::Base;
use crate::public_api::{self, Declared, PublicApi};
use crate::rust::Api;
use crate::text::{self, Line};

pub use self::manifest::{BULK_EXAMPLE_DEPENDENCIES, DEPENDENCIES, RUST_VERSION};
use self::release::Release;
#[cfg(test)]
pub(crate) use self::runtime::methods as runtime_methods;
pub use self::runtime::{DEFAULTS as RUNTIME_DEFAULTS, FOLDERS as RUNTIME_FOLDERS, Folder};
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

/// The files of a crate, and what is different from the release before.
#[derive(Debug)]
pub(crate) struct Emitted {
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) public_api: PublicApi,
    pub(crate) version: String,
    pub(crate) changes: Option<Changes>,
}

/// All files of the crate, by path. `declared` is what the description says of its items.
///
/// # Errors
/// A file is not Rust, which is a defect of the generator.
pub(crate) fn emit(
    api: &Api,
    origin: &Origin,
    declared: Declared,
    base: Option<&Base>,
) -> Result<Emitted, syn::Error> {
    let mut rust = sources(api, origin);
    let library = library::items(api, rust.files.keys(), &rust.paths);
    // The front page has the version, which depends on the public API.
    rust.add(library::without_docs(&library), origin);
    let used = runtime::Used::by(rust.paths.iter());
    let features = manifest::public_features(&used);
    let modules = std::mem::take(&mut rust.modules);
    let public_api =
        PublicApi::new(modules, |folder, file| used.has(folder, file), features, declared);
    let release = Release::new(&public_api, base, &api.version);
    rust.add(library::file(library, api, origin, &release, &rust.paths), origin);
    let Sources { files, paths, .. } = rust;
    let texts = files.into_iter().map(|(path, text)| text.map(|text| (path, text)));
    let mut files = texts.collect::<Result<BTreeMap<_, _>, _>>()?;
    files.extend(runtime::copies(&used, origin));
    files.extend(bulk_example::copies(api, origin));
    for (path, lines) in [
        ("Cargo.toml", manifest::lines(api, &used, origin, &release)),
        ("README.md", readme::lines(api, origin, &release, &paths)),
        ("RELIABILITY.md", reliability::lines(api, origin)),
    ] {
        files.insert(path.to_owned(), format::text(&lines));
    }
    files.insert(public_api::FILE.to_owned(), public_api.text(&origin.source));
    files.insert(changes::CHANGELOG.to_owned(), release.changelog(base, origin));
    let Release { version, changes } = release;
    Ok(Emitted { files, public_api, version, changes })
}

/// The files of Rust, without `lib.rs` and the runtime.
fn sources(api: &Api, origin: &Origin) -> Sources {
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
    rust
}
