//! What a module of Rust has that other crates may reach.
//!
//! Invariant: paths are those of definitions; [`exports`](super::exports) finds the public ones.

use super::item::{Attributes, Item};
use super::order::group;

/// A path from the root of the crate, such as `types::order::Order`; empty for the root.
pub(super) type Path = String;

/// The path of a name in the module at `path`.
pub(super) fn inside(path: &str, name: &str) -> Path {
    if path.is_empty() { name.to_owned() } else { [path, "::", name].concat() }
}

/// What a module has.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(super) path: Path,
    /// The public modules in it.
    pub(super) modules: Vec<(String, Attributes)>,
    /// The public items that it defines.
    pub(super) definitions: Vec<Definition>,
    /// What it exports by `pub use`: the name and the path.
    pub(super) exports: Vec<(String, Path)>,
    /// The methods and traits of types of other modules, and implementations of traits of the crate.
    pub(super) members: Vec<Member>,
}

/// A public item and what belongs to it.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) name: String,
    /// The item, its fields, methods and traits, with paths that begin with its name.
    pub(super) items: Vec<Item>,
}

/// A method of a type, or implementations of traits.
#[derive(Debug)]
pub(super) struct Member {
    /// The type.
    pub(super) owner: Path,
    /// The trait, if it is one of the crate.
    pub(super) of: Option<Path>,
    /// With a path that begins with the name of the type.
    pub(super) item: Item,
}

impl Definition {
    /// Adds an item. Traits are added to those that the type has already.
    pub(super) fn add(&mut self, item: Item) {
        let has_traits = item.plain_traits().is_some();
        if !(has_traits && self.items.iter_mut().any(|known| group(known, &item))) {
            self.items.push(item);
        }
    }
}

impl Module {
    /// The number of its items.
    pub(super) fn item_count(&self) -> usize {
        self.definitions.iter().map(|it| it.items.len()).sum::<usize>() + self.members.len()
    }

    /// Gives back memory that nothing will be added to, because a description may have many types.
    pub(super) fn shrink(&mut self) {
        self.definitions.shrink_to_fit();
        self.definitions.iter_mut().for_each(|definition| definition.items.shrink_to_fit());
        self.members.shrink_to_fit();
        self.exports.shrink_to_fit();
    }
}
