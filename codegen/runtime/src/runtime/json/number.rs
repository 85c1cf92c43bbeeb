//! Encodes integral floats without a fraction, as JSON encoders of other languages do.
//!
//! Invariant: an encoded value decodes to the same number.

use serde::{Serialize, Serializer};

use super::containers::containers;
use super::object_reader::ObjectReader;

/// The largest safe integer, 2⁵³ - 1: up to it `f64` represents every integer exactly.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// The number as an integer, if it is integral and can be encoded without a fraction.
#[must_use]
pub(crate) fn whole(number: f64) -> Option<i64> {
    // Minus zero keeps its fraction, because the integer zero has no sign.
    let fits = number.fract() == 0.0 && number.abs() <= MAX_SAFE_INTEGER;
    if !fits || (number == 0.0 && number.is_sign_negative()) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "integral and within the range of i64")]
    Some(number as i64)
}

/// Encodes a float, or a container of floats, without zero fractions: `2048.0` becomes `2048`.
#[derive(Clone, Copy, Debug)]
pub struct JsonNumber<'v, T: ?Sized>(pub &'v T);

impl JsonNumber<'_, ()> {
    /// Declares the next member to have numbers, which are decoded as any other value.
    pub(crate) fn declare(_object: &mut ObjectReader<'_>) {}
}

impl Serialize for JsonNumber<'_, f64> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match whole(*self.0) {
            Some(number) => serializer.serialize_i64(number),
            None => serializer.serialize_f64(*self.0),
        }
    }
}

containers!(JsonNumber);
