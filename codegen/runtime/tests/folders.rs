//! Dependencies between the folders of the runtime have one direction.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The folders from the lowest to the highest, each with the folders that it uses.
const FOLDERS: &[(&str, &[&str])] = &[
    ("json", &[]),
    ("system", &[]),
    ("scalars", &["json"]),
    ("request", &["json", "system"]),
    ("transport", &["request", "system"]),
    ("auth", &["request", "system"]),
    ("response", &["json", "request", "scalars", "system", "transport"]),
    ("streams", &["json", "response", "system"]),
    ("resilience", &["request", "response", "system"]),
    ("observe", &["request", "response", "system"]),
    ("jobs", &["request", "response", "system"]),
    ("pages", &["request", "response"]),
    (
        "client",
        &[
            "auth",
            "jobs",
            "observe",
            "pages",
            "request",
            "resilience",
            "response",
            "system",
            "transport",
        ],
    ),
    ("bulk", &["client", "jobs", "json", "request", "resilience", "response", "system"]),
    ("testing", &["request", "system", "transport"]),
];

fn source() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/runtime"))
}

/// The folders that the files of a folder name.
fn used(folder: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for entry in fs::read_dir(source().join(folder)).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let code: String = text.lines().filter(|line| !line.trim().starts_with("//")).collect();
        assert!(!code.contains("super::super"), "{folder}");
        for rest in code.split("crate::runtime::").skip(1) {
            let name = rest.split(|it: char| !it.is_ascii_alphanumeric() && it != '_').next();
            used.extend(name.map(str::to_owned));
        }
    }
    used.remove(folder);
    used.remove("defaults");
    used
}

/// Traits whose methods are called without their name.
const BY_METHODS: [&str; 12] = [
    "Body",
    "Buf",
    "BufMut",
    "BuildHasher",
    "Datelike",
    "Engine",
    "ExposeSecret",
    "Hasher",
    "Instrument",
    "PemObject",
    "StreamExt",
    "Wait",
];

/// The names that a statement imports.
fn imported(statement: &str) -> impl Iterator<Item = &str> {
    let parts = statement.split(['{', '}', ',']).map(str::trim).filter(|it| !it.is_empty());
    let names =
        parts.filter(|it| !it.ends_with("::")).filter_map(|it| it.rsplit([' ', ':']).next());
    names.filter(|name| !["self", "*", "_"].contains(name))
}

/// The lint is off in the runtime, because APIs leave exports of folders unused.
#[test]
fn every_import_of_a_file_is_used() {
    for folder in FOLDERS.iter().map(|(folder, _)| folder) {
        for entry in fs::read_dir(source().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let (mut imports, mut rest, mut is_import) = (String::new(), String::new(), false);
            for line in text.lines().filter(|line| !line.trim().starts_with("//")) {
                is_import |= line.trim_start().starts_with("use ");
                if is_import { &mut imports } else { &mut rest }.extend([line, "\n"]);
                is_import &= !line.ends_with(';');
            }
            let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_';
            let words: BTreeSet<_> = rest.split(|it| !is_word(it)).collect();
            for name in imports.split(';').flat_map(imported) {
                let is_used = words.contains(name) || BY_METHODS.contains(&name);
                assert!(is_used, "{} imports {name}", path.display());
            }
        }
    }
}

#[test]
fn a_folder_uses_only_folders_below_it() {
    let mut below: Vec<&str> = Vec::new();
    for (folder, listed) in FOLDERS {
        let listed: BTreeSet<String> = listed.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(used(folder), listed, "{folder}");
        assert!(listed.iter().all(|name| below.contains(&name.as_str())), "{folder}");
        below.push(folder);
    }
}

#[test]
fn every_folder_is_listed() {
    let entries = fs::read_dir(source()).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    let mut listed: Vec<String> = FOLDERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.sort();
    listed.sort();
    assert_eq!(names, listed);
}
