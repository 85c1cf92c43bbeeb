//! Selects the variant of a union without a discriminator for a JSON object.
//!
//! Invariant: the selection depends on the names of the members, the fixed values and the order of
//! the shapes only.

use std::cmp::Reverse;

use super::node::{Kind, Node};

/// The shape of one object type of a union.
#[derive(Clone, Copy, Debug)]
pub struct ObjectShape {
    /// The names of the required members.
    pub required: &'static [&'static str],
    /// The names of all declared members.
    pub known: &'static [&'static str],
    /// The members with fixed values: the name and the text of each value that is allowed.
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

    fn count_known(&self, object: Node<'_>) -> usize {
        self.known.iter().filter(|name| object.get(name).is_some()).count()
    }
}

impl Node<'_> {
    /// The index of the shape that matches this object best: among those whose required members are
    /// present and whose fixed values match, the one that declares most of the members, and the
    /// first of several. `None` if no shape matches or the value is not an object.
    #[must_use]
    pub fn best_match(self, shapes: &[ObjectShape]) -> Option<usize> {
        if self.kind() != Kind::Object {
            return None;
        }
        let fitting = shapes.iter().enumerate().filter(|(_, shape)| shape.fits(self));
        let best = fitting.min_by_key(|(_, shape)| Reverse(shape.count_known(self)));
        best.map(|(index, _)| index)
    }
}
