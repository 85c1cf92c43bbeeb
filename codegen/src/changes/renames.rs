//! Items that are gone and items that are new, to those that only have another name.
//!
//! A type is the same if its fields or variants are, a method of the client if its place and its request are,
//! and a field if it is the only one of its struct that is gone, the only new one, and has the same type.
//! Invariant: each item is in one pair at most, and pairs are found in linear time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::key::{Items, Key, by_key};
use super::same_contents::{contents, matches, replaced};
use super::{Change, Difference, Impact, Note};
use crate::public_api::{Item, Kind, PublicApi};

/// The items that were renamed.
pub(super) struct Renames<'i> {
    pairs: Vec<(&'i Item, &'i Item)>,
    old: BTreeSet<&'i str>,
    new: BTreeSet<&'i str>,
    /// The new names of types by the old ones.
    types: HashMap<&'i str, &'i str>,
}

impl<'i> Renames<'i> {
    /// The renames between two APIs.
    pub(super) fn find(base: &'i PublicApi, new: &'i PublicApi) -> Self {
        let (old, now) = (by_key(base), by_key(new));
        let gone = only_in(&old, &now);
        let added = only_in(&now, &old);
        let mut renames = Self {
            pairs: Vec::new(),
            old: BTreeSet::new(),
            new: BTreeSet::new(),
            types: HashMap::new(),
        };
        renames.types(base, new, &gone, &added);
        renames.methods(&old, &now);
        renames.fields(&gone, &added);
        renames
    }

    /// Types with the same contents. Names of types that are gone or new do not matter in them, because
    /// those inside of a renamed type have its name too.
    fn types(
        &mut self,
        base: &'i PublicApi,
        new: &'i PublicApi,
        gone: &[&'i Item],
        added: &[&'i Item],
    ) {
        let types = |items: &[&'i Item]| -> Vec<&'i Item> {
            items.iter().copied().filter(|item| is_type(item)).collect()
        };
        let (gone, added) = (types(gone), types(added));
        if gone.is_empty() || added.is_empty() {
            return;
        }
        let (before, after) = (contents(base, &gone), contents(new, &added));
        for (gone, added) in matches(&gone, &added, &before, &after) {
            self.types.insert(gone.name(), added.name());
            self.add(gone, added);
        }
    }

    /// Methods of the client that are declared at the same place, and do the same there.
    fn methods(&mut self, old: &Items<'i>, now: &Items<'i>) {
        let (gone, added) = (methods_only_in(old, now), methods_only_in(now, old));
        let (before, after) = (modules(old), modules(now));
        for (key, gone) in gone {
            if let Some(added) = added.get(&key) {
                self.add(gone, added);
                self.old.extend(before.get(key.0));
                self.new.extend(after.get(key.0));
            }
        }
    }

    /// Fields, of which each struct has lost one and gained one.
    fn fields(&mut self, gone: &[&'i Item], added: &[&'i Item]) {
        let by_owner = |items: &[&'i Item]| {
            let mut fields: BTreeMap<&'i str, Vec<&'i Item>> = BTreeMap::new();
            for item in items.iter().filter(|item| item.kind == Kind::Field) {
                fields.entry(item.owner().unwrap_or_default()).or_default().push(item);
            }
            fields
        };
        let added = by_owner(added);
        for (owner, gone) in by_owner(gone) {
            if let ([gone], Some([added])) = (gone.as_slice(), added.get(owner).map(Vec::as_slice))
                && self.applied(&gone.rest) == *added.rest
            {
                self.add(gone, added);
            }
        }
    }

    fn add(&mut self, gone: &'i Item, added: &'i Item) {
        self.pairs.push((gone, added));
        self.old.insert(&gone.path);
        self.new.insert(&added.path);
    }

    /// Whether an item is the old one of a pair, or belongs to it.
    pub(super) fn has_old(&self, item: &Item) -> bool {
        is_part(item, &self.old)
    }

    /// Whether an item is the new one of a pair, or belongs to it.
    pub(super) fn has_new(&self, item: &Item) -> bool {
        is_part(item, &self.new)
    }

    /// The text with the new names of types in place of the old ones.
    pub(super) fn applied(&self, text: &str) -> String {
        if self.types.is_empty() {
            return text.to_owned();
        }
        replaced(text, |name| self.types.get(name).copied())
    }

    /// The changes of the renamed items.
    pub(super) fn into_changes(self) -> impl Iterator<Item = Change> {
        self.pairs.into_iter().map(|(from, to)| {
            let name = from.name().trim_start_matches("r#");
            let keep = Note::from("add ").code(format!("x-rust-name: {name}"));
            let change = Change::new(
                Difference::Renamed { from: from.clone(), to: to.clone() },
                Impact::Breaking,
            )
            .note(keep.words(" there to keep the old name"));
            if from.kind == Kind::Field {
                return change;
            }
            let alias = Note::from("or ").code(format!("x-rust-alias: {name}"));
            change.note(alias.words(" to keep it as well for one release, as a deprecated one"))
        })
    }
}

fn is_type(item: &Item) -> bool {
    matches!(item.kind, Kind::Struct | Kind::Enum | Kind::Alias) && item.path.starts_with("types::")
}

fn is_part(item: &Item, paths: &BTreeSet<&str>) -> bool {
    let path = item.path.split(' ').next().unwrap_or_default();
    let mut path = Some(path);
    while let Some(known) = path {
        if paths.contains(known) {
            return true;
        }
        path = known.rsplit_once("::").map(|(outer, _)| outer);
    }
    false
}

/// The items that only one of the APIs has.
fn only_in<'i>(items: &Items<'i>, others: &Items<'_>) -> Vec<&'i Item> {
    items.iter().filter(|(key, _)| !others.contains_key(*key)).map(|(_, item)| *item).collect()
}

/// The methods of the client that only one of the APIs has, by place and by the first of the facts about
/// each, which is the request if it sends one.
fn methods_only_in<'i>(
    items: &Items<'i>,
    others: &Items<'i>,
) -> BTreeMap<(&'i str, &'i str), &'i Item> {
    let methods = items.values().copied().filter(|item| {
        item.path.starts_with("Client::")
            && item.kind == Kind::Function
            && !others.contains_key(&Key::of(item))
    });
    let keyed = methods.filter_map(|item| {
        let wire = Item::new(Kind::Wire, item.path.clone(), "");
        let facts = items.get(&Key::of(&wire))?.rest.strip_prefix(" = ")?;
        let first = crate::public_api::split(facts, ',').first().copied()?;
        Some(((item.place.as_deref()?, first), item))
    });
    keyed.collect()
}

/// The modules of operations, by place.
fn modules<'i>(items: &Items<'i>) -> BTreeMap<&'i str, &'i str> {
    let modules = items
        .values()
        .copied()
        .filter(|item| item.kind == Kind::Module && item.path.starts_with("operations::"));
    modules.filter_map(|item| Some((item.place.as_deref()?, &*item.path))).collect()
}
