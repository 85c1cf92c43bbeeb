//! One module of Rust to what it defines, exports and implements.
//!
//! Invariant: nothing of the syntax tree is kept, so that modules can be read on several threads.
//! Only names are resolved here that the module itself explains, by its items and imports.

use std::collections::{HashMap, HashSet};

use syn::{Attribute, ImplItem, ItemImpl, Signature, Type, UseTree, Visibility};

use super::item::{Item, Kind};
use super::module::{Definition, Member, Module, Path, inside};
use super::syntax::{self, arguments, attributes, function, is_public, signature, with};
use super::tokens::text;
use crate::format::Part;

/// Reads the items of a module one by one.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    module: Module,
    /// The positions of the definitions by name.
    positions: HashMap<String, usize>,
    /// The methods and traits of types, which may be those of other modules.
    members: Vec<Unresolved>,
    /// The names that it imports from the crate.
    imports: HashMap<String, Path>,
    /// The traits that it defines for itself.
    private: HashSet<String>,
    /// The modules that are written in it.
    inner: Vec<Module>,
}

/// A method, or implementations of traits.
#[derive(Debug)]
struct Unresolved {
    /// The type that has it.
    owner: String,
    /// The trait, if it may be one of the crate.
    of: Option<String>,
    /// With a path that begins with the name of the type.
    item: Item,
}

impl Reader {
    /// An empty module in a file of `src`, named without its extension.
    pub(crate) fn at(file: &str) -> Self {
        Self::of(if file == "lib" { Path::new() } else { file.replace('/', "::") })
    }

    fn of(path: Path) -> Self {
        Self { module: Module { path, ..Module::default() }, ..Self::default() }
    }

    /// The module with these items, and those in it.
    pub(super) fn read(path: Path, items: &[syn::Item]) -> Vec<Module> {
        let mut reader = Self::of(path);
        for item in items {
            reader.item(item);
        }
        reader.finish()
    }

    /// The modules that are written in this one, and itself.
    pub(crate) fn finish(mut self) -> Vec<Module> {
        for Unresolved { owner, of, item } in std::mem::take(&mut self.members) {
            let of = of.and_then(|of| self.path_of(&of));
            let own = self.positions.get(&owner).filter(|_| of.is_none());
            if let Some(own) = own.and_then(|position| self.module.definitions.get_mut(*position)) {
                own.add(item);
            } else {
                let member = |owner| Member { owner, of, item };
                self.module.members.extend(self.path_of(&owner).map(member));
            }
        }
        self.module.shrink();
        let mut all = self.inner;
        all.push(self.module);
        all
    }

    /// Adds a part of its file.
    pub(crate) fn add(&mut self, part: Part<'_>) {
        match part {
            Part::Item(item) => self.item(item),
            Part::Table(table) => {
                let path = table.macro_path.as_str();
                self.table(path.rsplit("::").next().unwrap_or(path), table.subject.as_str());
            }
        }
    }

    fn item(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Mod(item) => {
                let name = item.ident.to_string();
                if let Some((_, items)) = &item.content {
                    self.inner.extend(Self::read(inside(&self.module.path, &name), items));
                }
                let attributes = attributes(&item.attrs);
                self.module.modules.extend(is_public(&item.vis).then_some((name, attributes)));
            }
            syn::Item::Use(item) => self.import(&item.tree, is_public(&item.vis)),
            syn::Item::Impl(item) => self.implementation(item),
            syn::Item::Macro(item) => {
                if let Some(subject) = item.mac.tokens.clone().into_iter().next()
                    && let Some(name) = item.mac.path.segments.last()
                {
                    self.table(&name.ident.to_string(), &subject.to_string());
                }
            }
            syn::Item::Const(item) => {
                self.value(&item.vis, Kind::Constant, &item.ident, &item.ty, &item.attrs);
            }
            syn::Item::Static(item) => {
                self.value(&item.vis, Kind::Static, &item.ident, &item.ty, &item.attrs);
            }
            syn::Item::Type(item) if is_public(&item.vis) => {
                let rest = format!("{} = {}", text(&item.generics), text(&item.ty));
                self.define(&item.ident, vec![with(&item.attrs, Kind::Alias, &item.ident, rest)]);
            }
            syn::Item::Fn(item) if is_public(&item.vis) => {
                let function =
                    with(&item.attrs, function(&item.sig), &item.sig.ident, signature(&item.sig));
                self.define(&item.sig.ident, vec![function]);
            }
            syn::Item::Struct(item) if is_public(&item.vis) => {
                self.define(&item.ident, syntax::structure(item));
            }
            syn::Item::Enum(item) if is_public(&item.vis) => {
                self.define(&item.ident, syntax::enumeration(item));
            }
            syn::Item::Trait(item) if is_public(&item.vis) => {
                self.define(&item.ident, syntax::interface(item));
            }
            syn::Item::Trait(item) => _ = self.private.insert(item.ident.to_string()),
            _ => {}
        }
    }

    /// Adds what a macro of the runtime implements for a type.
    fn table(&mut self, macro_name: &str, subject: &str) {
        let (written, methods): (bool, &[(&str, &str)]) = match macro_name {
            "json_struct" | "json_wide_struct" => (true, &[]),
            "deserialize" => (false, &[]),
            "string_enum" => (true, &[("as_str", "(&self) -> &str")]),
            "integer_enum" => (true, &[("as_i64", "(&self) -> i64")]),
            _ => return,
        };
        let traits = match macro_name {
            "string_enum" => "Display, From<&str>, From<String>, FromStr, ",
            "integer_enum" => "Display, From<i64>, ",
            _ => "",
        };
        let serialize = if written { "Serialize, " } else { "" };
        let implemented = format!("impl {traits}{serialize}Deserialize<'de>");
        self.member(subject, Kind::Impl(implemented.into()), subject.to_owned(), "");
        for (name, rest) in methods {
            self.member(subject, Kind::Function, format!("{subject}::{name}"), rest);
        }
    }

    fn member(&mut self, owner: &str, kind: Kind, path: String, rest: &str) {
        let item = Item::new(kind, path, rest);
        self.members.push(Unresolved { owner: owner.to_owned(), of: None, item });
    }

    fn value(
        &mut self,
        visibility: &Visibility,
        kind: Kind,
        name: &syn::Ident,
        ty: &Type,
        attributes: &[Attribute],
    ) {
        if is_public(visibility) {
            self.define(name, vec![with(attributes, kind, name, format!(": {}", text(ty)))]);
        }
    }

    fn define(&mut self, name: &syn::Ident, items: Vec<Item>) {
        let name = name.to_string();
        self.positions.insert(name.clone(), self.module.definitions.len());
        self.module.definitions.push(Definition { name, items });
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let Type::Path(ty) = &*item.self_ty else { return };
        let Some(last) = ty.path.segments.last() else { return };
        let owner = last.ident.to_string();
        let path = format!("{owner}{}", arguments(&last.arguments));
        let Some((of, _)) = &item.trait_ else {
            let methods = item.items.iter().filter_map(|member| match member {
                ImplItem::Fn(method) if is_public(&method.vis) => {
                    let Signature { ident, .. } = &method.sig;
                    let kind = function(&method.sig);
                    let item = Item::new(kind, format!("{path}::{ident}"), signature(&method.sig));
                    Some(Item { attributes: attributes(&method.attrs), ..item })
                }
                ImplItem::Const(value) if is_public(&value.vis) => {
                    let path = format!("{path}::{}", value.ident);
                    let item = Item::new(Kind::Constant, path, format!(": {}", text(&value.ty)));
                    Some(Item { attributes: attributes(&value.attrs), ..item })
                }
                _ => None,
            });
            let member = |item| Unresolved { owner: owner.clone(), of: None, item };
            self.members.extend(methods.map(member));
            return;
        };
        let name = of.segments.last().map(|last| last.ident.to_string());
        let start = format!("impl{} {}", text(&item.generics), text(of));
        let item = Item::new(Kind::Impl(start.into()), owner.clone(), arguments(&last.arguments));
        self.members.push(Unresolved { owner, of: name, item });
    }

    /// Adds the names of a `use`, unless they are those of other crates.
    fn import(&mut self, tree: &UseTree, is_public: bool) {
        let UseTree::Path(start) = tree else { return };
        let start_path = match start.ident.to_string().as_str() {
            "crate" => "",
            "self" => &self.module.path,
            "super" => self.module.path.rsplit_once("::").map_or("", |(outer, _)| outer),
            _ => return,
        };
        let mut found = Vec::new();
        imported(start_path, &start.tree, &mut found);
        if is_public {
            self.module.exports.extend(found);
        } else {
            self.imports.extend(found);
        }
    }

    /// The path of a name that the module defines or imports.
    fn path_of(&self, name: &str) -> Option<Path> {
        let is_own = self.positions.contains_key(name) || self.private.contains(name);
        if is_own { Some(inside(&self.module.path, name)) } else { self.imports.get(name).cloned() }
    }
}

/// The names that a `use` imports, with their paths. Trees of `use` are written by hand or by the
/// generator, and have two levels.
fn imported(path: &str, tree: &UseTree, found: &mut Vec<(String, Path)>) {
    let with = |name: &syn::Ident| inside(path, &name.to_string());
    match tree {
        UseTree::Path(inner) => imported(&with(&inner.ident), &inner.tree, found),
        UseTree::Name(name) => found.push((name.ident.to_string(), with(&name.ident))),
        UseTree::Rename(name) => found.push((name.rename.to_string(), with(&name.ident))),
        UseTree::Group(group) => {
            for tree in &group.items {
                imported(path, tree, found);
            }
        }
        UseTree::Glob(_) => {}
    }
}
