//! The public API of a generated client, one item per line with its types, so that the snapshot
//! shows every change that users can observe.
//!
//! The lines follow `cargo public-api`, and are made from the source, so that they are the same with
//! every toolchain. Items behind a feature are listed as if it were enabled.

mod modules;
mod render;

use std::collections::BTreeMap;
use std::path::Path;

use insta::{Settings, assert_snapshot};
use syn::{ImplItem, Item, ItemImpl, ItemMacro, UseTree, Visibility};

use self::modules::{Definition, Modules};
use super::support::workspace;

#[test]
fn the_public_api_matches_the_snapshot() {
    let api = lines(&workspace().join("generated"), "kustomer_client");
    let items = api.iter().filter(|line| render::is_item(line));
    assert!(items.count() < 160, "the public API grows: is all of it for callers?");
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!("public_api", api.join("\n")));
}

/// The public API of the crate in a folder, sorted.
pub fn lines(folder: &Path, crate_name: &str) -> Vec<String> {
    let modules = Modules::read(&folder.join("src"));
    let mut api = Api { modules: &modules, public: BTreeMap::new(), lines: Vec::new() };
    api.module(&[], crate_name);
    api.implementations();
    api.lines.sort_by_key(|line| {
        let path = line.find(crate_name).and_then(|start| line.get(start..)).unwrap_or_default();
        (path.to_owned(), line.clone())
    });
    api.lines.dedup();
    api.lines
}

struct Api<'m> {
    modules: &'m Modules,
    /// The public path of each definition that is exported.
    public: BTreeMap<Definition, String>,
    lines: Vec<String>,
}

impl Api<'_> {
    /// The public items of a module.
    fn module(&mut self, module: &[String], path: &str) {
        self.lines.push(format!("pub mod {path}"));
        for item in self.modules.items(module) {
            match item {
                Item::Mod(inner) if is_public(&inner.vis) => {
                    let name = inner.ident.to_string();
                    let inside = [module, std::slice::from_ref(&name)].concat();
                    self.module(&inside, &format!("{path}::{name}"));
                }
                Item::Use(item) if is_public(&item.vis) => self.export(module, path, &item.tree),
                item => {
                    let Some(name) = render::public_name(item) else { continue };
                    self.definition((module.to_vec(), name), path, item);
                }
            }
        }
    }

    /// The items that a `pub use` exports.
    fn export(&mut self, module: &[String], path: &str, tree: &UseTree) {
        for (target, name) in modules::paths(module, tree) {
            let Some((definition, item)) = self.modules.resolve(&target) else {
                panic!("{} is not found", target.join("::"));
            };
            assert_eq!(definition.1, name, "an export renames an item");
            self.definition(definition, path, item);
        }
    }

    fn definition(&mut self, definition: Definition, path: &str, item: &Item) {
        let path = format!("{path}::{}", definition.1);
        self.lines.extend(render::item(&path, item));
        self.public.insert(definition, path);
    }

    /// The methods of public types, and the traits that these implement.
    fn implementations(&mut self) {
        for (module, items) in self.modules.all() {
            for item in items {
                match item {
                    Item::Impl(item) => self.implementation(module, item),
                    Item::Macro(item) => self.table(module, item),
                    _ => {}
                }
            }
        }
    }

    fn implementation(&mut self, module: &[String], item: &ItemImpl) {
        let Some(path) = self.public_type(module, &render::type_name(&item.self_ty)) else {
            return;
        };
        let Some((of, _)) = &item.trait_ else {
            for member in &item.items {
                if let ImplItem::Fn(method) = member
                    && is_public(&method.vis)
                {
                    let owner = format!("{path}{}", render::arguments(&item.self_ty));
                    self.lines.push(render::method(&owner, &method.sig));
                }
            }
            return;
        };
        let last = of.segments.last().expect("a trait has a name");
        if !self.modules.is_private_trait(module, &last.ident.to_string()) {
            self.lines.push(render::implementation(&path, item));
        }
    }

    /// The traits that a runtime macro implements for a type.
    fn table(&mut self, module: &[String], item: &ItemMacro) {
        let Some((name, subject)) = render::table(item) else { return };
        let Some(path) = self.public_type(module, &subject) else { return };
        self.lines.extend(render::table_lines(&name, &path));
    }

    fn public_type(&self, module: &[String], name: &str) -> Option<String> {
        let definition = self.modules.definition_of(module, name)?;
        self.public.get(&definition).cloned()
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
