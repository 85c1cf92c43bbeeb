//! The implementations of traits of a type, which are one item, to one item for each trait.
//!
//! Invariant: callers miss or gain one trait at a time, so that each is a change of its own.

use crate::public_api::{Item, Kind};

/// One item for each trait; the item itself if it is something else.
pub(super) fn each(item: &Item) -> Vec<Item> {
    match item.traits() {
        Some(traits) => traits.into_iter().map(|name| of(item, name)).collect(),
        None => vec![item.clone()],
    }
}

/// One item for each trait of the first item that the second one does not have.
pub(super) fn only_in(item: &Item, other: &Item) -> Vec<Item> {
    let others = other.traits().unwrap_or_default();
    let traits = item.traits().unwrap_or_default().into_iter();
    traits.filter(|name| !others.contains(name)).map(|name| of(item, name)).collect()
}

fn of(item: &Item, name: &str) -> Item {
    Item { kind: Kind::Impl(format!("impl {name}").into()), ..item.clone() }
}
