//! Lowers `oneOf`, `anyOf` and `discriminator`.

use super::children;
use crate::diagnostics::Diagnostic;
use crate::ir::{Discriminator, Kind, Matching, SchemaId, Union};
use crate::lower::Lowering;
use crate::lower::keywords::{DEFAULT_MAPPING, Keywords};
use crate::node::Node;
use crate::pointer::{Pointer, bundled};

pub(super) fn one_of<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    variants: &[Pointer],
    matching: Matching,
    keywords: &Keywords,
) -> Kind {
    let mut variants = children(lowering, variants);
    // The others are tried first, because any value matches a reference without a target.
    variants.sort_by_key(|id| lowering.dangling.contains(id));
    let discriminator = discriminator(lowering, node, keywords);
    Kind::Union(Box::new(Union { matching, variants, discriminator, ..Union::default() }))
}

/// Lowers the discriminator. A mapping target is a reference or the name of a component.
pub(super) fn discriminator<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    keywords: &Keywords,
) -> Option<Discriminator> {
    let discriminator = keywords.discriminator.as_ref()?;
    let own = node.pointer.child("discriminator");
    let mut mapping = Vec::new();
    for (value, target) in &discriminator.mapping {
        let pointer = own.child("mapping").child(value);
        mapping.extend(mapped(lowering, &pointer, target).map(|id| (value.clone(), id)));
    }
    let default = discriminator.default.as_ref();
    Some(Discriminator {
        property: discriminator.property.clone(),
        mapping,
        default: default.and_then(|target| mapped(lowering, &own.child(DEFAULT_MAPPING), target)),
        names: Vec::new(),
    })
}

/// The schema that `target` refers to or names.
fn mapped(lowering: &mut Lowering<'_, '_>, pointer: &Pointer, target: &str) -> Option<SchemaId> {
    let bare = Pointer::root().child("components").child("schemas").child(target);
    let found = lowering.document.at(&Pointer::from_fragment(target).unwrap_or(bare));
    if found.is_none() {
        let problem = unresolved_mapping(lowering, pointer, target);
        lowering.report(problem);
    }
    found.map(|node| lowering.schema_at(node))
}

fn unresolved_mapping(lowering: &Lowering<'_, '_>, pointer: &Pointer, target: &str) -> Diagnostic {
    let message = format!("no schema is named `{}`", bundled::display(target));
    let diagnostic = Diagnostic::error("unresolved-mapping", pointer, message)
        .otherwise("this value selects no variant");
    let reference = if target.starts_with('#') {
        target.to_owned()
    } else {
        format!("#/components/schemas/{target}")
    };
    if let Some((cause, _)) = lowering.document.misspelt_section(&reference) {
        return diagnostic.follows_from(&cause);
    }
    match lowering.document.similar(&reference, lowering.diagnostics) {
        Some(near) => diagnostic.replace_by(&near),
        None => diagnostic.help("use the name of a component, or a reference to it"),
    }
}
