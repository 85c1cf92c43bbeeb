//! The value of a JSON number from its text.
//!
//! Invariant: an integer is exact or none. `2`, `2.0` and `2e0` are the same integer.

/// Whether the fraction of the number is zero.
pub(super) fn is_integral(text: &str) -> bool {
    !text.contains(['.', 'e', 'E']) || Decimal::of(text).zeros >= 0
}

/// The integer, if the number is one within the range of `i128`.
pub(super) fn integer(text: &str) -> Option<i128> {
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    let Decimal { whole, fraction, zeros } = Decimal::of(text);
    let digits: i128 = match fraction {
        "" => whole.parse(),
        _ => [whole, fraction].concat().parse(),
    }
    .ok()?;
    let zeros = u32::try_from(zeros).ok()?;
    10_i128.checked_pow(zeros)?.checked_mul(digits)
}

/// A number as an integer without zeros at its end, times a power of ten.
struct Decimal<'t> {
    /// The sign and the digits before the point.
    whole: &'t str,
    /// The digits after the point.
    fraction: &'t str,
    /// The exponent of the power.
    zeros: i64,
}

impl<'t> Decimal<'t> {
    /// The parts of a valid number.
    fn of(text: &'t str) -> Self {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() && whole.trim_start_matches('-') == "0" {
            return Self { whole: "0", fraction, zeros: 0 };
        }
        // An exponent out of range is as good as the largest one.
        let limit = if exponent.starts_with('-') { i64::MIN / 2 } else { i64::MAX / 2 };
        let exponent = exponent.parse().unwrap_or(limit).clamp(i64::MIN / 2, i64::MAX / 2);
        let digits = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX / 2);
        if !fraction.is_empty() {
            return Self { whole, fraction, zeros: exponent - digits(fraction) };
        }
        let short = whole.trim_end_matches('0');
        Self { whole: short, fraction, zeros: exponent + digits(whole) - digits(short) }
    }
}
