//! The public names of the generated client, one a line: what its users can see changing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use insta::{Settings, assert_snapshot};
use syn::{
    ExprStruct, Fields, ImplItem, Item, ItemStruct, Macro, TraitItem, Type, UseTree, Visibility,
};

use super::support::workspace;

#[test]
fn public_names_are_those_in_the_snapshot() {
    let mut names = Names::default();
    names.module("", true, &workspace().join("generated/src"), "lib");
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!("public_names", names.visible().join("\n")));
}

/// Paths of items, fields, variants and methods, as they are found.
#[derive(Default)]
struct Names {
    /// What is written as public, by the path at which it stands.
    written: BTreeSet<String>,
    /// The modules that users can name.
    modules: BTreeSet<String>,
    /// Other paths of items: those of `pub use`.
    exports: BTreeMap<String, String>,
}

impl Names {
    /// What users can name, or call on what they can name.
    fn visible(&self) -> Vec<String> {
        let mut visible: BTreeSet<String> = BTreeSet::new();
        for path in &self.written {
            let (module, item) = path.split_once(' ').unwrap();
            if module == "*" || self.modules.contains(module) {
                visible.insert(joined(module.trim_start_matches('*'), item));
            }
            let owner = item.split("::").next().unwrap_or_default();
            if let Some(exported) = self.exports.get(&joined(module, owner)) {
                visible.insert(format!("{exported}{}", &item[owner.len()..]));
            }
        }
        visible.into_iter().collect()
    }

    /// The file of a module and those of its modules.
    fn module(&mut self, path: &str, public: bool, folder: &Path, file: &str) {
        if public {
            self.modules.insert(path.to_owned());
        }
        let text = fs::read_to_string(folder.join(format!("{file}.rs"))).unwrap();
        let inner: PathBuf = if file == "lib" { folder.to_owned() } else { folder.join(file) };
        let items = syn::parse_file(&text).unwrap().items;
        let own: Vec<String> = items.iter().filter_map(defined).collect();
        for item in items {
            match item {
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    let public = public && is_public(&module.vis);
                    let file = name.trim_start_matches("r#");
                    self.module(&joined(path, &name), public, &inner, file);
                }
                Item::Impl(item) if item.trait_.is_none() => {
                    let owner = type_name(&item.self_ty);
                    // Methods belong to their type, in whatever module they are written.
                    let module = if own.contains(&owner) { path } else { "*" };
                    for item in item.items {
                        self.associated(module, &owner, &item);
                    }
                }
                Item::Macro(table) => self.table(path, &table.mac),
                Item::Use(item) if is_public(&item.vis) => self.export(path, path, &item.tree),
                item => self.item(path, &item),
            }
        }
    }

    fn add(&mut self, module: &str, item: &str) {
        self.written.insert(format!("{module} {item}"));
    }

    fn associated(&mut self, module: &str, owner: &str, item: &ImplItem) {
        match item {
            ImplItem::Fn(method) if is_public(&method.vis) => {
                self.add(module, &format!("{owner}::{}()", method.sig.ident));
            }
            ImplItem::Const(value) if is_public(&value.vis) => {
                self.add(module, &format!("{owner}::{}", value.ident));
            }
            _ => {}
        }
    }

    /// The methods that a table of the runtime writes.
    fn table(&mut self, module: &str, table: &Macro) {
        let method = match table.path.segments.last().map(|it| it.ident.to_string()).as_deref() {
            Some("setters" | "list_setters" | "nullable_setters") => None,
            Some("text_enum") => Some("as_str()"),
            Some("integer_enum") => Some("as_i64()"),
            _ => return,
        };
        if let Some(method) = method {
            let listed: ExprStruct = table.parse_body().unwrap();
            let owner = &listed.path.segments.last().unwrap().ident;
            return self.add("types", &format!("{owner}::{method}"));
        }
        let rows = &table.tokens;
        let fields: ItemStruct = syn::parse_quote!(struct #rows);
        for field in &fields.fields {
            let setter = field.ident.as_ref().unwrap();
            self.add(module, &format!("{}::{setter}()", fields.ident));
        }
    }

    fn item(&mut self, module: &str, item: &Item) {
        let Some(name) = defined(item) else { return };
        match item {
            Item::Fn(_) => self.add(module, &format!("{name}()")),
            _ => self.add(module, &name),
        }
        let inside: Vec<String> = match item {
            Item::Struct(item) => fields(&item.fields),
            Item::Enum(item) => item.variants.iter().map(|it| it.ident.to_string()).collect(),
            Item::Trait(item) => item.items.iter().filter_map(method).collect(),
            _ => Vec::new(),
        };
        for inside in inside {
            self.add(module, &format!("{name}::{inside}"));
        }
    }

    /// `pub use self::a::B` in the module `at` means that `a::B` is also `at::B`.
    fn export(&mut self, at: &str, from: &str, tree: &UseTree) {
        match tree {
            UseTree::Path(tree) if tree.ident == "self" => self.export(at, from, &tree.tree),
            UseTree::Path(tree) if tree.ident == "super" => {
                let parent = from.rsplit_once("::").map_or("", |(parent, _)| parent);
                self.export(at, parent, &tree.tree);
            }
            UseTree::Path(tree) => {
                self.export(at, &joined(from, &tree.ident.to_string()), &tree.tree);
            }
            UseTree::Name(tree) => {
                let name = tree.ident.to_string();
                self.exports.insert(joined(from, &name), joined(at, &name));
            }
            UseTree::Group(tree) => tree.items.iter().for_each(|it| self.export(at, from, it)),
            _ => panic!("{at} exports something in a way that this test does not know"),
        }
    }
}

/// The name of an item that is public.
fn defined(item: &Item) -> Option<String> {
    let (visibility, name) = match item {
        Item::Struct(item) => (&item.vis, &item.ident),
        Item::Enum(item) => (&item.vis, &item.ident),
        Item::Trait(item) => (&item.vis, &item.ident),
        Item::Fn(item) => (&item.vis, &item.sig.ident),
        Item::Type(item) => (&item.vis, &item.ident),
        Item::Const(item) => (&item.vis, &item.ident),
        Item::Static(item) => (&item.vis, &item.ident),
        _ => return None,
    };
    is_public(visibility).then(|| name.to_string())
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn fields(fields: &Fields) -> Vec<String> {
    let name = |(position, field): (usize, &syn::Field)| {
        field.ident.as_ref().map_or(position.to_string(), ToString::to_string)
    };
    let public = fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis));
    public.map(name).collect()
}

fn method(item: &TraitItem) -> Option<String> {
    let TraitItem::Fn(method) = item else { return None };
    Some(format!("{}()", method.sig.ident))
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

/// The last segment of the path of a type.
fn type_name(ty: &Type) -> String {
    let Type::Path(path) = ty else { return "_".to_owned() };
    path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}
