//! References to types, and the imports that they need.
//!
//! Types of the prelude and of the runtime are written plainly; where the API itself has a type of
//! such a name, by their full path. Invariant: a file imports what it names, and nothing else.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::syntax;
use crate::ident::TypeName;
use crate::ir::IntegerKind;
use crate::rust::{Api, Operation, Presence, Type, TypeId, TypeKind, TypeRef};
use crate::text::{Line, line};

/// The module that code is in, which decides how it refers to types of the API.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// In the module of `types` that defines these: types have their plain names.
    Types(&'a [&'a Type]),
    /// In the module of an operation, which has types of its own.
    Operation(&'a Operation),
    /// In the module of errors, which are types of their own.
    Errors,
    /// Anywhere else.
    Elsewhere,
}

/// The imports of one file, collected while it is written.
pub(super) struct Imports<'a> {
    api: &'a Api,
    place: Place<'a>,
    /// The names of types of the API that are in scope.
    visible: HashSet<&'a str>,
    paths: BTreeSet<Line>,
}

impl<'a> Imports<'a> {
    pub(super) fn new(api: &'a Api, place: Place<'a>) -> Self {
        let visible = match place {
            Place::Types(own) => visible(api, own),
            Place::Operation(operation) => {
                operation.own_types().into_iter().map(TypeName::as_str).collect()
            }
            Place::Errors => api.errors.iter().map(|error| error.name.as_str()).collect(),
            Place::Elsewhere => HashSet::new(),
        };
        Self { api, place, visible, paths: BTreeSet::new() }
    }

    pub(super) fn api(&self) -> &'a Api {
        self.api
    }

    /// Whether a type that is in scope here has this name.
    fn is_taken(&self, name: &str) -> bool {
        self.visible.contains(name)
    }

    /// An item of the prelude or of the standard library, such as `Option`.
    pub(super) fn prelude(&self, path: &'static str) -> TokenStream {
        fixed(self.prelude_path(path))
    }

    fn prelude_path(&self, path: &'static str) -> &'static str {
        let name = path.rsplit("::").next().unwrap_or(path);
        if self.is_taken(name) { path } else { name }
    }

    /// An item that is imported by its path.
    pub(super) fn import(&mut self, path: &'static str) -> TokenStream {
        fixed(&self.path_from("", path))
    }

    /// The path of an item: its name if it can be imported.
    fn path_from(&mut self, module: &'static str, path: &'static str) -> Cow<'static, str> {
        let name = path.rsplit("::").next().unwrap_or(path);
        if self.is_taken(name) {
            return [module, path].concat().into();
        }
        self.paths.insert(line![module, path]);
        name.into()
    }

    /// An item that the crate exports at its root.
    pub(super) fn public(&mut self, path: &'static str) -> TokenStream {
        fixed(&self.path_from("crate::", path))
    }

    /// An item of the runtime that is not exported, by folder and name.
    pub(super) fn runtime(&mut self, path: &'static str) -> TokenStream {
        fixed(&self.path_from("crate::runtime::", path))
    }

    /// A type of the API.
    pub(super) fn named(&mut self, id: TypeId) -> TokenStream {
        self.named_syntax(id).into_token_stream()
    }

    fn named_syntax(&mut self, id: TypeId) -> syn::Type {
        let ty = self.api.type_of(id);
        let name = &ty.name;
        match self.place {
            Place::Types(own) => {
                if own.first().is_none_or(|own| own.module != ty.module) {
                    self.paths.insert(line!["super::", name]);
                }
                syntax::named(None, name)
            }
            Place::Operation(_) | Place::Errors | Place::Elsewhere => self.in_types(ty),
        }
    }

    /// An enum of errors.
    pub(super) fn error(&mut self, name: &TypeName) -> TokenStream {
        self.paths.insert("crate::errors".into());
        quote!(errors::#name)
    }

    /// A type of the API by its module.
    fn in_types(&mut self, ty: &Type) -> syn::Type {
        self.paths.insert("crate::types".into());
        syntax::named(Some("types"), &ty.name)
    }

    /// The wrapper that serializes values of the type: numbers without a needless fraction, and
    /// integers as strings. Recursive: aliases have a limit of nesting (`translate/aliases.rs`).
    pub(super) fn wrapper(&mut self, ty: &TypeRef) -> Option<TokenStream> {
        match ty.leaf() {
            TypeRef::Number => Some(self.runtime("json::JsonNumber")),
            TypeRef::IntegerAsString(_) => Some(self.runtime("json::IntegerAsString")),
            TypeRef::Named(id) => match &self.api.type_of(*id).kind {
                TypeKind::Alias(target) => self.wrapper(target),
                _ => None,
            },
            _ => None,
        }
    }

    /// A reference to a type.
    pub(super) fn ty(&mut self, ty: &TypeRef) -> TokenStream {
        self.syntax(ty).into_token_stream()
    }

    /// A reference to a type as a syntax tree. Recursive: as deep as a type is written inline.
    pub(super) fn syntax(&mut self, ty: &TypeRef) -> syn::Type {
        match ty {
            TypeRef::Named(id) => self.named_syntax(*id),
            TypeRef::Foreign(path) => path.to_type(),
            TypeRef::Boolean => syntax::ty("bool", []),
            TypeRef::Integer(kind) | TypeRef::IntegerAsString(kind) => {
                syntax::ty(integer(*kind), [])
            }
            TypeRef::Number => syntax::ty("f64", []),
            TypeRef::String => self.string(),
            TypeRef::DateTime => self.exported("DateTime"),
            TypeRef::Date => self.exported("Date"),
            TypeRef::Uuid => self.imported("::uuid::Uuid"),
            TypeRef::File => self.exported("FilePart"),
            TypeRef::Base64 => self.exported("Base64"),
            TypeRef::Base64Url => self.exported("Base64Url"),
            TypeRef::Value => self.imported("serde_json::Value"),
            TypeRef::JsonObject => {
                let map = self.path_from("", "serde_json::Map");
                let (string, value) = (self.string(), self.imported("serde_json::Value"));
                syntax::ty(&map, [string, value])
            }
            TypeRef::List(inner) => self.around("::std::vec::Vec", inner),
            TypeRef::Option(inner) => self.around("::std::option::Option", inner),
            TypeRef::Boxed(inner) => self.around("::std::boxed::Box", inner),
            TypeRef::Map(inner) => {
                let map = self.path_from("", "std::collections::BTreeMap");
                let (string, inner) = (self.string(), self.syntax(inner));
                syntax::ty(&map, [string, inner])
            }
        }
    }

    fn string(&self) -> syn::Type {
        syntax::ty(self.prelude_path("::std::string::String"), [])
    }

    fn imported(&mut self, path: &'static str) -> syn::Type {
        syntax::ty(&self.path_from("", path), [])
    }

    fn exported(&mut self, name: &'static str) -> syn::Type {
        syntax::ty(&self.path_from("crate::", name), [])
    }

    fn around(&mut self, path: &'static str, inner: &TypeRef) -> syn::Type {
        syntax::ty(self.prelude_path(path), [self.syntax(inner)])
    }

    /// A type with its presence.
    pub(super) fn present(&mut self, ty: &TypeRef, presence: Presence) -> TokenStream {
        self.present_syntax(ty, presence).into_token_stream()
    }

    /// A type with its presence as a syntax tree.
    pub(super) fn present_syntax(&mut self, ty: &TypeRef, presence: Presence) -> syn::Type {
        match presence {
            Presence::Required => self.syntax(ty),
            Presence::Optional | Presence::WriteOnly => self.around("::std::option::Option", ty),
            Presence::Nullable => {
                let outer = self.path_from("crate::", "Field");
                syntax::ty(&outer, [self.syntax(ty)])
            }
        }
    }

    /// The `use` items: those of other crates, then our own.
    pub(super) fn items(&self) -> Vec<TokenStream> {
        let is_own = |path: &str| path.starts_with("crate::") || path.starts_with("super::");
        let (own, foreign): (Vec<&str>, Vec<&str>) =
            self.paths.iter().map(Line::as_str).partition(|path| is_own(path));
        let groups = [foreign, own].into_iter().filter(|group| !group.is_empty());
        groups.map(|group| uses(&group)).collect()
    }
}

/// One `use` for all names of a module, and the module itself where it is named too.
fn uses(paths: &[&str]) -> TokenStream {
    let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for path in paths {
        if let Some((module, name)) = path.rsplit_once("::") {
            modules.entry(module).or_default().insert(name);
        }
    }
    let parents: Vec<&str> = modules.keys().copied().collect();
    for module in parents {
        // A module that is imported along with what is in it becomes the `self` of its group.
        let Some((parent, name)) = module.rsplit_once("::") else { continue };
        if modules.get_mut(parent).is_some_and(|names| names.remove(name)) {
            modules.entry(module).or_default().insert("self");
        }
    }
    let lines = modules.iter().filter(|(_, names)| !names.is_empty()).map(|(module, names)| {
        let mut names: Vec<&str> = names.iter().copied().collect();
        names.sort_by_key(|name| (*name != "self", *name));
        match names.as_slice() {
            [only] => format!("use {module}::{only};"),
            several => format!("use {module}::{{{}}};", several.join(", ")),
        }
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    fixed(&lines.concat())
}

/// A line of code as tokens.
pub(super) fn tokens(line: &Line) -> TokenStream {
    fixed(line.as_str())
}

/// Code that consists of texts of the generator and identifiers, as tokens.
fn fixed(code: &str) -> TokenStream {
    code.parse().unwrap_or_default()
}

pub(super) fn integer(kind: IntegerKind) -> &'static str {
    match kind {
        IntegerKind::I8 => "i8",
        IntegerKind::I16 => "i16",
        IntegerKind::I32 => "i32",
        IntegerKind::I64 => "i64",
        IntegerKind::U8 => "u8",
        IntegerKind::U16 => "u16",
        IntegerKind::U32 => "u32",
        IntegerKind::U64 => "u64",
    }
}

/// The names of the types that a module defines or imports.
fn visible<'a>(api: &'a Api, own: &[&'a Type]) -> HashSet<&'a str> {
    let mut names: HashSet<&str> = own.iter().map(|ty| ty.name.as_str()).collect();
    for ty in own {
        let inside = ty.kind.parts().into_iter().filter_map(TypeRef::named);
        names.extend(inside.map(|id| api.type_of(id).name.as_str()));
    }
    names
}
