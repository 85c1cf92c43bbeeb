//! Where the responses to the requests of a run have what it reads.
//!
//! Invariant: a path that leads to nothing is no error, because a body has one of several forms.

use crate::runtime::json::{Kind, Node};

/// The names of members, from the root of a body. `*` is each item of an array.
pub(crate) type JsonPath = &'static [&'static str];

/// Where responses have what a run reads. Operations with `x-bulk` implement it.
pub(crate) trait ResponsePaths {
    /// The id of the job, in the response to the request that starts it.
    const JOB_ID: JsonPath;
    /// The state of the job.
    const STATE: JsonPath;
    /// The states of a job that is finished.
    const FINISHED: &'static [&'static str];
    /// The number of finished parts of the job.
    const COMPLETE: Option<JsonPath> = None;
    /// The number of all parts of the job.
    const TOTAL: Option<JsonPath> = None;
    /// The lists of results.
    const RESULTS: &'static [JsonPath];
    /// The lists of ids of changed records.
    const CHANGED_IDS: &'static [JsonPath] = &[];
}

/// The first value at a path that is not null.
pub(super) fn value(root: Node<'_>, path: JsonPath) -> Option<Node<'_>> {
    let mut found = None;
    visit(root, path, &mut |node| {
        if found.is_none() && !node.is_null() {
            found = Some(node);
        }
    });
    found
}

/// The items of all lists at these paths. A single item may replace a list, as elsewhere.
pub(super) fn items<'t>(root: Node<'t>, paths: &[JsonPath]) -> Vec<Node<'t>> {
    let mut found = Vec::new();
    for path in paths {
        visit(root, path, &mut |list| match list.kind() {
            Kind::Null => {}
            Kind::Array => found.extend(list.items().into_iter().flatten()),
            _ => found.push(list),
        });
    }
    found
}

/// Visits the values at a path. Recursive: as deep as the path, which the description has.
fn visit<'t>(node: Node<'t>, path: &[&str], visitor: &mut impl FnMut(Node<'t>)) {
    match path.split_first() {
        None => visitor(node),
        Some((&"*", rest)) => {
            for item in node.items().into_iter().flatten() {
                visit(item, rest, visitor);
            }
        }
        Some((name, rest)) => {
            if let Some(member) = node.get(name) {
                visit(member, rest, visitor);
            }
        }
    }
}
