//! Items in any order to the sorted ones, with one item for the plain implementations of a type.
//!
//! A type derives up to ten traits, so that a line for each would be most of the list. Invariant: no two
//! items are equal, and a type has one item with plain implementations.

use std::cmp::Ordering;

use super::item::{Item, Kind};

/// The items in the order of the list.
pub(super) fn sorted(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_unstable_by(order);
    items.dedup_by(|next, item| next == item || group(item, next));
    items.iter_mut().for_each(sort_traits);
    items
}

/// Features first, then items by path, then what is sent and received.
fn order(left: &Item, right: &Item) -> Ordering {
    let group = |item: &Item| match item.kind {
        Kind::Feature => 0,
        Kind::RustVersion => 1,
        Kind::Wire => 3,
        Kind::Default => 4,
        _ => 2,
    };
    let by_path = || left.path.cmp(&right.path);
    group(left).cmp(&group(right)).then_with(by_path).then_with(|| {
        match (left.plain_traits(), right.plain_traits()) {
            // Those of one type are neighbors.
            (Some(traits), Some(others)) => {
                left.rest.cmp(&right.rest).then_with(|| traits.cmp(others))
            }
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => left.cmp(right),
        }
    })
}

/// Adds the traits of `next` to those of `item` if both are plain implementations for one type.
pub(super) fn group(item: &mut Item, next: &Item) -> bool {
    let Some(others) = next.plain_traits().filter(|_| item.plain_traits().is_some()) else {
        return false;
    };
    let is_same = item.path == next.path && item.rest == next.rest;
    if let Kind::Impl(traits) = &mut item.kind
        && is_same
    {
        *traits = [traits, ", ", others].concat().into();
    }
    is_same
}

fn sort_traits(item: &mut Item) {
    let Some(mut traits) = item.traits() else { return };
    traits.sort_unstable();
    traits.dedup();
    item.kind = Kind::Impl(format!("impl {}", traits.join(", ")).into());
}
