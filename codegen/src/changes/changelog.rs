//! Changes to an entry of `CHANGELOG.md` of the generated crate.
//!
//! Invariant: entries of earlier versions are kept as they are, and without a change no entry is added.

use super::markdown::heading;
use super::{Change, Changes, Impact, summary};
use crate::format;
use crate::options::Base;
use crate::text::{Line, line, toml_string};

/// The name of the file.
pub const FILE: &str = "CHANGELOG.md";

/// The text of the file for a version, with the entries of the base.
pub(crate) fn changelog(
    header: &Line,
    version: &str,
    changes: Option<&Changes>,
    base: Option<&Base>,
) -> String {
    let before = base.and_then(|base| base.changelog.as_deref());
    let entries = before.map(entries).unwrap_or_default();
    let mut lines = vec![header.clone()];
    lines.extend(Line::all(INTRODUCTION));
    match changes {
        Some(changes) if !changes.all.is_empty() => lines.extend(entry(version, changes)),
        _ if entries.is_empty() => {
            let text = if base.is_some() { UNKNOWN } else { FIRST };
            lines.extend(title(version));
            lines.extend([Line::default(), text.into()]);
        }
        _ => {}
    }
    format::text(&lines) + entries
}

/// The entry of the first version.
const FIRST: &str = "The first version of this client.";

/// The entry of a version whose predecessor has no list of its public API.
const UNKNOWN: &str = "The changes of this version and of earlier ones are not known.";

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
