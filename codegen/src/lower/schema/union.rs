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
    Kind::Union(Union {
        variants: children(lowering, variants),
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
        if let Some(target) = lowering.document.at(&pointer) {
            mapping.push((value.clone(), lowering.schema_at(target)));
        } else {
            let problem = unresolved_mapping(lowering, node, value, target);
            lowering.report(problem);
        }
    }
    Some(Discriminator { property: discriminator.property_name.clone(), mapping })
}

fn unresolved_mapping(
    lowering: &Lowering<'_, '_>,
    node: &Node<'_>,
    value: &str,
    target: &str,
) -> Diagnostic {
    let pointer = node.pointer.child("discriminator").child("mapping").child(value);
    let message = format!("no schema is named `{}`", bundled::display(target));
    let diagnostic = Diagnostic::error("unresolved-mapping", &pointer, message);
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
