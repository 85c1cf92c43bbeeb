//! Traverses a value along the requested pointers.
//!
//! Invariant: all members of an object and all items of an array are consumed, requested or not, so
//! that the traversal continues after them.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::key::KeyWalk;
use super::mark::Marks;
use super::stop;
use crate::locate::trie::Node;

/// A requested value or an ancestor of one.
pub(super) struct ValueWalk<'walk> {
    pub(super) node: &'walk mut Node,
    pub(super) marks: &'walk Marks<'walk>,
}

impl<'de> DeserializeSeed<'de> for ValueWalk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { node, marks } = self;
        let mut text = None;
        let probe = ValueProbe { node: &mut *node, marks, text: &mut text };
        let Err(failure) = deserializer.deserialize_any(probe) else { return Ok(()) };
        let token = marks.token(&failure, text.as_deref()).ok_or(failure)?;
        // An omitted null is located by its key.
        node.scalar = Some(token).filter(|token| token.length > 0);
        Ok(())
    }
}

/// Returns an error at a scalar, and traverses objects and arrays.
struct ValueProbe<'walk> {
    node: &'walk mut Node,
    marks: &'walk Marks<'walk>,
    /// The scalar, if it is a string.
    text: &'walk mut Option<String>,
}

impl<'de> Visitor<'de> for ValueProbe<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { node, marks, .. } = self;
        while let Some(key) = members.next_key_seed(KeyWalk { node, marks })? {
            node.opening = node.opening.or(key.as_ref().map(|key| key.span));
            let wanted = key.and_then(|key| Some((key.span, node.child(&key.name)?)));
            if let Some((span, child)) = wanted {
                child.set_key(span);
                members.next_value_seed(ValueWalk { node: child, marks })?;
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self { node, marks, .. } = self;
        for position in 0_usize.. {
            let item = match node.child(&position.to_string()) {
                Some(child) => items.next_element_seed(ValueWalk { node: child, marks })?,
                None => items.next_element::<IgnoredAny>()?.map(|_| ()),
            };
            if item.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, value) = tagged.variant::<IgnoredAny>()?;
        let Self { node, marks, .. } = self;
        value.newtype_variant_seed(ValueWalk { node, marks })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        *self.text = Some(text.to_owned());
        Err(stop())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Err(stop())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Err(stop())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Err(stop())
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        Err(stop())
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        Err(stop())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Err(stop())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Err(stop())
    }
}
