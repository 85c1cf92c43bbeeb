//! Finds the descriptions in the directories of the command line.
//!
//! Invariant: each file occurs once, sorted within its directory, and names of crates are unique.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::codegen::crate_name;

/// The extensions of descriptions in a directory.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// A description and its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    pub(super) path: PathBuf,
    /// The last directory and the file, for messages.
    pub(super) label: String,
    /// The name of its crate.
    pub(super) name: String,
}

/// Returns the descriptions in these directories and files.
///
/// # Errors
///
/// Returns a message if a directory or file cannot be read.
pub(super) fn descriptions(paths: &[PathBuf]) -> Result<Vec<Description>, String> {
    let mut found = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut descriptions = Vec::new();
    for path in paths {
        let to_message = |error| format!("cannot read {}: {error}", path.display());
        for path in files(&fs::canonicalize(path).map_err(to_message)?).map_err(to_message)? {
            if found.insert(path.clone()) {
                let name = unique(&crate_name::of_description(&path), &mut names);
                descriptions.push(Description { label: label(&path), name, path });
            }
        }
    }
    Ok(descriptions)
}

fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if EXTENSIONS.contains(&extension.as_str()) && path.is_file() {
            files.push(path);
        }
    }
    files.sort_unstable();
    Ok(files)
}

fn label(path: &Path) -> String {
    let parts = [path.parent().and_then(Path::file_name), path.file_name()];
    let parts: Vec<_> = parts.into_iter().flatten().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Returns the name, with a number if it is in `names` already.
fn unique(name: &str, names: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut candidates = std::iter::once(name.to_owned()).chain(numbered);
    candidates.find(|candidate| names.insert(candidate.clone())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{label, unique};
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn a_label_is_the_last_directory_and_the_file() {
        assert_eq!(label(Path::new("/corpus/real/a.json")), "real/a.json");
        assert_eq!(label(Path::new("a.json")), "a.json");
    }

    #[test]
    fn repeated_names_are_numbered() {
        let mut names = BTreeSet::new();
        let given: Vec<_> = ["a", "a", "b", "a"].map(|name| unique(name, &mut names)).into();
        assert_eq!(given, ["a", "a-2", "b", "a-3"]);
    }
}
