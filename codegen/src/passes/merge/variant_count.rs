//! Counts the variants of schemas, nested unions included, before `allOf` is merged.
//!
//! An `allOf` of unions has as many variants as the product of theirs. Invariant: no `allOf` gets more
//! than [`limits::JOINED_VARIANTS`], because [`VariantCount::fitting`] leaves out the unions that
//! exceed them.

use crate::ir::{Kind, SchemaId, SchemaMap, Schemas, cyclic, strongly_connected};
use crate::limits;

/// The number of variants, for schemas that have more than one.
pub(super) struct VariantCount(SchemaMap<usize>);

impl VariantCount {
    /// Counts the variants of all schemas. A union on a cycle has more than any limit.
    pub(super) fn new(schemas: &Schemas) -> Self {
        let edges = |id: SchemaId| match &schemas[id].kind {
            Kind::Reference(target) => vec![*target],
            Kind::Union(union) => union.variants.clone(),
            Kind::AllOf(members) => members.clone(),
            _ => Vec::new(),
        };
        let mut counts = Self(SchemaMap::default());
        for component in strongly_connected(schemas.ids(), edges) {
            let is_cyclic = cyclic(&component, edges);
            for id in component {
                let count = match &schemas[id].kind {
                    _ if is_cyclic => usize::MAX,
                    Kind::Reference(target) => counts.of(*target),
                    Kind::Union(union) => counts.sum(&union.variants),
                    Kind::AllOf(members) => counts.product(members),
                    _ => 1,
                };
                counts.set(id, count);
            }
        }
        counts
    }

    /// The number of variants of the `allOf` of the members.
    pub(super) fn product(&self, members: &[SchemaId]) -> usize {
        let mut count = 1;
        for member in members {
            self.fitting(&mut count, *member);
        }
        count
    }

    /// Whether an `allOf` of `count` variants can have another member. Multiplies `count` if so.
    pub(super) fn fitting(&self, count: &mut usize, member: SchemaId) -> bool {
        let product = count.saturating_mul(self.of(member));
        let fits = product <= limits::JOINED_VARIANTS;
        if fits {
            *count = product;
        }
        fits
    }

    /// Records the number of variants of a schema.
    pub(super) fn set(&mut self, id: SchemaId, count: usize) {
        if count > 1 {
            self.0.insert(id, count);
        }
    }

    /// The number of variants of a schema.
    pub(super) fn of(&self, id: SchemaId) -> usize {
        self.0.get(&id).copied().unwrap_or(1)
    }

    fn sum(&self, variants: &[SchemaId]) -> usize {
        variants.iter().fold(0, |sum: usize, variant| sum.saturating_add(self.of(*variant)))
    }
}
