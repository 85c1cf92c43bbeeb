//! The schemas that the variants of a union lead to, through nested unions.
//!
//! Invariant: each schema occurs once for a variant, and the variants of nested unions are limited.

use std::collections::HashSet;

use super::Candidates;
use crate::diagnostics::Diagnostic;
use crate::ir::{Kind, Object};
use crate::limits;
use crate::pointer::Pointer;

/// A schema that is no union, and the position of the variant that leads to it.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'s> {
    pub(super) variant: usize,
    pub(super) kind: &'s Kind,
}

impl<'s> Leaf<'s> {
    /// The schema, if it is an object.
    pub(super) fn object(self) -> Option<&'s Object> {
        match self.kind {
            Kind::Object(object) => Some(object),
            _ => None,
        }
    }
}

impl<'s> Candidates<'s> {
    /// The leaves of all variants, or `None` if there are too many.
    pub(super) fn leaves(&mut self) -> Option<Vec<Leaf<'s>>> {
        let mut leaves = Vec::new();
        let mut nested = 0;
        for (variant, id) in self.variants().collect::<Vec<_>>() {
            let mut seen = HashSet::new();
            let mut pending = vec![id];
            while let Some(id) = pending.pop() {
                if !seen.insert(self.schemas.target(id)) {
                    continue;
                }
                match self.target(id) {
                    Kind::Union(union) => {
                        nested += union.variants.len();
                        if nested > limits::NESTED_VARIANTS {
                            self.diagnostics.push(large_union(self.pointer));
                            return None;
                        }
                        pending.extend(union.variants.iter().rev());
                    }
                    kind => leaves.push(Leaf { variant, kind }),
                }
            }
        }
        Some(leaves)
    }
}

fn large_union(pointer: &Pointer) -> Diagnostic {
    let message = format!("the nested unions have more than {} variants", limits::NESTED_VARIANTS);
    Diagnostic::warning("large-union", pointer, message)
        .at_key()
        .label("the variant that a value fits best is used, which takes time")
        .help("add a discriminator")
}
