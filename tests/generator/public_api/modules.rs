//! The modules of a crate, and name resolution in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Item, UseTree, Visibility};

use super::render;

/// The path of a module, and the name of an item in it.
pub type Definition = (Vec<String>, String);

/// The items of all modules by path.
#[derive(Default)]
pub struct Modules(BTreeMap<Vec<String>, Vec<Item>>);

impl Modules {
    /// The modules of a crate, from its `lib.rs`.
    pub fn read(source: &Path) -> Self {
        let mut modules = Self::default();
        modules.file(source, "lib", Vec::new());
        modules
    }

    fn file(&mut self, folder: &Path, name: &str, path: Vec<String>) {
        let file = folder.join(format!("{name}.rs"));
        let text = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{}", file.display()));
        let inner = if path.is_empty() { folder.to_owned() } else { folder.join(name) };
        self.items_of(&inner, path, syn::parse_file(&text).unwrap().items);
    }

    fn items_of(&mut self, folder: &Path, path: Vec<String>, mut items: Vec<Item>) {
        for item in &mut items {
            let Item::Mod(module) = item else { continue };
            let name = module.ident.to_string();
            let inside = [path.as_slice(), std::slice::from_ref(&name)].concat();
            match module.content.take() {
                Some((_, items)) => self.items_of(folder, inside, items),
                None => self.file(folder, name.trim_start_matches("r#"), inside),
            }
        }
        self.0.insert(path, items);
    }

    /// The items of a module.
    pub fn items(&self, module: &[String]) -> &[Item] {
        self.0.get(module).map_or(&[], Vec::as_slice)
    }

    /// All modules.
    pub fn all(&self) -> impl Iterator<Item = (&[String], &[Item])> {
        self.0.iter().map(|(path, items)| (path.as_slice(), items.as_slice()))
    }

    /// Resolves a path from the root to its definition, through exports.
    pub fn resolve(&self, path: &[String]) -> Option<(Definition, &Item)> {
        let (name, module) = path.split_last()?;
        let defined =
            self.items(module).iter().find(|item| render::name(item).as_ref() == Some(name));
        if let Some(item) = defined {
            return Some(((module.to_vec(), name.clone()), item));
        }
        let exported = self.imports(module).find(|(_, known)| known == name)?.0;
        self.resolve(&exported)
    }

    /// Resolves a name in a module to its definition.
    pub fn definition_of(&self, module: &[String], name: &str) -> Option<Definition> {
        let path = [module, &[name.to_owned()]].concat();
        self.resolve(&path).map(|(definition, _)| definition)
    }

    /// Whether a trait is defined in this crate and not public.
    pub fn is_private_trait(&self, module: &[String], name: &str) -> bool {
        self.definition_of(module, name).is_some_and(|definition| {
            definition.0.first().is_some_and(|root| root == "runtime") && name == "Decode"
                || self.items(&definition.0).iter().any(|item| {
                    matches!(item, Item::Trait(item) if item.ident == name
                        && !matches!(item.vis, Visibility::Public(_)))
                })
        })
    }

    /// The paths that a module imports from this crate, each with its name.
    fn imports(&self, module: &[String]) -> impl Iterator<Item = (Vec<String>, String)> {
        let uses = self.items(module).iter().filter_map(|item| match item {
            Item::Use(item) => Some(paths(module, &item.tree)),
            _ => None,
        });
        uses.flatten()
    }
}

/// The paths from the root that a `use` in a module names, each with its name there. Those of other
/// crates are left out.
pub fn paths(module: &[String], tree: &UseTree) -> Vec<(Vec<String>, String)> {
    let mut found = Vec::new();
    if let UseTree::Path(path) = tree {
        let start = match path.ident.to_string().as_str() {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module.get(..module.len().saturating_sub(1)).unwrap_or_default().to_vec(),
            _ => return found,
        };
        collect(&start, &path.tree, &mut found);
    }
    found
}

fn collect(path: &[String], tree: &UseTree, found: &mut Vec<(Vec<String>, String)>) {
    let with = |name: &syn::Ident| [path, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(inner) => collect(&with(&inner.ident), &inner.tree, found),
        UseTree::Name(name) => found.push((with(&name.ident), name.ident.to_string())),
        UseTree::Rename(name) => found.push((with(&name.ident), name.rename.to_string())),
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| collect(path, tree, found));
        }
        UseTree::Glob(_) => {}
    }
}
