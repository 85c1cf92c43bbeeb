//! Files of Rust to their texts, the paths that the code of the library has, and its public items.
//!
//! Tokens take much more memory than text, so each file is made only when the one before is text.
//! Invariant: the texts and the paths are sorted, so that the order in which files are added does not
//! matter.

use std::collections::{BTreeMap, BTreeSet};

use super::{Origin, paths};
use crate::format::{self, File};
use crate::parallel;
use crate::public_api::{Module, Reader};

/// The files that have been added.
#[derive(Default)]
pub(super) struct Sources {
    /// The texts by path, or why the tokens are not Rust.
    pub(super) files: BTreeMap<String, Result<String, syn::Error>>,
    /// Only the library has the runtime; its tests and examples use what it exports.
    pub(super) paths: BTreeSet<String>,
    /// The modules of the library.
    pub(super) modules: Vec<Module>,
}

impl Sources {
    /// Adds a file.
    pub(super) fn add(&mut self, (path, file): (String, File), origin: &Origin) {
        let text = match path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")) {
            Some(name) => {
                let mut reader = Reader::at(name);
                let text = format::rust(file, &origin.source, &mut |part| reader.add(part));
                self.modules.extend(reader.finish());
                self.paths.extend(text.iter().flat_map(|text| paths::of(text)));
                text
            }
            None => format::rust(file, &origin.source, &mut |_| {}),
        };
        self.files.insert(path, text);
    }

    /// Makes and adds a file for each of the items, on all processors.
    pub(super) fn add_all<T: Sync>(
        &mut self,
        items: &[T],
        file: impl Fn(&T) -> (String, File) + Sync,
        origin: &Origin,
    ) {
        let add = |sources: &mut Self, item: &T| sources.add(file(item), origin);
        for mut sources in parallel::fold(items, add) {
            self.files.append(&mut sources.files);
            self.paths.append(&mut sources.paths);
            self.modules.append(&mut sources.modules);
        }
    }
}
