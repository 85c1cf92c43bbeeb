//! One module of Rust to what it defines, exports and implements, with the paths that it uses.
//!
//! Invariant: nothing of the syntax tree is kept, so that modules can be read on several threads.
//! Only names are resolved here that the module itself explains, by its items and imports.

use std::collections::HashMap;

use syn::{Attribute, ImplItem, ItemImpl, Signature, Type, UseTree, Visibility};

use super::item::{Attributes, Item, Kind};
use super::syntax::{self, arguments, attributes, function, is_public, signature, with};
use super::tokens::text;
use crate::format::Part;

/// A path from the root of the crate, such as `types::order::Order`; empty for the root.
pub(super) type Path = String;

/// The path of a name in the module at `path`.
pub(super) fn inside(path: &str, name: &str) -> Path {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

/// What a module has.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(super) path: Path,
    /// The public modules in it.
    pub(super) modules: Vec<(String, Attributes)>,
    /// The public items that it defines, and what belongs to each, with paths that begin with its name.
    pub(super) definitions: Vec<(String, Vec<Item>)>,
    /// What it exports by `pub use`: the name and the path.
    pub(super) exports: Vec<(String, Path)>,
    /// The methods and traits of types, which may be those of other modules.
    members: Vec<Member>,
    /// The names that it imports from the crate.
    imports: HashMap<String, Path>,
    /// The traits that it defines for itself.
    private: Vec<String>,
    /// The modules that are written in it.
    inner: Vec<Self>,
}

/// A method, or implementations of traits.
#[derive(Debug)]
struct Member {
    /// The type that has it.
    owner: String,
    /// The trait, if it may be one of the crate.
    of: Option<String>,
    /// With a path that begins with the name of the type.
    item: Item,
}

/// A method of a type of any module, or implementations of traits.
pub(super) struct Resolved {
    pub(super) owner: Path,
    /// The trait, if it is one of the crate.
    pub(super) of: Option<Path>,
    pub(super) item: Item,
}

impl Module {
    /// An empty module in a file of `src`, named without its extension.
    pub(crate) fn at(file: &str) -> Self {
        let path = if file == "lib" { Path::new() } else { file.replace('/', "::") };
        Self { path, ..Self::default() }
    }

    /// The module with these items, and those in it.
    pub(super) fn read(path: Path, items: &[syn::Item]) -> Vec<Self> {
        let mut module = Self { path, ..Self::default() };
        for item in items {
            module.item(item);
        }
        module.with_inner()
    }

    /// The modules that are written in this one, and itself.
    pub(crate) fn with_inner(mut self) -> Vec<Self> {
        let mut all = std::mem::take(&mut self.inner);
        all.push(self);
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
                    self.inner.extend(Self::read(inside(&self.path, &name), items));
                }
                let attributes = attributes(&item.attrs);
                self.modules.extend(is_public(&item.vis).then_some((name, attributes)));
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
                self.define(&item.ident, with(&item.attrs, Kind::Alias, &item.ident, rest), []);
            }
            syn::Item::Fn(item) if is_public(&item.vis) => {
                let function =
                    with(&item.attrs, function(&item.sig), &item.sig.ident, signature(&item.sig));
                self.define(&item.sig.ident, function, []);
            }
            syn::Item::Struct(item) if is_public(&item.vis) => {
                self.definitions.push((item.ident.to_string(), syntax::structure(item)));
            }
            syn::Item::Enum(item) if is_public(&item.vis) => {
                self.definitions.push((item.ident.to_string(), syntax::enumeration(item)));
            }
            syn::Item::Trait(item) if is_public(&item.vis) => {
                self.definitions.push((item.ident.to_string(), syntax::interface(item)));
            }
            syn::Item::Trait(item) => self.private.push(item.ident.to_string()),
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
        self.member(subject, Kind::Impl(implemented), subject.to_owned(), "");
        for (name, rest) in methods {
            self.member(subject, Kind::Function, format!("{subject}::{name}"), rest);
        }
    }

    fn member(&mut self, owner: &str, kind: Kind, path: String, rest: &str) {
        let item = Item::new(kind, path, rest);
        self.members.push(Member { owner: owner.to_owned(), of: None, item });
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
            self.define(name, with(attributes, kind, name, format!(": {}", text(ty))), []);
        }
    }

    fn define(&mut self, name: &syn::Ident, item: Item, inside: impl IntoIterator<Item = Item>) {
        let all = std::iter::once(item).chain(inside).collect();
        self.definitions.push((name.to_string(), all));
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
            let member = |item| Member { owner: owner.clone(), of: None, item };
            self.members.extend(methods.map(member));
            return;
        };
        let name = of.segments.last().map(|last| last.ident.to_string());
        let start = format!("impl{} {}", text(&item.generics), text(of));
        let item = Item::new(Kind::Impl(start), owner.clone(), arguments(&last.arguments));
        self.members.push(Member { owner, of: name, item });
    }

    /// Adds the names of a `use`, unless they are those of other crates.
    fn import(&mut self, tree: &UseTree, is_public: bool) {
        let UseTree::Path(start) = tree else { return };
        let start_path = match start.ident.to_string().as_str() {
            "crate" => "",
            "self" => &self.path,
            "super" => self.path.rsplit_once("::").map_or("", |(outer, _)| outer),
            _ => return,
        };
        let mut found = Vec::new();
        imported(start_path, &start.tree, &mut found);
        if is_public {
            self.exports.extend(found);
        } else {
            self.imports.extend(found);
        }
    }

    /// Takes the methods and traits of types that are defined or imported here.
    pub(super) fn take_members(&mut self) -> Vec<Resolved> {
        let members = std::mem::take(&mut self.members).into_iter();
        let resolved = members.filter_map(|Member { owner, of, item }| {
            let of = of.and_then(|of| self.path_of(&of));
            Some(Resolved { owner: self.path_of(&owner)?, of, item })
        });
        resolved.collect()
    }

    /// The path of a name that the module defines or imports.
    fn path_of(&self, name: &str) -> Option<Path> {
        let is_own = self.definitions.iter().any(|(known, _)| known == name)
            || self.private.iter().any(|known| known == name);
        if is_own { Some(inside(&self.path, name)) } else { self.imports.get(name).cloned() }
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
