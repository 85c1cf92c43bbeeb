//! Reads the local files to which a description refers.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::Files;
use codegen::source::Source;

/// The files in the directory of a description.
pub(crate) struct LocalFiles {
    dir: PathBuf,
    /// The directory in messages: empty, or with a `/` at its end.
    label: String,
}

impl LocalFiles {
    /// The files in the directory of the description `path`, whose name in messages is `name`.
    pub(crate) fn new(path: &Path, name: &str) -> Self {
        let label = name.rsplit_once('/').map_or_else(String::new, |(dir, _)| format!("{dir}/"));
        Self { dir: path.parent().unwrap_or(Path::new("")).to_owned(), label }
    }
}

impl Files for LocalFiles {
    fn read(&mut self, path: &str) -> Result<Source, String> {
        let bytes = fs::read(self.dir.join(path)).map_err(|error| error.to_string())?;
        let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        Ok(Source { name: format!("{}{path}", self.label), text })
    }
}
