//! The rate limit that a server announces in the headers of a response.
//!
//! Invariant: an announcement is complete. If one of the three headers is missing or cannot be
//! parsed, nothing is announced.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use crate::runtime::response::retry_after;

const LIMIT: &str = "x-ratelimit-limit";
const REMAINING: &str = "x-ratelimit-remaining";
const RESET: &str = "x-ratelimit-reset";

/// A smaller reset is a number of seconds from now, up to 31 years. From here on it is a Unix
/// timestamp.
const FIRST_EPOCH_SECOND: u64 = 1_000_000_000;

/// A smaller timestamp is in seconds, up to the year 5138. From here on it is in milliseconds.
const FIRST_EPOCH_MILLISECOND: u64 = 100_000_000_000;

/// A limit on the number of requests in a window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    /// The number of requests in a window.
    pub(crate) limit: u64,
    /// The number of requests that remain.
    pub(crate) remaining: u64,
    /// The time from the response to the end of the window.
    pub(crate) reset: Duration,
}

/// Parses the announcement of a response.
pub(crate) fn find(headers: &HeaderMap, received: SystemTime) -> Option<Announcement> {
    let limit = number(headers, LIMIT)?;
    let remaining = number(headers, REMAINING)?.min(limit);
    let reset = number(headers, RESET)?;
    let moment = match reset {
        ..FIRST_EPOCH_SECOND => {
            return Some(Announcement { limit, remaining, reset: Duration::from_secs(reset) });
        }
        FIRST_EPOCH_SECOND..FIRST_EPOCH_MILLISECOND => i128::from(reset) * 1_000_000_000,
        FIRST_EPOCH_MILLISECOND.. => i128::from(reset) * 1_000_000,
    };
    let left = (moment - retry_after::server_time(headers, received)).max(0);
    let reset = Duration::from_nanos(u64::try_from(left).unwrap_or(u64::MAX));
    Some(Announcement { limit, remaining, reset })
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
