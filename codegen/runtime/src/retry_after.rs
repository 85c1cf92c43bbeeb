//! How long a server asks to wait, from the headers of a response.
//!
//! Invariant: text that cannot be understood is as good as none, and a moment in the past is no
//! time at all.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, HeaderName, RETRY_AFTER};

use super::{http_date, timestamp};

/// The wait that `Retry-After` asks for (RFC 9110, section 10.2.3): seconds, or a date relative to
/// that of the response, so that it does not matter whether the two clocks agree.
pub(super) fn find(headers: &HeaderMap, received: SystemTime) -> Option<Duration> {
    let text = text(headers, &RETRY_AFTER)?;
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_secs);
    }
    let now = now(headers, received);
    let wait = u64::try_from((http_date::parse(text, now)? - now).max(0)).ok()?;
    Some(Duration::from_nanos(wait))
}

/// What time it was on the server, as far as it says so, in nanoseconds after 1970.
pub(super) fn now(headers: &HeaderMap, received: SystemTime) -> i128 {
    let received = timestamp::from_system_time(received);
    text(headers, &DATE).and_then(|text| http_date::parse(text, received)).unwrap_or(received)
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
