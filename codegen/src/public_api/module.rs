//! One module of Rust to what it defines, exports and implements, with the paths that it uses.
//!
//! Invariant: nothing of the syntax tree is kept, so that modules can be read on several threads.
//! Only names are resolved here that the module itself explains, by its items and imports.

use std::collections::HashMap;

use syn::{
    Attribute, Fields, FnArg, ImplItem, ItemEnum, ItemImpl, ItemStruct, ItemTrait, Pat, Signature,
    TraitItem, Type, UseTree, Visibility,
};

use super::item::{Attributes, Item, Kind};
use super::tokens::text;
use crate::format::Part;

/// A path from the root of the crate, or of another crate.
pub(super) type Path = Vec<String>;

/// What a module has.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(super) path: Path,
    /// The public modules in it.
    pub(super) modules: Vec<String>,
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

/// A method, or the implementation of a trait.
#[derive(Debug)]
struct Member {
    /// The type that has it.
    owner: String,
    /// The trait.
    of: Option<String>,
    /// With a path that begins with the name of the type.
    item: Item,
}

/// A method, or the implementation of a trait, of a type of any module.
pub(super) struct Resolved<'m> {
    pub(super) owner: Path,
    /// The trait, if it is one of the crate.
    pub(super) of: Option<Path>,
    pub(super) item: &'m Item,
}

impl Module {
    /// An empty module in a file of `src`, named without its extension.
    pub(crate) fn at(file: &str) -> Self {
        let path = if file == "lib" { Vec::new() } else { file.split('/').map(str::to_owned).collect() };
        Self { path, ..Self::default() }
    }

    /// The module with these items, and those in it.
    pub(super) fn read(path: Path, items: &[syn::Item]) -> Vec<Self> {
        let mut module = Self { path, ..Self::default() };
        items.iter().for_each(|item| module.item(item));
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
                    let path = [self.path.as_slice(), std::slice::from_ref(&name)].concat();
                    self.inner.extend(Self::read(path, items));
                }
                self.modules.extend(is_public(&item.vis).then_some(name));
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
                let function = with(
                    &item.attrs,
                    function(&item.sig),
                    &item.sig.ident,
                    signature(&item.sig),
                );
                self.define(&item.sig.ident, function, []);
            }
            syn::Item::Struct(item) if is_public(&item.vis) => self.structure(item),
            syn::Item::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            syn::Item::Trait(item) if is_public(&item.vis) => self.interface(item),
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
        let traits: &[&str] = match macro_name {
            "string_enum" => &["Display", "From<&str>", "From<String>", "FromStr"],
            "integer_enum" => &["Display", "From<i64>"],
            _ => &[],
        };
        let traits = traits.iter().chain(written.then_some(&"Serialize")).chain(&["Deserialize<'de>"]);
        for name in traits {
            self.member(subject, Kind::Impl(format!("impl {name}")), subject.to_owned(), "");
        }
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

    fn structure(&mut self, item: &ItemStruct) {
        let path = item.ident.to_string();
        let fields: Vec<Item> = public_fields(&path, &item.fields).collect();
        // As rustdoc does, so that it shows who can construct a value.
        let hidden = if fields.len() < item.fields.len() { " { .. }" } else { "" };
        let rest = format!("{}{hidden}", text(&item.generics));
        let derived: Vec<Item> = derived(&path, &item.attrs).collect();
        let itself = with(&item.attrs, Kind::Struct, &item.ident, rest);
        self.define(&item.ident, itself, fields.into_iter().chain(derived));
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let path = item.ident.to_string();
        let mut inside: Vec<Item> = derived(&path, &item.attrs).collect();
        for variant in &item.variants {
            let path = format!("{path}::{}", variant.ident);
            let rest = match &variant.fields {
                Fields::Unnamed(fields) => text(fields),
                Fields::Unit | Fields::Named(_) => String::new(),
            };
            let attributes = attributes(&variant.attrs);
            inside.push(Item { attributes, ..Item::new(Kind::Variant, path.clone(), rest) });
            if matches!(variant.fields, Fields::Named(_)) {
                inside.extend(variant.fields.iter().map(|it| field(&path, it, 0)));
            }
        }
        let itself = with(&item.attrs, Kind::Enum, &item.ident, text(&item.generics));
        self.define(&item.ident, itself, inside);
    }

    fn interface(&mut self, item: &ItemTrait) {
        let path = item.ident.to_string();
        let bounds = text(&item.supertraits);
        let bounds = if bounds.is_empty() { bounds } else { format!(": {bounds}") };
        let inside = item.items.iter().filter_map(|member| {
            // A member without a default has to be there in each implementation.
            let member_of = |kind, name: &syn::Ident, rest: String, provided: bool| {
                let provided = if provided { " { .. }" } else { "" };
                Some(Item::new(kind, format!("{path}::{name}"), rest + provided))
            };
            match member {
                TraitItem::Fn(method) => {
                    let Signature { ident, .. } = &method.sig;
                    let provided = method.default.is_some();
                    member_of(function(&method.sig), ident, signature(&method.sig), provided)
                }
                TraitItem::Type(ty) => {
                    member_of(Kind::Alias, &ty.ident, String::new(), ty.default.is_some())
                }
                TraitItem::Const(value) => {
                    let ty = format!(": {}", text(&value.ty));
                    member_of(Kind::Constant, &value.ident, ty, value.default.is_some())
                }
                _ => None,
            }
        });
        let inside: Vec<Item> = inside.collect();
        let rest = format!("{}{bounds}", text(&item.generics));
        self.define(&item.ident, with(&item.attrs, Kind::Trait, &item.ident, rest), inside);
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
            "crate" => Vec::new(),
            "self" => self.path.clone(),
            "super" => self.path.get(..self.path.len().saturating_sub(1)).unwrap_or_default().to_vec(),
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

    /// The methods and traits of types that are defined or imported here.
    pub(super) fn members(&self) -> impl Iterator<Item = Resolved<'_>> {
        self.members.iter().filter_map(|Member { owner, of, item }| {
            Some(Resolved {
                owner: self.path_of(owner)?,
                of: of.as_ref().and_then(|of| self.path_of(of)),
                item,
            })
        })
    }

    /// The path of a name that the module defines or imports.
    fn path_of(&self, name: &str) -> Option<Path> {
        let own = || [self.path.as_slice(), &[name.to_owned()]].concat();
        let is_own = self.definitions.iter().any(|(known, _)| known == name)
            || self.private.iter().any(|known| known == name);
        if is_own { Some(own()) } else { self.imports.get(name).cloned() }
    }
}

/// The names that a `use` imports, with their paths. Trees of `use` are written by hand or by the
/// generator, and have two levels.
fn imported(path: Path, tree: &UseTree, found: &mut Vec<(String, Path)>) {
    let with = |name: &syn::Ident| [path.as_slice(), &[name.to_string()]].concat();
    match tree {
        UseTree::Path(inner) => imported(with(&inner.ident), &inner.tree, found),
        UseTree::Name(name) => found.push((name.ident.to_string(), with(&name.ident))),
        UseTree::Rename(name) => found.push((name.rename.to_string(), with(&name.ident))),
        UseTree::Group(group) => {
            for tree in &group.items {
                imported(path.clone(), tree, found);
            }
        }
        UseTree::Glob(_) => {}
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn with(attrs: &[Attribute], kind: Kind, name: &syn::Ident, rest: String) -> Item {
    Item { attributes: attributes(attrs), ..Item::new(kind, name.to_string(), rest) }
}

fn attributes(attributes: &[Attribute]) -> Attributes {
    let has = |name: &str| attributes.iter().any(|it| it.path().is_ident(name));
    Attributes { deprecated: has("deprecated"), non_exhaustive: has("non_exhaustive") }
}

fn derived<'a>(path: &'a str, attributes: &'a [Attribute]) -> impl Iterator<Item = Item> + 'a {
    let lists = attributes.iter().filter(|it| it.path().is_ident("derive"));
    let lists = lists.filter_map(|it| it.meta.require_list().ok());
    lists.flat_map(move |list| {
        let traits = text(&list.tokens);
        let item = |name: &str| Item::new(Kind::Impl(format!("impl {}", name.trim())), path, "");
        traits.split(',').map(item).collect::<Vec<_>>()
    })
}

fn public_fields<'a>(path: &'a str, fields: &'a Fields) -> impl Iterator<Item = Item> + 'a {
    let public = fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis));
    public.map(move |(position, it)| field(path, it, position))
}

fn field(path: &str, field: &syn::Field, position: usize) -> Item {
    let name = field.ident.as_ref().map_or_else(|| position.to_string(), ToString::to_string);
    let item = Item::new(Kind::Field, format!("{path}::{name}"), format!(": {}", text(&field.ty)));
    Item { attributes: attributes(&field.attrs), ..item }
}

fn function(signature: &Signature) -> Kind {
    if signature.asyncness.is_some() { Kind::AsyncFunction } else { Kind::Function }
}

/// A signature as callers see it: without `mut` and other patterns of parameters.
fn signature(signature: &Signature) -> String {
    let inputs: Vec<String> = signature.inputs.iter().map(parameter).collect();
    let bounds = signature.generics.where_clause.as_ref();
    let bounds = bounds.map_or_else(String::new, |bounds| format!(" {}", text(bounds)));
    let output = text(&signature.output);
    format!("{}({}){output}{bounds}", text(&signature.generics), inputs.join(", "))
}

fn parameter(input: &FnArg) -> String {
    match input {
        FnArg::Receiver(receiver) => {
            // `mut` before `self` is that of the variable.
            text(receiver).trim_start_matches("mut ").to_owned()
        }
        FnArg::Typed(typed) => {
            let name = match &*typed.pat {
                Pat::Ident(name) => name.ident.to_string(),
                _ => "_".to_owned(),
            };
            format!("{name}: {}", text(&typed.ty))
        }
    }
}

/// The arguments of a type, unless they are only the parameters of its implementation.
fn arguments(arguments: &syn::PathArguments) -> String {
    let syn::PathArguments::AngleBracketed(list) = arguments else { return String::new() };
    let is_parameter = list.args.iter().all(|argument| match argument {
        syn::GenericArgument::Type(Type::Path(path)) => {
            path.path.get_ident().is_some_and(|name| name.to_string().len() == 1)
        }
        syn::GenericArgument::Lifetime(_) => true,
        _ => false,
    });
    if is_parameter { String::new() } else { text(list) }
}
