//! Operations to tables, one for each tag.

use super::docs;
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
    let groups = groups(api);
    let is_only = groups.len() == 1;
    for (tag, operations) in groups {
        text.push(Line::default());
        if !is_only {
            text.push(line![level, "# ", tag.map_or("Other".into(), markdown::summary)]);
            text.push(Line::default());
            let said = api.tags.iter().find(|(name, _)| Some(name.as_str()) == tag);
            if let Some((_, said)) = said.filter(|(_, said)| !said.is_empty()) {
                text.extend([docs::summary(said), Line::default()]);
            }
        }
        text.extend(["| method | request | |".into(), "|---|---|---|".into()]);
        for operation in operations {
            text.push(row(operation, medium));
            text.extend(poller_row(operation, medium));
        }
    }
    text
}

/// The operations by their first tag, in the order in which the tags are declared, then in which
/// they are used; those without a tag come last.
fn groups(api: &Api) -> Vec<(Option<&str>, Vec<&Operation>)> {
    let mut groups: Vec<(Option<&str>, Vec<&Operation>)> =
        api.tags.iter().map(|(name, _)| (Some(name.as_str()), Vec::new())).collect();
    for operation in &api.operations {
        let tag = operation.tags.first().map(String::as_str);
        match groups.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, operations)) => operations.push(operation),
            None => groups.push((tag, vec![operation])),
        }
    }
    groups.retain(|(_, operations)| !operations.is_empty());
    groups.sort_by_key(|(tag, _)| tag.is_none());
    groups
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

fn row(operation: &Operation, medium: Medium) -> Line {
    let request = code_span::cell(&operation.request_line());
    let summary = docs::cell(&operation.docs);
    line!["| ", method(&operation.name, medium), " | ", request, " | ", summary, " |"]
}
