//! A change to the sentence that says what happened.

use super::{Change, Difference, Note};
use crate::public_api::{Item, Kind, split};

/// What happened, in one sentence.
pub(super) fn sentence(change: &Change) -> Note {
    match &change.difference {
        Difference::Added(item) if item.kind == Kind::Wire => {
            Note::default().code(name(item)).words(": ").code(rest(item)).words(" is new")
        }
        Difference::Removed(item) if item.kind == Kind::Wire => {
            Note::default().code(name(item)).words(": ").code(rest(item)).words(" is gone")
        }
        Difference::Added(item) => Note::default().code(code(item)),
        Difference::Removed(item) => Note::default().code(name(item)),
        Difference::Renamed { from, to } => {
            Note::default().code(name(from)).words(" is ").code(name(to)).words(" now")
        }
        Difference::Changed { from, to } => changed(change, from, to),
    }
}

fn changed(change: &Change, from: &Item, to: &Item) -> Note {
    let note = Note::default().code(name(to));
    match to.kind {
        Kind::Wire => {
            let (before, after) = (facts(from), facts(to));
            let gone: Vec<&str> = before.iter().filter(|it| !after.contains(it)).copied().collect();
            let new: Vec<&str> = after.iter().filter(|it| !before.contains(it)).copied().collect();
            match (gone.is_empty(), new.is_empty()) {
                (true, true) => note.words(": the order of ").code(after.join(", ")),
                (true, false) => note.words(": ").code(new.join(", ")).words(" is new"),
                (false, true) => note.words(": ").code(gone.join(", ")).words(" is gone"),
                (false, false) => {
                    note.words(": ").code(gone.join(", ")).words(" became ").code(new.join(", "))
                }
            }
        }
        Kind::Function | Kind::AsyncFunction if !change.notes.is_empty() => note,
        _ if from.rest == to.rest && from.kind == to.kind => note,
        _ if from.kind != to.kind => {
            note.words(": ").code(code(from)).words(" became ").code(code(to))
        }
        _ => note.words(": ").code(rest(from)).words(" became ").code(rest(to)),
    }
}

/// The facts of a `wire` item.
fn facts(item: &Item) -> Vec<&str> {
    split(rest(item), ',').into_iter().map(str::trim).collect()
}

/// What follows the path, without punctuation.
fn rest(item: &Item) -> &str {
    item.rest.trim_start_matches([' ', ':', '=']).trim_end_matches(" { .. }")
}

/// The item without its type or signature.
fn name(item: &Item) -> String {
    match &item.kind {
        Kind::Impl(of) => format!("{of} for {}{}", item.path, item.rest),
        Kind::Feature => format!("feature {}", item.path),
        Kind::RustVersion => "rust-version".to_owned(),
        _ => item.path.to_string(),
    }
}

/// The item with its type or signature.
fn code(item: &Item) -> String {
    let rest = item.rest.trim_end_matches(" { .. }");
    match &item.kind {
        Kind::Struct => format!("struct {}", item.path),
        Kind::Enum => format!("enum {}", item.path),
        Kind::Trait => format!("trait {}", item.path),
        Kind::Module => format!("mod {}", item.path),
        Kind::Alias => format!("type {}{rest}", item.path),
        Kind::AsyncFunction => format!("async fn {}{rest}", item.path),
        Kind::Function => format!("fn {}{rest}", item.path),
        Kind::Impl(_) | Kind::RustVersion => name(item),
        _ => format!("{}{rest}", name(item)),
    }
}
