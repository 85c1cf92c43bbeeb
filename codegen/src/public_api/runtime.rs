//! The public items of the runtime, listed by file, to those that a crate exports.
//!
//! They are the same in all crates, so that the list is made once: parsing the runtime would take a
//! large part of a run. Invariant: a test makes the list anew from the source, and compares.

use std::fmt::Write;

use super::exports::Exports;
use super::item::{Item, Kind};
use super::module::{Path, inside};
use super::order::sorted;
use super::reader::Reader;
use crate::emit::{RUNTIME_DEFAULTS as DEFAULTS, RUNTIME_FOLDERS};

/// The list: `[folder/file]`, followed by the items in the file, with paths from the root of the
/// runtime.
const LIST: &str = include_str!("../../runtime/public_api.txt");

/// The items of the runtime that a crate exports. `is_copied` knows folders and files.
pub(super) fn items(is_copied: impl Fn(&str, &str) -> bool, exports: &Exports) -> Vec<Item> {
    let mut items = Vec::new();
    let mut is_in = false;
    for line in LIST.lines() {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => {
                is_in = name.split_once('/').is_some_and(|(folder, file)| is_copied(folder, file));
            }
            None if is_in => {
                items.extend(Item::parse(line).and_then(|item| exported(item, exports)));
            }
            None => {}
        }
    }
    items
}

/// The item by the path of its export.
fn exported(mut item: Item, exports: &Exports) -> Option<Item> {
    let (folder, rest) = item.path.split_once("::")?;
    let name = rest.split(['<', ':']).next()?;
    let path = exports.path(inside(&inside("runtime", folder), name))?;
    let end = folder.len() + "::".len() + name.len();
    item.path = [&path, item.path.get(end..).unwrap_or_default()].concat().into();
    Some(item)
}

/// The list, made from the source. `library` is the `lib.rs` of the runtime.
///
/// # Errors
/// The source is not Rust.
pub fn list(library: &str) -> Result<String, syn::Error> {
    let mut modules = Reader::read(Path::new(), &syn::parse_file(library)?.items);
    for folder in RUNTIME_FOLDERS {
        for (file, text) in folder.files {
            let path = inside(&inside("runtime", folder.name), file);
            modules.extend(Reader::read(path, &syn::parse_file(text)?.items));
        }
    }
    let in_runtime = |path: &str| path.strip_prefix("runtime::").unwrap_or(path).to_owned();
    let exports = Exports::of(&modules).with_paths(in_runtime);
    let mut text = String::new();
    for module in &mut modules {
        let items = sorted(exports.items(module));
        if let Some(file) = module.path.strip_prefix("runtime::")
            && !items.is_empty()
        {
            let _ = writeln!(text, "[{}]", file.replace("::", "/"));
            for item in items {
                let _ = writeln!(text, "{item}");
            }
        }
    }
    Ok(text)
}

/// The defaults of the runtime, which are not visible in types.
pub(super) fn defaults() -> impl Iterator<Item = Item> {
    let constants = DEFAULTS.split("pub const ").skip(1);
    constants.filter_map(|constant| {
        let (constant, _) = constant.split_once(';')?;
        let (declaration, value) = constant.split_once(" = ")?;
        let (name, _) = declaration.split_once(": ")?;
        let value: Vec<&str> = value.split_whitespace().collect();
        Some(Item::new(Kind::Default, name, format!(" = {}", value.join(" "))))
    })
}
