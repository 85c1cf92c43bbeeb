//! Translates `oneOf` and `anyOf` schemas to Rust enums with one variant for each alternative.

use super::docs::docs;
use super::types::Types;
use crate::analysis::{pinned_label, variant_label};
use crate::ident::{NameOrigin, Scope, VariantName, unique};
use crate::ir::{self, SchemaId};
use crate::rust::{Union, UnionVariant};

/// The enum for a union.
pub(super) fn union(types: &Types<'_>, ir: &ir::Union) -> Union {
    let mut scope = Scope::default();
    let preferred = ir.variants.iter().map(|variant| {
        let origin = match pinned_label(types.ir, *variant) {
            Some(_) => NameOrigin::Pinned,
            None => NameOrigin::Derived,
        };
        (origin, VariantName::new(&variant_label(types.ir, *variant)).beside_catch_all())
    });
    let names = unique(&mut scope, &preferred.collect::<Vec<_>>());
    let tag = |position: usize| {
        let (_, value) = ir.written_tags.iter().find(|(written, _)| *written == position)?;
        ir.discriminator.as_ref().map(|it| (it.property.clone(), value.clone()))
    };
    let variant = |(position, (name, id)): (usize, (VariantName, &SchemaId))| UnionVariant {
        tag: tag(position),
        docs: docs(&types.ir.schemas[*id].docs, String::new),
        ty: types.type_ref(*id),
        name,
    };
    Union {
        variants: names.into_iter().zip(&ir.variants).enumerate().map(variant).collect(),
        selection: ir.selection.clone(),
        unknown: VariantName::catch_all(),
    }
}
