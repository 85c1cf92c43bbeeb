//! Modules to the items that other crates reach, with the paths by which they reach them.
//!
//! Invariant: an item is listed once, by the path of its export. What no public module exports is left
//! out, and so are implementations of traits that are not exported.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::item::{Item, Kind};
use super::module::{Module, Path};

/// What a crate exports.
pub(super) struct Exports<'m> {
    modules: HashMap<&'m [String], &'m Module>,
    /// The items of each definition.
    definitions: HashMap<Path, &'m [Item]>,
    /// The public path of each definition that is exported.
    pub(super) public: BTreeMap<Path, String>,
    /// The public items, without the methods and traits of types.
    pub(super) items: Vec<Item>,
}

impl<'m> Exports<'m> {
    /// The exports of the crate that consists of these modules.
    pub(super) fn of(modules: &'m [Module]) -> Self {
        let definitions = modules.iter().flat_map(|module| {
            let all = module.definitions.iter();
            all.map(|(name, items)| (definition(own(module, name)), items.as_slice()))
        });
        let mut exports = Self {
            modules: modules.iter().map(|module| (module.path.as_slice(), module)).collect(),
            definitions: definitions.collect(),
            public: BTreeMap::new(),
            items: Vec::new(),
        };
        exports.module(&[]);
        exports
    }

    /// Adds the items of a public module. Modules are as deep as their files.
    fn module(&mut self, path: &[String]) {
        let Some(module) = self.modules.get(path).copied() else { return };
        for (name, attributes) in &module.modules {
            let inner = [path, std::slice::from_ref(name)].concat();
            let item = Item::new(Kind::Module, inner.join("::"), "");
            self.items.push(Item { attributes: *attributes, ..item });
            self.module(&inner);
        }
        let definitions = module.definitions.iter().map(|(name, _)| (name, own(module, name)));
        let exports = module.exports.iter().map(|(name, target)| (name, target.clone()));
        for (name, target) in definitions.chain(exports) {
            let public = [path, std::slice::from_ref(name)].concat().join("::");
            let target = definition(target);
            let items = self.definitions.get(&target).copied().unwrap_or_default();
            self.items.extend(items.iter().map(|item| moved(item, &public)));
            self.public.insert(target, public);
        }
    }

    /// The methods and traits of public types.
    pub(super) fn members(&self, modules: &[Module]) -> Vec<Item> {
        let names: BTreeSet<&str> = self.public.values().map(String::as_str).collect();
        let public = |path: Path| -> Option<String> {
            let name = path.join("::");
            if names.contains(name.as_str()) {
                return Some(name);
            }
            self.public.get(&definition(path)).cloned()
        };
        let members = modules.iter().flat_map(Module::members);
        let members = members.filter(|member| match &member.of {
            Some(of) => public(of.clone()).is_some(),
            None => true,
        });
        members.filter_map(|member| Some(moved(member.item, &public(member.owner)?))).collect()
    }
}

/// The item with another path in place of the name at the start of its own.
pub(super) fn moved(item: &Item, path: &str) -> Item {
    let end = item.path.find(['<', ':']).unwrap_or(item.path.len());
    let rest = item.path.get(end..).unwrap_or_default();
    Item { path: format!("{path}{rest}"), ..item.clone() }
}

/// Where an item is defined. Items of the runtime are known by its folders, which export them.
pub(super) fn definition(mut path: Path) -> Path {
    if path.len() == 4 && path.first().is_some_and(|root| root == "runtime") {
        path.remove(2);
    }
    path
}

fn own(module: &Module, name: &str) -> Path {
    [module.path.as_slice(), &[name.to_owned()]].concat()
}
