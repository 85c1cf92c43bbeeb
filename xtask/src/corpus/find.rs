//! The folders and files of the command line to the descriptions that they mean.
//!
//! Invariant: each file comes once, sorted within its folder, and no two have the same crate name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::codegen::crate_name;

/// The endings of files that are taken for descriptions where a folder is given.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// A description and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Description {
    pub(super) path: PathBuf,
    /// The file with its folder, for people.
    pub(super) label: String,
    /// The name of its crate.
    pub(super) name: String,
}

/// # Errors
///
/// The folder or file that cannot be read, and why.
pub(super) fn descriptions(paths: &[PathBuf]) -> Result<Vec<Description>, String> {
    let mut found = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut descriptions = Vec::new();
    for path in paths {
        let problem = |error| format!("cannot read {}: {error}", path.display());
        for path in files(&fs::canonicalize(path).map_err(problem)?).map_err(problem)? {
            if found.insert(path.clone()) {
                let name = unused(&crate_name::of_description(&path), &mut names);
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
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if ENDINGS.contains(&ending.as_str()) && path.is_file() {
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

/// The name, with a number where it is taken already.
fn unused(name: &str, names: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut candidates = std::iter::once(name.to_owned()).chain(numbered);
    candidates.find(|candidate| names.insert(candidate.clone())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{label, unused};
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn a_label_is_the_file_with_its_folder() {
        assert_eq!(label(Path::new("/corpus/real/a.json")), "real/a.json");
        assert_eq!(label(Path::new("a.json")), "a.json");
    }

    #[test]
    fn names_are_numbered_where_they_repeat() {
        let mut names = BTreeSet::new();
        let given: Vec<_> = ["a", "a", "b", "a"].map(|name| unused(name, &mut names)).into();
        assert_eq!(given, ["a", "a-2", "b", "a-3"]);
    }
}
