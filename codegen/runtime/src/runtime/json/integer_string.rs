//! Integers that are strings in JSON, because some JSON parsers lose precision above 53 bits.
//!
//! Invariant: an encoded value decodes to the same integer. Decoding accepts strings and numbers.

use serde::{Serialize, Serializer};

use super::containers::containers;

/// Encodes an integer, or a container of integers, as strings: `7` becomes `"7"`.
#[derive(Clone, Copy, Debug)]
pub struct IntegerAsString<'v, T: ?Sized>(pub &'v T);

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
