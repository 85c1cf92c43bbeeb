//! Tags, by which operations are grouped.

use super::Docs;

/// A tag.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The name.
    pub name: String,
    /// The name that readers see: `summary`.
    pub summary: Option<String>,
    /// The documentation.
    pub docs: Docs,
    /// The name of the tag that this one belongs to.
    pub parent: Option<String>,
    /// The purpose: `nav`, `badge`, `audience` or another word.
    pub kind: Option<String>,
}
