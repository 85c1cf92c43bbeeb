//! Implementations of traits, which an API lists by type, to one item for each trait.

use std::collections::BTreeSet;

use crate::public_api::{Item, Kind, split};

/// One item for each trait; the item itself if it is something else.
pub(super) fn each(item: &Item) -> Vec<Item> {
    match item.plain_traits() {
        Some(traits) => split(traits, ',').into_iter().map(|name| of(item, name.trim())).collect(),
        None => vec![item.clone()],
    }
}

/// The implementations that only the first item has, if both are plain ones of one type.
pub(super) fn only_in(item: &Item, other: &Item) -> Vec<Item> {
    let (Some(traits), Some(others)) = (item.plain_traits(), other.plain_traits()) else {
        return Vec::new();
    };
    let others: BTreeSet<&str> = split(others, ',').into_iter().map(str::trim).collect();
    let traits = split(traits, ',').into_iter().map(str::trim);
    traits.filter(|name| !others.contains(name)).map(|name| of(item, name)).collect()
}

fn of(item: &Item, name: &str) -> Item {
    Item { kind: Kind::Impl(format!("impl {name}")), ..item.clone() }
}
