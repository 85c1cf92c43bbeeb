//! Joins unions with the other members of an `allOf`: each variant is joined with them.
//!
//! Invariant: the result has at most [`limits::JOINED_VARIANTS`] variants. A union that exceeds them is
//! left out with a warning, and objects keep its properties as additional JSON values.

use super::Merge;
use super::join::Form;
use super::sum::{Partial, Sum};
use crate::diagnostics::Diagnostic;
use crate::ir::{Additional, Kind, Object, Schema, SchemaId, Union};
use crate::limits;
use crate::pointer::Pointer;

impl Merge<'_, '_> {
    /// Joins a sum that is a union with another member.
    pub(super) fn distribute_left(&mut self, sum: Sum, right: SchemaId, place: &Pointer) -> Sum {
        if let Partial::Same(left) = sum.partial {
            if self.only_requires(left) {
                return self.same(right);
            }
            if self.is_large(left) {
                self.diagnostics.push(large_union(place));
                let sum = self.same(right);
                return self.opened(sum);
            }
        }
        let is_union = Form::of(self.target(right)) == Form::Union;
        let mut variants = sum.variants;
        if is_union && !self.only_requires(right) && !self.fits(&mut variants, right) {
            self.diagnostics.push(large_union(place));
            return self.opened(sum);
        }
        let (union, mut common) = self.partial_union(sum.partial);
        let (union, common) = if is_union && !common.is_empty() {
            (self.distributed(union, &common, place), vec![right])
        } else {
            common.push(right);
            (union, common)
        };
        Sum { partial: Partial::Union(union, common), variants, ..sum }.with(right, self.schemas)
    }

    /// Joins a sum that is not a union with a union.
    pub(super) fn distribute_right(
        &mut self,
        mut sum: Sum,
        right: SchemaId,
        place: &Pointer,
    ) -> Sum {
        if self.only_requires(right) {
            return sum;
        }
        if !self.fits(&mut sum.variants, right) {
            self.diagnostics.push(large_union(place));
            return self.opened(sum);
        }
        let (union, _) = self.partial_union(Partial::Same(right));
        let common = sum.members.iter().rev().copied().collect();
        Sum { partial: Partial::Union(union, common), ..sum }.with(right, self.schemas)
    }

    /// The union of a sum and the schemas with which its variants are joined.
    fn partial_union(&self, partial: Partial) -> (Union, Vec<SchemaId>) {
        match partial {
            Partial::Union(union, common) => (union, common),
            Partial::Same(id) if let Kind::Union(union) = self.target(id) => {
                ((**union).clone(), Vec::new())
            }
            _ => (Union::default(), Vec::new()),
        }
    }

    fn is_large(&self, union: SchemaId) -> bool {
        let mut variants = 1;
        !self.fits(&mut variants, union)
    }

    /// Whether each of `variants` can be joined with each variant of the union.
    fn fits(&self, variants: &mut usize, union: SchemaId) -> bool {
        let is_small = match self.target(union) {
            Kind::Union(union) => union.variants.len() <= limits::MERGED_VARIANTS,
            _ => true,
        };
        is_small && self.variant_count.fitting(variants, union)
    }

    /// The sum with any additional properties.
    fn opened(&mut self, sum: Sum) -> Sum {
        let open = self.open_object();
        let partial = match self.form(&sum.partial) {
            Form::Object => {
                let mut partial = self.partial_object(sum.partial);
                partial.object.additional = Additional::Any;
                Partial::Object(partial)
            }
            Form::Union => {
                let (union, mut common) = self.partial_union(sum.partial);
                common.push(open);
                Partial::Union(union, common)
            }
            Form::Any | Form::Scalar | Form::Array => Partial::Scalar(Kind::Any),
        };
        let mut members = sum.members;
        members.push(open);
        Sum { partial, members, ..sum }
    }

    /// An object with any properties.
    fn open_object(&mut self) -> SchemaId {
        *self.open_object.get_or_insert_with(|| {
            let object = Object { additional: Additional::Any, ..Object::default() };
            self.schemas.add(Schema::new(Pointer::root(), Kind::Object(Box::new(object))))
        })
    }

    /// Whether the variants of a union only list required properties. With a discriminator, each has a
    /// value of that as well.
    fn only_requires(&self, union: SchemaId) -> bool {
        let Kind::Union(union) = self.target(union) else { return false };
        let has_discriminator = union.discriminator.is_some();
        !has_discriminator
            && union.variants.iter().all(|variant| match self.target(*variant) {
                Kind::Object(object) => {
                    object.properties.is_empty() && object.additional == Additional::Unspecified
                }
                Kind::Any => true,
                _ => false,
            })
    }
}

fn large_union(place: &Pointer) -> Diagnostic {
    Diagnostic::warning("large-union", place, "a union of too many variants in an `allOf`")
        .at_key()
        .label("the properties of its variants become additional JSON values")
}
