//! Tags, by which the front page groups operations.

use super::Docs;

/// A tag.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The name in the description.
    pub name: String,
    /// The name that readers see.
    pub title: String,
    /// The documentation.
    pub docs: Docs,
    /// The name of the tag that this one belongs to.
    pub parent: Option<String>,
    /// Whether operations are grouped by it or marked with it.
    pub role: TagRole,
}

/// What a tag does to the operations that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagRole {
    /// It groups them.
    Group,
    /// It marks them.
    Mark,
}
