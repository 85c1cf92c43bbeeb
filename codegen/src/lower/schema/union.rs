//! Lowers `oneOf`, `anyOf` and `discriminator`.

use openapiv3::{ReferenceOr, SchemaData};

use super::children;
use crate::diagnostics::Diagnostic;
use crate::ir::{Discriminator, Kind, Union};
use crate::lower::Lowering;
use crate::node::Node;
use crate::pointer::{Pointer, bundled};

pub(super) fn one_of<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    variants: &[ReferenceOr<openapiv3::Schema>],
    data: &SchemaData,
) -> Kind {
    let mut variants = children(lowering, variants);
    // The others are tried first, because any value matches a reference without a target.
    variants.sort_by_key(|id| lowering.dangling.contains(id));
    Kind::Union(Union {
        variants,
        discriminator: discriminator(lowering, node, data),
        other: None,
        selection: Vec::new(),
    })
}

/// Lowers the discriminator. A mapping target is a reference or the name of a component.
pub(super) fn discriminator<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    data: &SchemaData,
) -> Option<Discriminator> {
    let discriminator = data.discriminator.as_ref()?;
    let mut mapping = Vec::new();
    for (value, target) in &discriminator.mapping {
        let bare = Pointer::root().child("components").child("schemas").child(target);
        let pointer = Pointer::from_fragment(target).unwrap_or(bare);
        match lowering.document.at(&pointer) {
            Some(target) => mapping.push((value.clone(), lowering.schema_at(target))),
            None => lowering.report(unresolved_mapping(node, value, target)),
        }
    }
    Some(Discriminator { property: discriminator.property_name.clone(), mapping })
}

fn unresolved_mapping(node: &Node<'_>, value: &str, target: &str) -> Diagnostic {
    let pointer = node.pointer.child("discriminator").child("mapping").child(value);
    Diagnostic::error(
        "unresolved-mapping",
        &pointer,
        format!("no schema is named `{}`", bundled::display(target)),
    )
    .otherwise("this value selects no variant")
    .help("use the name of a component, or a reference to it")
}
