//! Operations by their tags: a section for each tag, after that of its parent.
//!
//! Invariant: each operation is in one section, that of its first tag that groups operations.

use std::collections::{HashMap, HashSet};

use crate::rust::{Api, Operation, Tag, TagRole};

/// A section of the front page.
pub(super) struct Section<'a> {
    /// The tag, if it is declared.
    pub(super) tag: Option<&'a Tag>,
    /// What readers see; `None` for operations without a tag.
    pub(super) name: Option<&'a str>,
    /// The number of sections around it.
    pub(super) depth: usize,
    pub(super) operations: Vec<&'a Operation>,
}

/// The sections in the order in which tags are declared, then in which they are used; operations
/// without a tag come last.
pub(super) fn sections(api: &Api) -> Vec<Section<'_>> {
    let marks: HashSet<&str> = marking(api).map(|tag| tag.name.as_str()).collect();
    let mut groups: Vec<(Option<&str>, Vec<&Operation>)> = Vec::new();
    let mut positions: HashMap<Option<&str>, usize> = HashMap::new();
    for operation in &api.operations {
        let tag = operation.tags.iter().map(String::as_str).find(|tag| !marks.contains(tag));
        let position = *positions.entry(tag).or_insert(groups.len());
        match groups.get_mut(position) {
            Some((_, operations)) => operations.push(operation),
            None => groups.push((tag, vec![operation])),
        }
    }
    let mut sections = declared(api, &positions, &mut groups);
    groups.retain(|(_, operations)| !operations.is_empty());
    groups.sort_by_key(|(tag, _)| tag.is_none());
    let others = groups.into_iter();
    sections.extend(others.map(|(name, operations)| Section {
        tag: None,
        name,
        depth: 0,
        operations,
    }));
    sections
}

/// The sections of declared tags that have operations or sections inside. Takes the operations from
/// `groups`. Parents contain no cycle, and the stack has each tag once.
fn declared<'a>(
    api: &'a Api,
    positions: &HashMap<Option<&str>, usize>,
    groups: &mut [(Option<&'a str>, Vec<&'a Operation>)],
) -> Vec<Section<'a>> {
    let mut inside: HashMap<Option<&str>, Vec<&Tag>> = HashMap::new();
    for tag in api.tags.iter().rev() {
        inside.entry(tag.parent.as_deref()).or_default().push(tag);
    }
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut pending: Vec<(&'a Tag, usize)> = Vec::new();
    pending.extend(inside.remove(&None).into_iter().flatten().map(|tag| (tag, 0)));
    while let Some((tag, depth)) = pending.pop() {
        let name = Some(tag.name.as_str());
        let group = positions.get(&name).and_then(|position| groups.get_mut(*position));
        let operations = group.map(|(_, operations)| std::mem::take(operations));
        let operations = operations.unwrap_or_default();
        sections.push(Section { tag: Some(tag), name: Some(&tag.title), depth, operations });
        let own = inside.remove(&name).into_iter().flatten();
        pending.extend(own.map(|tag| (tag, depth + 1)));
    }
    without_empty(sections)
}

/// The sections that have operations, and those around them.
fn without_empty(sections: Vec<Section<'_>>) -> Vec<Section<'_>> {
    let mut kept: Vec<Section<'_>> = Vec::new();
    for section in sections.into_iter().rev() {
        let contains_next = kept.last().is_some_and(|next| next.depth > section.depth);
        if contains_next || !section.operations.is_empty() {
            kept.push(section);
        }
    }
    kept.reverse();
    kept
}

/// What readers see of the tags that mark an operation.
pub(super) fn marks<'a>(api: &'a Api, operation: &'a Operation) -> impl Iterator<Item = &'a str> {
    let is_of = |tag: &&Tag| operation.tags.contains(&tag.name);
    marking(api).filter(is_of).map(|tag| tag.title.as_str())
}

fn marking(api: &Api) -> impl Iterator<Item = &Tag> {
    api.tags.iter().filter(|tag| tag.role == TagRole::Mark)
}
