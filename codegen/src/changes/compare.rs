//! Pairs of items to changes with their impact, by Cargo's rules (the chapter on compatibility of the Cargo
//! Book).
//!
//! Invariant: what is inside of an added or removed item is not a change of its own.

use std::collections::BTreeSet;

use super::function::{self, Signature};
use super::implementations;
use super::key::{Items, Key, Namespace, by_key};
use super::renames::Renames;
use super::{Change, Difference, Impact};
use crate::public_api::{Item, Kind, PublicApi};

/// The changes of all items, without those that were renamed.
pub(super) fn compare(base: &PublicApi, new: &PublicApi, renames: &Renames<'_>) -> Vec<Change> {
    let (old, now) = (by_key(base), by_key(new));
    let gone: BTreeSet<&str> = whole(&old, &now);
    let added: BTreeSet<&str> = whole(&now, &old);
    let mut changes = Vec::new();
    for (key, item) in &old {
        match now.get(key) {
            Some(to) if matches!(key.0, Namespace::PlainImpls(_)) => {
                let (gone, new) =
                    (implementations::only_in(item, to), implementations::only_in(to, item));
                changes.extend(gone.into_iter().map(removed));
                changes.extend(new.into_iter().map(|item| self::added(item, &old)));
            }
            Some(to) => changes.extend(changed(item, to, renames)),
            None if is_inside(item, &gone) || renames.has_old(item) => {}
            None => changes.extend(implementations::each(item).into_iter().map(removed)),
        }
    }
    for (key, item) in &now {
        if !old.contains_key(key) && !is_inside(item, &added) && !renames.has_new(item) {
            changes.extend(
                implementations::each(item).into_iter().map(|item| self::added(item, &old)),
            );
        }
    }
    for change in changes.iter_mut().filter(|change| change.place.is_none()) {
        change.place = nearest(change.difference.item(), &now);
    }
    changes
}

/// The paths of types, modules and values that only one of the APIs has, or has as another kind.
fn whole<'i>(items: &Items<'i>, others: &Items<'_>) -> BTreeSet<&'i str> {
    let alone = items.iter().filter(|(key, item)| match others.get(*key) {
        Some(other) => matches!(key.0, Namespace::Types) && other.kind != item.kind,
        None => true,
    });
    let named = alone.filter(|(Key(namespace, _), _)| {
        matches!(namespace, Namespace::Types | Namespace::Values | Namespace::Members)
    });
    named.map(|(Key(_, path), _)| *path).collect()
}

/// Whether an item belongs to one that was added or removed as a whole.
fn is_inside(item: &Item, whole: &BTreeSet<&str>) -> bool {
    let itself = matches!(item.kind, Kind::Wire).then(|| item.path.split(' ').next()).flatten();
    let mut owner = itself.or_else(|| item.owner());
    while let Some(path) = owner {
        if whole.contains(path) {
            return true;
        }
        owner = path.rsplit_once("::").map(|(outer, _)| outer);
    }
    false
}

fn removed(item: Item) -> Change {
    let impact = match item.kind {
        Kind::Wire | Kind::Default => Impact::Wire,
        _ => Impact::Breaking,
    };
    Change::new(Difference::Removed(item), impact)
}

/// The place of the innermost type or module around an item that is still there.
fn nearest(item: &Item, now: &Items<'_>) -> Option<String> {
    let mut owner = item.owner();
    while let Some(path) = owner {
        let found = now.get(&Key(Namespace::Types, path));
        if let Some(place) = found.and_then(|found| found.place.clone()) {
            return Some(place.into());
        }
        owner = path.rsplit_once("::").map(|(outer, _)| outer);
    }
    None
}

fn added(item: Item, old: &Items<'_>) -> Change {
    let owner = item.owner().and_then(|path| old.get(&Key(Namespace::Types, path)));
    let (impact, note) = match (&item.kind, owner) {
        (Kind::Wire | Kind::Default, _) => (Impact::Wire, None),
        (Kind::Field, Some(owner)) if is_constructible(owner) => (
            Impact::Breaking,
            Some("programs may construct this struct with a literal, which has to set all fields"),
        ),
        (Kind::Variant, Some(owner)) if !owner.attributes.non_exhaustive => {
            (Impact::Breaking, Some("a `match` without this variant no longer compiles"))
        }
        (_, Some(owner)) if owner.kind == Kind::Trait && !is_provided(&item) => {
            (Impact::Breaking, Some("programs that implement the trait have to add it"))
        }
        _ => (Impact::Compatible, None),
    };
    let change = Change::new(Difference::Added(item), impact);
    note.into_iter().fold(change, Change::note)
}

/// Whether programs can write a literal of a struct.
fn is_constructible(item: &Item) -> bool {
    item.kind == Kind::Struct && !item.attributes.non_exhaustive && !hides_fields(item)
}

/// Whether a struct has private fields, or a member of a trait a default.
fn hides_fields(item: &Item) -> bool {
    item.rest.ends_with(" { .. }")
}

fn is_provided(item: &Item) -> bool {
    hides_fields(item)
}

fn changed(from: &Item, to: &Item, renames: &Renames<'_>) -> Option<Change> {
    let is_same = from.kind == to.kind
        && from.attributes == to.attributes
        && (from.rest == to.rest || renames.applied(&from.rest) == *to.rest);
    if is_same {
        return None;
    }
    let change =
        |impact| Change::new(Difference::Changed { from: from.clone(), to: to.clone() }, impact);
    match &to.kind {
        Kind::Wire | Kind::Default => return Some(change(Impact::Wire)),
        Kind::RustVersion => return Some(change(Impact::Compatible)),
        Kind::Feature => return Some(feature(from, to, change)),
        _ => {}
    }
    let (was, is) = (from.attributes, to.attributes);
    if from.kind != to.kind {
        return Some(change(Impact::Breaking));
    }
    if from.rest != to.rest {
        return of_rest(from, to, renames, change);
    }
    Some(match (was.non_exhaustive, is.non_exhaustive) {
        (false, true) if to.kind == Kind::Enum => {
            change(Impact::Breaking).note("a `match` needs a wildcard arm now")
        }
        (false, true) => change(Impact::Breaking)
            .note("programs can no longer construct it with a literal, and patterns need `..`"),
        _ if is.deprecated && !was.deprecated => {
            change(Impact::Compatible).note("it is deprecated now")
        }
        _ if was.deprecated && !is.deprecated => {
            change(Impact::Compatible).note("it is no longer deprecated")
        }
        _ => change(Impact::Compatible),
    })
}

/// A change of a type or signature.
fn of_rest(
    from: &Item,
    to: &Item,
    renames: &Renames<'_>,
    change: impl Fn(Impact) -> Change,
) -> Option<Change> {
    match to.kind {
        Kind::Function | Kind::AsyncFunction => {
            let (was, is) = (Signature::parse(&from.rest), Signature::parse(&to.rest));
            if was.is_compatible_with(&is, |text| renames.applied(text)) {
                return None;
            }
            let provided = !is_provided(from) && is_provided(to);
            let is_same =
                from.rest.trim_end_matches(" { .. }") == to.rest.trim_end_matches(" { .. }");
            let impact = if provided && is_same { Impact::Compatible } else { Impact::Breaking };
            Some(function::notes(&was, &is).into_iter().fold(change(impact), Change::note))
        }
        Kind::Struct if hides_fields(from) && !hides_fields(to) => Some(change(Impact::Compatible)),
        Kind::Struct if !hides_fields(from) && hides_fields(to) => Some(
            change(Impact::Breaking).note("programs can no longer construct it with a literal"),
        ),
        _ => Some(change(Impact::Breaking)),
    }
}

/// A feature that implies less is missed by those who rely on what it implied.
fn feature(from: &Item, to: &Item, change: impl Fn(Impact) -> Change) -> Change {
    let implied = |item: &Item| -> Vec<String> {
        let list = item.rest.trim_start_matches(" = [").trim_end_matches(']');
        list.split(", ").map(str::to_owned).collect()
    };
    let now = implied(to);
    let keeps_all = implied(from).iter().all(|name| name.is_empty() || now.contains(name));
    change(if keeps_all { Impact::Compatible } else { Impact::Breaking })
}
