//! The crate as Rust items to files of Rust.
//!
//! Tokens are made with `quote!` by modules named after what they write. Invariant: nothing here
//! decides about names, types or support. Text of the description becomes literals, checked
//! identifiers and lines of documentation only.

mod body;
mod client;
mod client_method;
mod docs;
mod enums;
mod examples;
mod guide;
mod headers;
mod json;
mod json_union;
mod library;
mod links;
mod manifest;
mod member_path;
mod operation;
mod operation_table;
mod poller;
mod readme;
mod reliability;
mod responses;
mod runtime;
mod structs;
mod surface;
mod type_ref;
mod types;
mod unions;

use std::collections::BTreeMap;

use crate::format;
use crate::rust::Api;

pub use self::manifest::{DEPENDENCIES, RUST_VERSION};
#[cfg(test)]
pub(crate) use self::runtime::methods as runtime_methods;
pub use self::runtime::{FOLDERS as RUNTIME_FOLDERS, Folder};

/// What the output depends on apart from the API.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The name of the crate.
    pub crate_name: &'a str,
    /// The name of the description's file.
    pub source: &'a str,
}

/// All files of the crate, by path.
///
/// # Errors
/// A file is not Rust, which is a defect of the generator.
pub fn emit(api: &Api, origin: Origin<'_>) -> Result<BTreeMap<String, String>, syn::Error> {
    // Tokens take much more memory than text, so each file is made only when the one before is text.
    let sources = std::iter::once(("src/client.rs".to_owned(), client::file(api)))
        .chain(types::files(api))
        .chain(operation::files(api))
        .chain(responses::errors(api))
        .chain(headers::file(api))
        .chain(links::file(api))
        .chain(examples::files(api, origin))
        .chain([guide::example(api, origin)]);
    let mut files = BTreeMap::new();
    for (path, file) in sources {
        files.insert(path, format::rust(&file, origin.source)?);
    }
    let library = library::file(api, origin, &files);
    files.insert("src/lib.rs".to_owned(), format::rust(&library, origin.source)?);
    let used = runtime::Used::by(files.values());
    files.extend(runtime::copies(&used, origin.source, origin.crate_name));
    files.insert("Cargo.toml".to_owned(), manifest::text(api, &used, origin));
    files.insert("README.md".to_owned(), readme::text(api, origin));
    files.insert("RELIABILITY.md".to_owned(), reliability::text(api, origin));
    Ok(files)
}
