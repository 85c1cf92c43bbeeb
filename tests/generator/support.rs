//! Test support for the generator: fixtures and how to generate them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostics::Diagnostics;
use codegen::output::Output;
use codegen::source::Source;
use codegen::{Options, generate};

/// The files of a crate by path.
pub(super) type Files = BTreeMap<String, String>;

/// The folder of this workspace.
pub(super) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The folder of the fixtures.
pub(super) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// A description of this workspace by its path from the root.
pub(super) fn source(path: &str) -> Source {
    let text = fs::read_to_string(workspace().join(path)).expect(path);
    Source { name: path.to_owned(), text }
}

/// The fixture at `path` below the folder of fixtures, named after its file.
pub(super) fn fixture(path: &str) -> Source {
    let text = fs::read_to_string(fixtures().join(path)).expect(path);
    Source { name: path.rsplit('/').next().unwrap_or(path).to_owned(), text }
}

/// Runs the generator on a text.
pub(super) fn run(source: &Source, name: &str) -> Result<Output, Diagnostics> {
    generate(source, &Options::new(name))
}

/// The crate that is generated from a valid description.
pub(super) fn generated(source: &Source, name: &str) -> Output {
    run(source, name).unwrap_or_else(|found| panic!("{}", found.render(source)))
}

/// Checks that each problem has a place, unless it is about the file as a whole.
pub(super) fn assert_each_has_a_place(found: &Diagnostics, source: &Source) {
    for it in found.located(source) {
        let is_about_the_file = it.diagnostic.code() == "empty-description";
        assert_ne!(it.location.is_some(), is_about_the_file, "{}", found.render(source));
    }
}

/// The names of all files in a folder without their extension, sorted.
pub(super) fn stems(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder of fixtures");
    let stem = |entry: std::io::Result<fs::DirEntry>| {
        Some(entry.unwrap().path().file_stem()?.to_str()?.to_owned())
    };
    let mut stems: Vec<String> = entries.filter_map(stem).collect();
    stems.sort();
    stems
}

/// All files below a folder, by path with `/` between folders.
pub(super) fn tree(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![String::new()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(folder.join(&inner)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                files.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    files
}
