//! The files that diagnostics refer to, apart from the description.
//!
//! Invariant: each file that a diagnostic names is here, or is the description.

use std::collections::BTreeMap;

use crate::pointer::bundled::File;
use crate::pointer::origins::Origins;
use crate::source::Source;

/// The other files of a description, and its overlays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sources {
    /// The other files of the description, by path.
    parts: BTreeMap<String, Source>,
    overlays: Vec<Source>,
    /// Where the values of the description come from after the overlays.
    origins: Origins,
}

impl Sources {
    pub(super) fn add_part(&mut self, path: &str, source: Source) {
        self.parts.insert(path.to_owned(), source);
    }

    pub(super) fn add_overlays(&mut self, overlays: &[Source], origins: Origins) {
        self.overlays = overlays.to_vec();
        self.origins = origins;
    }

    pub(super) fn origins(&self) -> &Origins {
        &self.origins
    }

    /// The text of a file; `description` is that of the description.
    pub(super) fn get<'s>(&'s self, file: &File, description: &'s Source) -> &'s Source {
        let found = match file {
            File::Description => None,
            File::Overlay(number) => self.overlays.get(*number),
            File::Part(path) => self.parts.get(path),
        };
        found.unwrap_or(description)
    }
}
