//! Modules to the items that other crates reach, with the paths by which they reach them.
//!
//! Invariant: an item is listed once, by the path of its export. What no public module exports is left
//! out, and so are implementations of traits that are not exported.

use std::collections::{HashMap, HashSet};

use super::item::{Attributes, Item, Kind};
use super::module::{Definition, Module, Path, inside};

/// The paths by which other crates reach what a crate defines.
#[derive(Default)]
pub(super) struct Exports {
    /// The public path of each definition that is exported.
    public: HashMap<Path, Path>,
    /// All public paths.
    names: HashSet<Path>,
    /// The public modules.
    modules: Vec<Item>,
}

impl Exports {
    /// The exports of the crate that consists of these modules.
    pub(super) fn of(modules: &[Module]) -> Self {
        let by_path = modules.iter().map(|module| (&*module.path, module)).collect();
        let mut exports = Self::default();
        exports.module("", &by_path);
        exports
    }

    /// The same exports by other paths, which follow from those of the definitions.
    pub(super) fn with_paths(self, path: impl Fn(&str) -> Path) -> Self {
        let paths = self.public.into_keys().map(|definition| {
            let path = path(&definition);
            (definition, path)
        });
        let public: HashMap<Path, Path> = paths.collect();
        Self { names: public.values().cloned().collect(), public, modules: self.modules }
    }

    /// Takes the items of all modules, and the modules, that other crates reach.
    pub(super) fn all_items(self, modules: &mut [Module]) -> Vec<Item> {
        // With room for all, because lists that grow are copied.
        let count: usize = modules.iter().map(Module::item_count).sum();
        let mut items = Vec::with_capacity(self.modules.len() + count);
        items.extend(modules.iter_mut().flat_map(|module| self.items(module)));
        items.extend(self.modules);
        items
    }

    /// Takes the items of a module that other crates reach.
    pub(super) fn items(&self, module: &mut Module) -> Vec<Item> {
        let mut items = Vec::new();
        for member in std::mem::take(&mut module.members) {
            let is_exported = member.of.is_none_or(|of| self.path(of).is_some());
            if let Some(owner) = self.path(member.owner).filter(|_| is_exported) {
                items.push(moved(member.item, &owner));
            }
        }
        for Definition { name, items: own } in std::mem::take(&mut module.definitions) {
            if let Some(path) = self.public.get(&definition(inside(&module.path, &name))) {
                items.extend(own.into_iter().map(|item| moved(item, path)));
            }
        }
        items
    }

    /// The public path of an item, by the path of its definition or of an export.
    pub(super) fn path(&self, path: Path) -> Option<Path> {
        if self.names.contains(&path) {
            return Some(path);
        }
        self.public.get(&definition(path)).cloned()
    }

    /// Adds a public module. Modules are as deep as their files.
    fn module(&mut self, path: &str, modules: &HashMap<&str, &Module>) {
        let Some(module) = modules.get(path) else { return };
        for (name, attributes) in &module.modules {
            let inner = inside(path, name);
            self.add_module(&inner, *attributes);
            self.module(&inner, modules);
        }
        for Definition { name, .. } in &module.definitions {
            self.add(definition(inside(path, name)), inside(path, name));
        }
        for (name, target) in &module.exports {
            self.add(definition(target.clone()), inside(path, name));
        }
    }

    fn add_module(&mut self, path: &str, attributes: Attributes) {
        self.modules.push(Item { attributes, ..Item::new(Kind::Module, path, "") });
    }

    fn add(&mut self, definition: Path, public: Path) {
        self.names.insert(public.clone());
        self.public.insert(definition, public);
    }
}

/// The item with another path in place of the name at the start of its own.
pub(super) fn moved(mut item: Item, path: &str) -> Item {
    let end = item.path.find(['<', ':']).unwrap_or(item.path.len());
    item.path = [path, item.path.get(end..).unwrap_or_default()].concat().into();
    item
}

/// Where an item is defined. Items of the runtime are known by its folders, which export them.
fn definition(path: Path) -> Path {
    let folder_and_file = || {
        let (folder, rest) = path.strip_prefix("runtime::")?.split_once("::")?;
        let (_, name) = rest.split_once("::").filter(|(_, name)| !name.contains("::"))?;
        Some(inside(&inside("runtime", folder), name))
    };
    folder_and_file().unwrap_or(path)
}
