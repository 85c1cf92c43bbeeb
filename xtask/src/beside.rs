//! The files beside a description, read when it refers to them.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::Files;
use codegen::source::Source;

/// The folder of a description.
pub(crate) struct Beside {
    folder: PathBuf,
    /// What the folder is called in messages, with a `/` at its end unless it is empty.
    label: String,
}

impl Beside {
    /// The files beside the description at `path`, which is called `name` in messages.
    pub(crate) fn new(path: &Path, name: &str) -> Self {
        let label =
            name.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
        Self { folder: path.parent().unwrap_or(Path::new("")).to_owned(), label }
    }
}

impl Files for Beside {
    fn read(&mut self, path: &str) -> Result<Source, String> {
        let bytes = fs::read(self.folder.join(path)).map_err(|error| error.to_string())?;
        let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        Ok(Source { name: format!("{}{path}", self.label), text })
    }
}
