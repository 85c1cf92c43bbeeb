//! Reads the objects of an overlay (Overlay Specification 1.0.0 and 1.1.0).
//!
//! Invariant: a member that cannot be read is reported at its place in the overlay, and its action is
//! left out. All pointers are places of the overlay.

use super::version::Version;
use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::limits::{self, Exceeded};
use crate::members;
use crate::node::Node;
use crate::parse;
use crate::pointer::Pointer;
use crate::pointer::bundled::{self, File};
use crate::resolve::Document;
use crate::source::Source;
use crate::value::Value;

/// An overlay that can be applied.
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) version: Version,
    pub(super) extends: Option<Text>,
    pub(super) actions: Vec<Action>,
}

/// One action.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) target: Text,
    pub(super) effect: Effect,
}

/// What an action does with the values that it selects.
#[derive(Debug)]
pub(super) enum Effect {
    Update {
        value: Value,
        place: Pointer,
    },
    /// Updates them with another value of the description.
    Copy(Text),
    Remove {
        place: Pointer,
    },
}

/// A text and its place.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) place: Pointer,
}

const TOO_MANY_ACTIONS: Exceeded = Exceeded {
    most: limits::OVERLAY_ACTIONS,
    what: "actions in an overlay",
    help: "write JSONPaths that select several values, or one action that updates the root",
};

/// Reads the overlay with this number; `None` if it cannot be applied.
pub(super) fn read(
    source: &Source,
    number: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Overlay> {
    let mut found = Diagnostics::new();
    let root = parse::parse_overlay(source, &mut found);
    diagnostics.extend(found.into_iter().map(|it| it.in_file(File::Overlay(number))));
    let bundle = Bundle::of_one_file(root?, source);
    let place = bundled::overlay(number);
    members::check_overlay(&bundle, &place, diagnostics);
    let node = Node { value: &bundle.root, pointer: place, document: Document::new(&bundle) };
    let version = Version::of(&node, diagnostics)?;
    info(&node, diagnostics);
    Some(Overlay {
        version,
        extends: text(&node, "extends", diagnostics),
        actions: actions(&node, diagnostics),
    })
}

fn info(root: &Node<'_>, diagnostics: &mut Diagnostics) {
    const NOTHING: &str = "the overlay is applied without it";
    let Some(info) = root.get("info") else {
        return diagnostics.push(root.missing("info", NOTHING));
    };
    if info.object(diagnostics).is_some() {
        for name in ["title", "version"] {
            if info.get(name).is_none() {
                diagnostics.push(info.missing(name, NOTHING));
            }
        }
    }
}

fn actions(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Action> {
    let Some(list) = root.get("actions") else {
        diagnostics.push(root.missing("actions", "nothing is changed"));
        return Vec::new();
    };
    let Some(items) = list.value.as_array() else {
        diagnostics.push(list.wrong_type("an array"));
        return Vec::new();
    };
    if items.is_empty() {
        diagnostics.push(without_effect(&list.pointer, "an overlay without actions"));
    }
    if items.len() > limits::OVERLAY_ACTIONS {
        diagnostics.push(TOO_MANY_ACTIONS.at(&list.pointer));
        return Vec::new();
    }
    let item = |(position, value)| {
        let pointer = list.pointer.index(position);
        action(&Node { value, pointer, document: list.document }, diagnostics)
    };
    items.iter().enumerate().filter_map(item).collect()
}

fn action(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Action> {
    const LEFT_OUT: &str = "this action is not applied";
    node.object(diagnostics)?;
    let effect = effect(node, diagnostics);
    if node.get("target").is_none() {
        diagnostics.push(node.missing("target", LEFT_OUT));
    }
    Some(Action { target: text(node, "target", diagnostics)?, effect: effect? })
}

/// What an action does; its members are weighed as the specification says.
fn effect(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Effect> {
    // An update may be null.
    let update = node.value.get("update").map(|value| (value, node.pointer.child("update")));
    let copy = text(node, "copy", diagnostics);
    let removal = node.get("remove").filter(|removal| {
        let removes = removal.value.as_bool();
        if removes.is_none() {
            diagnostics.push(removal.wrong_type("true or false"));
        }
        removes == Some(true)
    });
    match (removal, update, copy) {
        (Some(removal), update, copy) => {
            let others = update.map(|(_, place)| place).into_iter();
            for place in others.chain(copy.map(|copy| copy.place)) {
                diagnostics.push(without_effect(&place, "an action that removes its target"));
            }
            Some(Effect::Remove { place: removal.pointer })
        }
        (None, Some((_, place)), Some(copy)) => {
            let both = "an action with both `update` and `copy`";
            diagnostics.push(without_effect(&place, both).related_to(&copy.place, "the other one"));
            None
        }
        (None, Some((value, place)), None) => Some(Effect::Update { value: value.clone(), place }),
        (None, None, Some(copy)) => Some(Effect::Copy(copy)),
        (None, None, None) => {
            let nothing = "an action without `update`, `copy` or `remove`";
            diagnostics.push(without_effect(&node.pointer, nothing));
            None
        }
    }
}

fn without_effect(place: &Pointer, what: &str) -> Diagnostic {
    let message = match place.last().as_deref() {
        Some(name @ ("update" | "copy")) => format!("`{name}` has no effect in {what}"),
        _ => format!("{what} changes nothing"),
    };
    Diagnostic::warning("overlay-without-effect", place, message).at_key().label("this is ignored")
}

/// The string `name`. References are not followed in an overlay.
fn text(node: &Node<'_>, name: &str, diagnostics: &mut Diagnostics) -> Option<Text> {
    let member = node.get(name)?;
    if let Value::String(text) = member.value {
        return Some(Text { text: text.to_string(), place: member.pointer });
    }
    diagnostics.push(member.wrong_type("a string"));
    None
}
