//! Integers that are strings in JSON, because some JSON parsers lose precision above 53 bits.
//!
//! Invariant: an encoded value decodes to the same integer. Decoding accepts strings and numbers.

use serde::{Serialize, Serializer};

use super::containers::containers;
use super::node::{Kind, Node};
use super::object_reader::ObjectReader;

/// Encodes an integer, or a container of integers, as strings: `7` becomes `"7"`.
#[derive(Clone, Copy, Debug)]
pub struct IntegerAsString<'v, T: ?Sized>(pub &'v T);

impl IntegerAsString<'_, ()> {
    /// Declares the next member to have integers in strings.
    pub(crate) fn declare(object: &mut ObjectReader<'_>) {
        object.inspect(integer_text);
    }
}

/// Records all values that are not integers in strings, also in lists and maps. The result is the same
/// value, to be decoded without recording more. It recurses as deep as the value is nested.
pub(crate) fn integer_text(node: Node<'_>) -> Node<'_> {
    match node.kind() {
        Kind::Array => node.items().into_iter().flatten().for_each(|item| _ = integer_text(item)),
        Kind::Object => {
            node.members().into_iter().flatten().for_each(|(_, value)| _ = integer_text(value));
        }
        // Whether null is allowed depends on the member.
        Kind::Null => return node,
        _ => node.expect(|node| node.as_str().is_some_and(is_canonical)),
    }
    node.unrecorded()
}

/// Whether a text is what encoding the integer writes.
fn is_canonical(text: &str) -> bool {
    text.parse::<i128>().is_ok_and(|integer| integer.to_string() == text)
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl Serialize for IntegerAsString<'_, $integer> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self.0)
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);
containers!(IntegerAsString);
