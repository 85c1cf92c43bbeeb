//! Lowers tags.
//!
//! Invariant: following the parents of a tag ends at a tag without a parent.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::Tag;
use crate::node::Node;
use crate::pointer::Pointer;

/// Lowers `tags` of the description.
pub(super) fn lower(root: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Tag> {
    let nodes = root.items("tags", diagnostics);
    let mut tags = Vec::new();
    let mut parents = Vec::new();
    for node in nodes {
        let Some(node) = node.followed(diagnostics) else { continue };
        let Some(name) = node.required_text("name", "the tag is ignored", diagnostics) else {
            continue;
        };
        tags.push(Tag {
            name,
            summary: node.text("summary", diagnostics),
            docs: super::docs(&node, "x-displayName", diagnostics),
            parent: node.text("parent", diagnostics),
            kind: node.text("kind", diagnostics),
        });
        parents.push(node.pointer.child("parent"));
    }
    check_parents(&mut tags, &parents, diagnostics);
    tags
}

/// Removes parents that are unknown or lead back to the tag. Takes linear time, because a chain of
/// parents is followed up to the first tag that has been checked.
fn check_parents(tags: &mut [Tag], pointers: &[Pointer], diagnostics: &mut Diagnostics) {
    let names = tags.iter().enumerate();
    let positions: HashMap<String, usize> =
        names.map(|(position, tag)| (tag.name.clone(), position)).collect();
    let mut checked_with: HashMap<usize, usize> = HashMap::new();
    for start in 0..tags.len() {
        let mut current = start;
        while checked_with.insert(current, start).is_none() {
            let Some(tag) = tags.get_mut(current) else { break };
            let Some(parent) = tag.parent.clone() else { break };
            let problem = match positions.get(&parent) {
                None => format!("no tag is named `{parent}`"),
                Some(next) if checked_with.get(next) == Some(&start) => {
                    format!("the tag `{}` is inside of itself", tag.name)
                }
                Some(next) => {
                    current = *next;
                    continue;
                }
            };
            tag.parent = None;
            if let Some(pointer) = pointers.get(current) {
                let diagnostic = Diagnostic::warning("unknown-parent", pointer, problem);
                diagnostics.push(diagnostic.label("ignored").help("write the name of another tag"));
            }
        }
    }
}
