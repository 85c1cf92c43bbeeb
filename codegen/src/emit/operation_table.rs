//! Operations to tables, one for each tag.

use super::docs;
use super::tag_sections::{self, Section};
use crate::ident::FieldName;
use crate::rust::{Api, Operation};
use crate::text::{Line, code_span, line, markdown};

/// Where text is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    /// In the documentation: methods are links, and lines of examples can be hidden.
    Rustdoc,
    /// In the README.
    Readme,
}

impl Medium {
    /// The mark of a heading of the first level below the title.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Rustdoc => "#",
            Self::Readme => "##",
        }
    }
}

/// A heading and all tables. Where operations have tags, each tag has a table, and an operation is
/// listed under its first tag.
pub(super) fn lines(api: &Api, medium: Medium) -> Vec<Line> {
    if api.operations.is_empty() {
        return Vec::new();
    }
    let level = medium.heading();
    let mut text = vec![Line::default(), line![level, " Operations"]];
    let sections = tag_sections::sections(api);
    let is_only = sections.len() == 1;
    for Section { tag, name, depth, operations } in sections {
        if !is_only {
            text.push(Line::default());
            let title = name.map_or("Other".into(), markdown::summary);
            text.push(line![level, heading(depth), " ", title]);
            if let Some(tag) = tag.filter(|tag| !tag.docs.is_empty()) {
                text.extend([Line::default(), docs::summary(&tag.docs)]);
            }
        }
        if operations.is_empty() {
            continue;
        }
        let head = ["", "| method | request | |", "|---|---|---|"];
        text.extend(head.map(Line::from));
        for operation in operations {
            text.push(row(api, operation, medium));
            text.extend(poller_row(operation, medium));
            text.extend(bulk_row(operation, medium));
        }
    }
    text
}

/// What a heading inside of so many others has more than one of the first level. Markdown has six
/// levels.
fn heading(depth: usize) -> &'static str {
    match depth {
        0 => "#",
        1 => "##",
        2 => "###",
        _ => "####",
    }
}

/// The name of a method of the client.
fn method(name: &FieldName, medium: Medium) -> Line {
    let name = name.shown();
    match medium {
        Medium::Rustdoc => line!["[`", name, "`](Client::", name, ")"],
        Medium::Readme => line!["`", name, "`"],
    }
}

fn poller_row(operation: &Operation, medium: Medium) -> Option<Line> {
    let method = method(&operation.poller.as_ref()?.name, medium);
    let read = operation.name.shown();
    Some(line!["| ", method, " | | Poll the job that `", read, "` reads until it is finished. |"])
}

fn bulk_row(operation: &Operation, medium: Medium) -> Option<Line> {
    let method = method(&operation.bulk.as_ref()?.name, medium);
    let called = operation.name.shown();
    Some(line!["| ", method, " | | Change any number of records with `", called, "`. |"])
}

fn row(api: &Api, operation: &Operation, medium: Medium) -> Line {
    let request = code_span::cell(&operation.request_line());
    let summary = docs::cell(&operation.docs);
    let marks = tag_sections::marks(api, operation);
    let marks = marks.fold(Line::default(), |text, mark| line![text, " ", code_span::cell(mark)]);
    line!["| ", method(&operation.name, medium), " | ", request, " | ", summary, marks, " |"]
}
