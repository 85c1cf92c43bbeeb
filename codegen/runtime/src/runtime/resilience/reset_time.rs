//! The time until the reset of a rate limit, in the forms that servers use.
//!
//! Accepted are seconds from now, seconds and milliseconds since 1970, all with fractions, HTTP dates,
//! dates of RFC 3339, and durations such as `1m30s`, `6s` and `500ms`.
//!
//! Invariant: no text overflows, and a time in the past is zero.

use std::time::Duration;

use super::rate_limit_headers::number;
use crate::runtime::response::retry_after;

/// A smaller number is one of seconds from now, up to 31 years. From here on it is a Unix timestamp.
const FIRST_EPOCH_SECOND: u64 = 1_000_000_000;

/// A smaller timestamp is in seconds, up to the year 5138. From here on it is in milliseconds.
const FIRST_EPOCH_MILLISECOND: u64 = 100_000_000_000;

const NANOS_PER_SECOND: u64 = 1_000_000_000;

/// The units of durations, in nanoseconds. A unit comes before its own beginning.
const UNITS: &[(&str, u64)] = &[
    ("ms", 1_000_000),
    ("us", 1_000),
    ("µs", 1_000),
    ("ns", 1),
    ("s", NANOS_PER_SECOND),
    ("m", 60 * NANOS_PER_SECOND),
    ("h", 3_600 * NANOS_PER_SECOND),
    ("d", 86_400 * NANOS_PER_SECOND),
];

/// Parses the time until the reset. `server_time` is the time at the server, in nanoseconds since
/// 1970.
pub(crate) fn parse(text: &str, server_time: impl Fn() -> i128) -> Option<Duration> {
    if let Some((whole, fraction)) = decimal(text) {
        let seconds = i128::from(whole) * i128::from(NANOS_PER_SECOND) + i128::from(fraction);
        let moment = match whole {
            ..FIRST_EPOCH_SECOND => return Some(nanos(seconds)),
            FIRST_EPOCH_SECOND..FIRST_EPOCH_MILLISECOND => seconds,
            FIRST_EPOCH_MILLISECOND.. => seconds / 1_000,
        };
        return Some(nanos(moment - server_time()));
    }
    if let Some(duration) = duration(text) {
        return Some(duration);
    }
    let now = server_time();
    Some(nanos(retry_after::date(text, now)? - now))
}

/// Parses `1m30s`.
fn duration(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total = Duration::ZERO;
    while !rest.is_empty() {
        let end = rest.find(|character: char| !character.is_ascii_digit() && character != '.')?;
        let (amount, after) = rest.split_at(end);
        let (whole, fraction) = decimal(amount)?;
        let (unit, factor) = UNITS.iter().find(|(unit, _)| after.starts_with(unit))?;
        let factor = i128::from(*factor);
        let fraction = i128::from(fraction) * factor / i128::from(NANOS_PER_SECOND);
        total = total.saturating_add(nanos(i128::from(whole) * factor + fraction));
        rest = after.get(unit.len()..)?;
    }
    (!text.is_empty()).then_some(total)
}

/// Parses digits with a fraction, which it returns in billionths.
fn decimal(text: &str) -> Option<(u64, u64)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let fraction = fraction.get(..9).unwrap_or(fraction);
    let digits = u32::try_from(fraction.len()).ok()?;
    let scale = 10_u64.pow(9_u32.checked_sub(digits)?);
    Some((number(whole)?, number(fraction)? * scale))
}

/// A number of nanoseconds, at least zero.
fn nanos(nanos: i128) -> Duration {
    Duration::from_nanos(u64::try_from(nanos.max(0)).unwrap_or(u64::MAX))
}
