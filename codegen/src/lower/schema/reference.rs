//! Lowers references from one schema to another.

use super::{described, has_structure};
use crate::diagnostics::Diagnostic;
use crate::ir::{Kind, Schema};
use crate::lower::Lowering;
use crate::lower::keywords::Keywords;
use crate::node::Node;
use crate::pointer::Pointer;

/// Lowers a `$ref` with siblings: documentation applies to the reference, other keywords to an `allOf`
/// with the target.
pub(super) fn referenced<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    reference: &Node<'v>,
    keywords: &Keywords,
) -> Kind {
    let Some(target) = lowering.target(reference) else { return Kind::Any };
    let target = lowering.referenced(target);
    if has_structure(keywords) {
        let rest = described(lowering, node, keywords);
        let rest = lowering.schemas.add(Schema::new(node.pointer.clone(), rest));
        return Kind::AllOf(vec![target, rest]);
    }
    Kind::Reference(target)
}

/// Keywords for dynamic references in 3.1.
pub(super) const DYNAMIC: [&str; 2] = ["$recursiveRef", "$dynamicRef"];

/// Lowers a dynamic reference. `#` resolves to the enclosing component, because types are always used
/// by name; other dynamic references are not supported.
pub(super) fn dynamic_reference(lowering: &mut Lowering<'_, '_>, reference: &Node<'_>) -> Kind {
    let mut steps = reference.pointer.tokens();
    let named = match (steps.next().as_deref(), steps.next().as_deref(), steps.next()) {
        (Some("components"), Some("schemas"), Some(name)) => {
            lowering.document.at(&Pointer::root().child("components").child("schemas").child(&name))
        }
        _ => None,
    };
    if let Some(target) = named.filter(|_| reference.value == "#") {
        return Kind::Reference(lowering.referenced(target));
    }
    lowering.report(
        Diagnostic::warning(
            "dynamic-reference",
            &reference.pointer,
            "this dynamic reference is not supported",
        )
        .label("the type is a JSON value")
        .help("use `$ref`"),
    );
    Kind::Any
}
