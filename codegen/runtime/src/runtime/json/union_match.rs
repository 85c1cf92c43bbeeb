//! Which object type of a union without a discriminator a JSON object is meant to be.
//!
//! Invariant: the choice looks at the names of the members and at fixed values only, and does
//! not depend on anything but the object and the order of the shapes.

use std::cmp::Reverse;

use super::node::{Kind, Node};

/// What is known of one object type of a union.
#[derive(Clone, Copy, Debug)]
pub struct ObjectShape {
    /// The members that have to be there.
    pub required: &'static [&'static str],
    /// All members that the type declares.
    pub known: &'static [&'static str],
    /// The members that have one of a few values, by their text, whenever they are there.
    pub fixed: &'static [(&'static str, &'static [&'static str])],
}

impl ObjectShape {
    fn fits(&self, object: Node<'_>) -> bool {
        self.required.iter().all(|name| object.get(name).is_some())
            && self.fixed.iter().all(|(name, values)| {
                object.get(name).is_none_or(|value| {
                    value.scalar_text().is_some_and(|text| values.contains(&text.as_ref()))
                })
            })
    }

    fn members_known(&self, object: Node<'_>) -> usize {
        self.known.iter().filter(|name| object.get(name).is_some()).count()
    }
}

impl Node<'_> {
    /// The place of the shape that describes this object best: of those whose required members
    /// are all there and whose fixed members fit, the one that knows most of the members, and
    /// the first of equals. There is none for a value that is not an object.
    #[must_use]
    pub fn best_match(self, shapes: &[ObjectShape]) -> Option<usize> {
        if self.kind() != Kind::Object {
            return None;
        }
        let fitting = shapes.iter().enumerate().filter(|(_, shape)| shape.fits(self));
        let best = fitting.min_by_key(|(_, shape)| Reverse(shape.members_known(self)));
        best.map(|(place, _)| place)
    }
}
