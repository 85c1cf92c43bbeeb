//! Operations to the tables in which readers look for them, one a tag.

use super::docs;
use crate::ident::FieldName;
use crate::rust::{Api, Operation};

/// How a table refers to methods.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// By links that rustdoc follows.
    Rustdoc,
    /// By their names alone.
    None,
}

/// A heading and all tables. Where operations have tags, each table has the heading of its tag; an
/// operation stands in that of its first tag.
pub(super) fn lines(api: &Api, links: Links) -> Vec<String> {
    if api.operations.is_empty() {
        return Vec::new();
    }
    let level = match links {
        Links::Rustdoc => "#",
        Links::None => "##",
    };
    let mut text = vec![String::new(), format!("{level} Operations")];
    let groups = groups(api);
    let is_only = groups.len() == 1;
    for (tag, operations) in groups {
        text.push(String::new());
        if !is_only {
            text.push(format!("{level}# {}", tag.map_or("Other".to_owned(), docs::summary)));
            text.push(String::new());
            let said = api.tags.iter().find(|(name, _)| Some(name.as_str()) == tag);
            if let Some((_, said)) = said.filter(|(_, said)| !said.text.trim().is_empty()) {
                text.extend([docs::summary(&said.text), String::new()]);
            }
        }
        text.extend(["| method | request | |".to_owned(), "|---|---|---|".to_owned()]);
        for operation in operations {
            text.push(row(operation, links));
            text.extend(waiter_row(operation, links));
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
fn method(name: &FieldName, links: Links) -> String {
    let name = name.as_str().trim_start_matches("r#");
    match links {
        Links::Rustdoc => format!("[`{name}`](Client::{name})"),
        Links::None => format!("`{name}`"),
    }
}

fn waiter_row(operation: &Operation, links: Links) -> Option<String> {
    let waits = method(&operation.poller.as_ref()?.name, links);
    let read = operation.name.as_str().trim_start_matches("r#");
    Some(format!("| {waits} | | Poll the job that `{read}` reads until it is finished. |"))
}

fn row(operation: &Operation, links: Links) -> String {
    format!(
        "| {} | `{} {}` | {} |",
        method(&operation.name, links),
        operation.method,
        operation.path.replace(['`', '|'], "'"),
        docs::summary(&operation.docs.text).replace('|', "\\|"),
    )
}
