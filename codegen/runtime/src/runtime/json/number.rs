//! How numbers are written: whole ones without a fraction, as JSON writers of other languages do.
//!
//! Invariant: what is written reads back as the same number.

use serde::{Serialize, Serializer};

use super::containers::containers;

/// Up to here every whole number is a value of `f64`, and so is the one after it.
const LARGEST_SAFE: f64 = 9_007_199_254_740_991.0;

/// The whole number that a value is, if it is one that can be written without its fraction.
#[must_use]
pub(crate) fn whole(number: f64) -> Option<i64> {
    // Minus zero is written with its fraction, because an integer has no sign without a value.
    let fits = number.fract() == 0.0 && number.abs() <= LARGEST_SAFE;
    if !fits || (number == 0.0 && number.is_sign_negative()) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and within the range of i64")]
    Some(number as i64)
}

/// Numbers, or what holds numbers, written so that `2048.0` is `2048`.
#[derive(Clone, Copy, Debug)]
pub struct JsonNumber<'v, T: ?Sized>(pub &'v T);

impl Serialize for JsonNumber<'_, f64> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match whole(*self.0) {
            Some(number) => serializer.serialize_i64(number),
            None => serializer.serialize_f64(*self.0),
        }
    }
}

containers!(JsonNumber);
