//! Whole numbers that stand in JSON as text, because not every reader of JSON has 64 bits.
//!
//! Invariant: what is written reads back as the same number. Reading takes text and numbers alike.

use serde::{Serialize, Serializer};

use super::containers::containers;

/// Whole numbers, or what holds them, written so that `7` is `"7"`.
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
