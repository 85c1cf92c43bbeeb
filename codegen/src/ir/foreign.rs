//! Types of other crates, which stand for schemas.

use std::collections::BTreeSet;

use super::JsonKind;
use crate::ident::RustPath;

/// A type of another crate that stands for a schema: `x-rust-type`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignType {
    /// The path of the type.
    pub path: RustPath,
    /// The JSON types that the schema declares; if empty, all.
    pub kinds: Vec<JsonKind>,
}

/// A crate that such a type comes from: `x-rust-crate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignCrate {
    /// The name of the package: letters and digits of ASCII, `-` and `_`.
    pub name: String,
    /// The requirement on its version.
    pub version: String,
    /// The features that are enabled.
    pub features: BTreeSet<String>,
}

impl ForeignCrate {
    /// The name of the crate in paths.
    #[must_use]
    pub fn library(&self) -> String {
        self.name.replace('-', "_")
    }
}
