//! Where the values of a description come from, after overlays have changed it.
//!
//! A tree beside the values, which has a node only on the way to what was changed. Invariant: a value
//! without a node comes from the same member or item of what the value around it comes from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Pointer, bundled};
use crate::locate::Part;

/// Where one value and those in it come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origins {
    own: Option<Origin>,
    /// Those of the members of an object or the items of an array, by token.
    inside: BTreeMap<String, Origins>,
}

/// Where a value comes from. The pointers say in which file they are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    /// The item that had this position in the array around it.
    Item(usize),
    /// Another place.
    At(Pointer),
    /// A value that was replaced, while its key or position is still that of another place.
    Replaced { key: Pointer, value: Pointer },
}

/// What an action adds: where the value comes from, and what was changed in it since.
#[derive(Clone, Debug)]
pub(crate) struct Added<'o> {
    /// Where the value comes from.
    pub(crate) place: Pointer,
    origins: Cow<'o, Origins>,
}

impl Added<'_> {
    /// A value as it stands at `place`.
    pub(crate) fn from(place: Pointer) -> Self {
        Self { place, origins: Cow::Owned(Origins::default()) }
    }

    /// The member or item `token` of the value.
    pub(crate) fn inside(&self, token: &str) -> Added<'_> {
        let node = self.origins.inside.get(token);
        let place = step(&self.place, node, token, Part::Value);
        Added { place, origins: node.map_or_else(|| Cow::Owned(Origins::default()), Cow::Borrowed) }
    }
}

impl Origins {
    /// Where the value at `pointer` comes from, or its key.
    pub(crate) fn of(&self, pointer: &Pointer, part: Part) -> Pointer {
        let mut place = bundled::description();
        let mut node = Some(self);
        let mut tokens = pointer.tokens().peekable();
        while let Some(token) = tokens.next() {
            // `part` applies to the last token only, as in `locate`.
            let part = if tokens.peek().is_some() { Part::Value } else { part };
            node = node.and_then(|node| node.inside.get(token.as_ref()));
            place = step(&place, node, &token, part);
        }
        place
    }

    /// What is at `pointer`, to be added somewhere else.
    pub(crate) fn added(&self, pointer: &Pointer) -> Added<'static> {
        let found = pointer.tokens().try_fold(self, |node, token| node.inside.get(token.as_ref()));
        let mut origins = found.cloned().unwrap_or_default();
        origins.own = None;
        Added { place: self.of(pointer, Part::Value), origins: Cow::Owned(origins) }
    }

    /// The node of the value at `pointer`.
    pub(crate) fn at(&mut self, pointer: &Pointer) -> &mut Self {
        pointer.tokens().fold(self, |node, token| node.inside(&token))
    }

    /// The node of the member or item `token`.
    pub(crate) fn inside(&mut self, token: &str) -> &mut Self {
        self.inside.entry(token.to_owned()).or_default()
    }

    /// Records that the value is what was added, with its key.
    pub(crate) fn set(&mut self, added: &Added<'_>) {
        self.own = Some(Origin::At(added.place.clone()));
        self.inside = added.origins.inside.clone();
    }

    /// Records that the value is what was added, under the key that it had at `key`.
    pub(crate) fn replace(&mut self, key: Pointer, added: &Added<'_>) {
        self.set(added);
        self.own = Some(Origin::Replaced { key, value: added.place.clone() });
    }

    /// Records that members of the object were removed.
    pub(crate) fn remove_members(&mut self, names: &BTreeSet<String>) {
        self.inside.retain(|name, _| !names.contains(name));
    }

    /// Records that items of the array, which had `length` of them, were removed.
    pub(crate) fn remove_items(&mut self, positions: &BTreeSet<usize>, length: usize) {
        let mut nodes = std::mem::take(&mut self.inside);
        let kept = (0..length).filter(|position| !positions.contains(position));
        for (position, before) in kept.enumerate() {
            let mut node = nodes.remove(&before.to_string()).unwrap_or_default();
            if position != before {
                node.own.get_or_insert(Origin::Item(before));
            }
            if node != Self::default() {
                self.inside.insert(position.to_string(), node);
            }
        }
    }
}

/// The place of the member or item `token` of the value at `place`.
fn step(place: &Pointer, node: Option<&Origins>, token: &str, part: Part) -> Pointer {
    match node.and_then(|node| node.own.as_ref()) {
        None => place.child(token),
        Some(Origin::Item(position)) => place.index(*position),
        Some(Origin::At(place)) => place.clone(),
        Some(Origin::Replaced { key, value }) => match part {
            Part::Key | Part::FirstKey => key.clone(),
            Part::Value => value.clone(),
        },
    }
}
