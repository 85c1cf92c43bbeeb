//! The `Retry-After` header.
//!
//! Invariant: a value that cannot be parsed counts as absent, and a date in the past as zero.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{AGE, DATE, HeaderName, RETRY_AFTER};

use super::http_date;
use crate::runtime::scalars::timestamp;

/// The duration of `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date relative to the
/// `Date` of the response, so that the clocks of client and server need not agree.
pub(crate) fn find(headers: &HeaderMap, received: SystemTime) -> Option<Duration> {
    let text = text(headers, &RETRY_AFTER)?;
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that is too large is a long time.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let now = server_time(headers, received);
    let wait = u64::try_from((http_date::parse(text, now)? - now).max(0)).ok()?;
    Some(Duration::from_nanos(wait))
}

/// Parses an HTTP date, or one of RFC 3339, to nanoseconds since 1970. `now` decides the century of a
/// year with two digits.
pub(crate) fn date(text: &str, now: i128) -> Option<i128> {
    http_date::parse(text, now)
}

/// The time at the server when the response was received, in nanoseconds since 1970: the `Date`
/// header and the `Age` that a cache has added since (RFC 9111, section 5.1), or else the time at
/// which the response was received.
pub(crate) fn server_time(headers: &HeaderMap, received: SystemTime) -> i128 {
    let received = timestamp::from_system_time(received);
    let date = text(headers, &DATE).and_then(|text| http_date::parse(text, received));
    let age = text(headers, &AGE).and_then(|text| text.parse::<u32>().ok()).unwrap_or_default();
    date.map_or(received, |date| date + i128::from(age) * 1_000_000_000)
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
