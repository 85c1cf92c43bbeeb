//! The public API of a crate as data: its features, its items with types and signatures, and what is
//! sent and received.
//!
//! Items come from the tokens of the emitted files, so that they are what the compiler sees;
//! `declared` adds where the description declares them, and the facts that Rust does not show.
//! The file `public-api.txt` has one item per line. Invariant: an API that is read from its text has the
//! same items, and the order of the lines depends on the items only.

mod declared;
mod exports;
mod item;
mod module;
mod order;
mod reader;
mod runtime;
mod split;
mod syntax;
mod tokens;

use std::collections::{BTreeMap, HashSet};

use self::declared::reference;
pub(crate) use self::declared::{Declared, declared};
use self::exports::Exports;
pub use self::item::{Attributes, Item, Kind};
pub(crate) use self::module::Module;
use self::order::sorted;
pub(crate) use self::reader::Reader;
pub use self::runtime::list as runtime_list;
pub(crate) use self::split::split;
use crate::format::{self, Part};
use crate::text::{Line, public_item};

/// The name of the file.
pub const FILE: &str = "public-api.txt";

/// The public API of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicApi {
    /// The items, sorted.
    pub items: Vec<Item>,
}

impl PublicApi {
    /// The API of a crate that consists of these modules, without those of the runtime.
    /// `is_copied` knows which files of the runtime the crate has, by folder and name.
    pub(crate) fn new(
        mut modules: Vec<Module>,
        is_copied: impl Fn(&str, &str) -> bool,
        features: Vec<Item>,
        declared: Declared,
    ) -> Self {
        let exports = Exports::of(&modules);
        let mut items = runtime::items(is_copied, &exports);
        items.extend(exports.all_items(&mut modules));
        let Declared { places, wire } = declared;
        for item in items.iter_mut().filter(|item| !matches!(item.kind, Kind::Impl(_))) {
            item.place = places.get(&*item.path).map(reference);
        }
        drop(places);
        let of = |fact: &Item| fact.path.split(' ').next().unwrap_or_default().to_owned();
        let described: HashSet<String> = wire.iter().map(of).collect();
        let public = items.iter().filter_map(|item| described.get(&*item.path));
        let public: HashSet<&String> = public.collect();
        items.extend(wire.into_iter().filter(|fact| public.contains(&of(fact))));
        items.extend(runtime::defaults());
        items.extend(features);
        Self { items: sorted(items) }
    }

    /// The API of the crate with these files, as its source has it, without facts and places.
    ///
    /// # Errors
    /// A file is not Rust.
    pub fn of_source(files: &BTreeMap<String, String>) -> Result<Self, syn::Error> {
        let mut modules = Vec::new();
        for (path, text) in files {
            let name = path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs"));
            if let Some(name) = name {
                let mut reader = Reader::at(name);
                let file = syn::parse_file(text)?;
                for item in &file.items {
                    reader.add(Part::Item(item));
                }
                modules.extend(reader.finish());
            }
        }
        let items = Exports::of(&modules).all_items(&mut modules);
        Ok(Self { items: sorted(items) })
    }

    /// The API in the text of a file. Lines that are not those of items are left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self { items: sorted(text.lines().filter_map(Item::parse).collect()) }
    }

    /// The text of the file.
    pub(crate) fn text(&self, source: &Line) -> String {
        let length: usize = self.items.iter().map(Item::line_length).sum();
        let mut text = String::with_capacity(INTRODUCTION.len() + length + 200);
        text.push_str(&format::text(&[format::header("#", source, "")]));
        text.push_str(INTRODUCTION);
        for item in &self.items {
            text.push_str(public_item(item.line_at(stable_place(item))).as_str());
            text.push('\n');
        }
        text
    }
}

/// The place of an item, which stays as it is when another value or variant is added before it.
fn stable_place(item: &Item) -> Option<&str> {
    let place = item.place.as_deref()?;
    let list = place.rsplit_once('/').filter(|(list, position)| {
        let is_position = position.bytes().all(|byte| byte.is_ascii_digit());
        is_position && ["/enum", "/oneOf", "/anyOf"].iter().any(|name| list.ends_with(name))
    });
    Some(list.map_or(place, |(list, _)| list))
}

/// What the file is for.
const INTRODUCTION: &str = "\
# The public API of the crate: features, items, and what is sent and received (`wire`). After `@` is the
# place in the description. `cargo xtask changes` compares two such files.
";

/// A feature and what it implies.
pub(crate) fn feature(name: &'static str, implied: impl Iterator<Item = &'static str>) -> Item {
    let implied: Vec<&str> = implied.collect();
    Item::new(Kind::Feature, name, format!(" = [{}]", implied.join(", ")))
}

/// The crate needs this version of Rust.
pub(crate) fn rust_version(version: &'static str) -> Item {
    Item::new(Kind::RustVersion, "", format!(" = {version}"))
}
