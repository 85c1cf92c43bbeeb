//! Changes to an entry of `CHANGELOG.md` of the generated crate.
//!
//! Invariant: entries of earlier versions are kept as they are, and without a change no entry is added.

use super::markdown::heading;
use super::{Change, Changes, Impact, summary};
use crate::format;
use crate::text::{Line, line, toml_string};

/// The name of the file.
pub const FILE: &str = "CHANGELOG.md";

/// The text of the file for a version. `before` is the file of the version before.
pub(crate) fn changelog(
    header: &Line,
    version: &str,
    changes: Option<&Changes>,
    before: Option<&str>,
) -> String {
    let entries = before.map(entries).unwrap_or_default();
    let mut lines = vec![header.clone()];
    lines.extend(Line::all(INTRODUCTION));
    match changes {
        Some(changes) if changes.all.is_empty() => {}
        Some(changes) => lines.extend(entry(version, changes)),
        None if entries.is_empty() => lines.extend(first(version)),
        None => {}
    }
    format::text(&lines) + entries
}

const INTRODUCTION: &str = "
# Changelog

The changes of the public API and of what is sent and received, by version. They follow from the
description of the API, and versions from Cargo's rules.
";

/// The entries of a file, from the first heading of a version.
fn entries(text: &str) -> &str {
    text.find("\n## ").and_then(|start| text.get(start..)).unwrap_or_default()
}

fn title(version: &str) -> [Line; 2] {
    [Line::default(), line!["## ", toml_string(version).replace("\"", "")]]
}

fn first(version: &str) -> Vec<Line> {
    let text = ["", "The first version of this client."];
    title(version).into_iter().chain(text.map(Line::from)).collect()
}

fn entry(version: &str, changes: &Changes) -> Vec<Line> {
    let mut lines = title(version).to_vec();
    for impact in Impact::ALL {
        let all: Vec<&Change> = changes.with(impact).collect();
        if !all.is_empty() {
            lines.extend([Line::default(), line!["### ", heading(impact)], Line::default()]);
            lines.extend(all.into_iter().map(item));
        }
    }
    lines
}

/// One change: what happened, then why it matters.
fn item(change: &Change) -> Line {
    let verb = match change.difference.verb() {
        "added" => "Added ",
        "removed" => "Removed ",
        "renamed" => "Renamed: ",
        _ => "Changed ",
    };
    let entry = line!["- ", verb, summary::sentence(change).markdown()];
    let notes = change.notes.iter().map(super::Note::markdown);
    line![notes.fold(entry, |entry, note| line![entry, ": ", note]), "."]
}
