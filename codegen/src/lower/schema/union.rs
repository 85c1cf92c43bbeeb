//! Lowers `oneOf`, `anyOf` and `discriminator`.

use openapiv3::{ReferenceOr, SchemaData};

use super::children;
use crate::diagnostics::Diagnostic;
use crate::ir::{Discriminator, Kind, Matching, SchemaId, Union};
use crate::lower::Lowering;
use crate::lower::keywords::DEFAULT_MAPPING;
use crate::node::Node;
use crate::pointer::{Pointer, bundled};

pub(super) fn one_of<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    variants: &[ReferenceOr<openapiv3::Schema>],
    matching: Matching,
    data: &SchemaData,
) -> Kind {
    let mut variants = children(lowering, variants);
    // The others are tried first, because any value matches a reference without a target.
    variants.sort_by_key(|id| lowering.dangling.contains(id));
    Kind::Union(Union {
        matching,
        variants,
        discriminator: discriminator(lowering, node, data),
        other: None,
        selection: Vec::new(),
        written_tags: Vec::new(),
    })
}

/// Lowers the discriminator. A mapping target is a reference or the name of a component.
pub(super) fn discriminator<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    data: &SchemaData,
) -> Option<Discriminator> {
    let discriminator = data.discriminator.as_ref()?;
    let own = node.pointer.child("discriminator");
    let mut mapping = Vec::new();
    for (value, target) in &discriminator.mapping {
        let pointer = own.child("mapping").child(value);
        mapping.extend(mapped(lowering, &pointer, target).map(|id| (value.clone(), id)));
    }
    let default = discriminator.extensions.get(DEFAULT_MAPPING).and_then(|target| target.as_str());
    Some(Discriminator {
        property: discriminator.property_name.clone(),
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
        lowering.report(unresolved_mapping(pointer, target));
    }
    found.map(|node| lowering.schema_at(node))
}

fn unresolved_mapping(pointer: &Pointer, target: &str) -> Diagnostic {
    Diagnostic::error(
        "unresolved-mapping",
        pointer,
        format!("no schema is named `{}`", bundled::display(target)),
    )
    .otherwise("this value selects no variant")
    .help("use the name of a component, or a reference to it")
}
