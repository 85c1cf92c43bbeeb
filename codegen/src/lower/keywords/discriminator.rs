//! Reads the discriminator of a schema.

use crate::diagnostics::Diagnostics;
use crate::node::Node;

/// A discriminator. The target of a value is a reference or the name of a component.
pub(in crate::lower) struct Discriminator {
    pub property: String,
    pub mapping: Vec<(String, String)>,
    pub default: Option<String>,
}

/// The schema for other values of the property (OpenAPI 3.2, Discriminator Object).
pub(in crate::lower) const DEFAULT_MAPPING: &str = "defaultMapping";

/// Reads `discriminator`.
pub(super) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Discriminator> {
    let node = node.get_object("discriminator", diagnostics)?;
    let mapping = node.members("mapping", diagnostics);
    let target =
        |(key, target): (&str, Node<'_>)| Some((key.to_owned(), target.value.as_str()?.to_owned()));
    Some(Discriminator {
        property: property_name(&node, diagnostics)?,
        mapping: mapping.into_iter().filter_map(target).collect(),
        default: node.text(DEFAULT_MAPPING, diagnostics),
    })
}

fn property_name(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    if node.get("propertyName").is_none() {
        let instead = "variants are selected by their properties";
        diagnostics.push(node.missing("propertyName", instead).into_warning());
    }
    node.text("propertyName", diagnostics)
}
