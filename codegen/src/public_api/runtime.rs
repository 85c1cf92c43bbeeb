//! The public items of the runtime, listed by file, to those that a crate exports.
//!
//! They are the same in all crates, so that the list is made once: parsing the runtime would take a
//! large part of a run. Invariant: a test makes the list anew from the source, and compares.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::exports::{Exports, definition};
use super::item::{Item, Kind};
use super::module::{Module, Path};
use crate::emit::{RUNTIME_DEFAULTS as DEFAULTS, RUNTIME_FOLDERS};

/// The list: `[folder/file]`, followed by the items in the file, with paths from the root of the
/// runtime.
const LIST: &str = include_str!("../../runtime/public_api.txt");

/// The items of the runtime that a crate exports. `is_copied` knows folders and files, and `public`
/// the paths of the exports.
pub(super) fn items(
    is_copied: impl Fn(&str, &str) -> bool,
    public: &BTreeMap<Path, String>,
) -> Vec<Item> {
    let mut items = Vec::new();
    let mut is_in = false;
    for line in LIST.lines() {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => {
                is_in = name.split_once('/').is_some_and(|(folder, file)| is_copied(folder, file));
            }
            None if is_in => {
                items.extend(Item::parse(line).and_then(|item| exported(item, public)));
            }
            None => {}
        }
    }
    items
}

/// The item by the path of its export.
fn exported(item: Item, public: &BTreeMap<Path, String>) -> Option<Item> {
    let (folder, rest) = item.path.split_once("::")?;
    let (name, rest) = rest.split_at(rest.find(['<', ':']).unwrap_or(rest.len()));
    let key = ["runtime", folder, name].map(str::to_owned);
    let path = public.get(key.as_slice())?;
    Some(Item { path: format!("{path}{rest}"), ..item })
}

/// The list, made from the source. `library` is the `lib.rs` of the runtime.
///
/// # Errors
/// The source is not Rust.
pub fn list(library: &str) -> Result<String, syn::Error> {
    let mut modules = Module::read(Vec::new(), &syn::parse_file(library)?.items);
    for folder in RUNTIME_FOLDERS {
        for (file, text) in folder.files {
            let path = ["runtime", folder.name, *file].map(str::to_owned).to_vec();
            modules.extend(Module::read(path, &syn::parse_file(text)?.items));
        }
    }
    let exports = Exports::of(&modules);
    let by_definition = exports.public.keys().map(|path| {
        let path = path.strip_prefix(["runtime".to_owned()].as_slice()).unwrap_or(path);
        path.join("::")
    });
    let public: BTreeMap<Path, String> =
        exports.public.keys().cloned().zip(by_definition).collect();
    let mut text = String::new();
    for module in modules.iter().filter(|module| !module.path.is_empty()) {
        let items = items_of(module, &public);
        if let [_, folder, file] = module.path.as_slice()
            && !items.is_empty()
        {
            let _ = writeln!(text, "[{folder}/{file}]");
            for item in items {
                let _ = writeln!(text, "{item}");
            }
        }
    }
    Ok(text)
}

fn items_of(module: &Module, public: &BTreeMap<Path, String>) -> Vec<Item> {
    let definitions = module.definitions.iter().flat_map(|(name, items)| {
        let path = definition([module.path.as_slice(), std::slice::from_ref(name)].concat());
        let public = public.get(&path);
        items.iter().filter_map(move |item| Some(super::exports::moved(item, public?)))
    });
    let members = module.members().filter_map(|member| {
        let is_exported = member.of.is_none_or(|of| public.contains_key(&definition(of)));
        let path = public.get(&definition(member.owner)).filter(|_| is_exported)?;
        Some(super::exports::moved(member.item, path))
    });
    let mut items: Vec<Item> = definitions.chain(members).collect();
    items.sort();
    items.dedup();
    items
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
