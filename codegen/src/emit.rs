//! The model to files of Rust.
//!
//! Tokens are made with `quote!` by modules named after what they write. Invariant: nothing here
//! decides about names, types or support, and text of the description becomes literals, checked
//! identifiers and lines of documentation only.

mod body;
mod client;
mod docs;
mod enums;
mod examples;
mod headers;
mod json;
mod json_union;
mod library;
mod links;
mod manifest;
mod members;
mod operation;
mod outcome;
mod readme;
mod reliability;
mod runtime;
mod starter;
mod structs;
mod table;
mod type_ref;
mod types;
mod unions;
mod waiter;

use std::collections::{BTreeMap, BTreeSet};

use crate::format::{self, File};
use crate::rust::Api;

pub use self::manifest::DEPENDENCIES;
pub use self::runtime::FILES as RUNTIME_FILES;

/// What the output needs to know besides the model.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The name of the crate.
    pub crate_name: &'a str,
    /// How the description's file is called.
    pub source: &'a str,
}

/// All files of the crate, by path.
///
/// # Errors
/// A file is not Rust, which is a defect of the generator.
pub fn emit(api: &Api, origin: Origin<'_>) -> Result<BTreeMap<String, String>, syn::Error> {
    let mut crate_files: Vec<(String, File)> = vec![
        ("src/lib.rs".to_owned(), library::file(api, origin)),
        ("src/client.rs".to_owned(), client::file(api)),
    ];
    crate_files.extend(types::files(api));
    crate_files.extend(operation::files(api));
    crate_files.extend(outcome::errors(api));
    crate_files.extend(headers::file(api));
    crate_files.extend(links::file(api));
    crate_files.extend(examples::files(api, origin));
    let mut files = BTreeMap::new();
    for (path, file) in crate_files {
        files.insert(path, format::rust(&file, origin.source)?);
    }
    let used = runtime::used(files.values());
    let modules = format::rust(&runtime::file(&used), origin.source)?;
    files.insert("src/runtime.rs".to_owned(), modules);
    files.extend(runtime::copies(&used, origin.source));
    files.insert("Cargo.toml".to_owned(), manifest::text(api, &used, origin));
    files.insert("README.md".to_owned(), readme::text(api, origin));
    files.insert("RELIABILITY.md".to_owned(), reliability::text(api, origin));
    Ok(files)
}

/// The modules of the runtime that an API needs.
type Used = BTreeSet<&'static str>;
