//! What a server announces of its rate limit, from the headers of a response.
//!
//! Invariant: an announcement is whole. If one of the three headers is missing or cannot be
//! understood, nothing is announced.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::retry_after;

const LIMIT: &str = "x-ratelimit-limit";
const REMAINING: &str = "x-ratelimit-remaining";
const RESET: &str = "x-ratelimit-reset";

/// Below it, a reset is in seconds from now: 31 years. Above, it is a moment.
const FIRST_EPOCH_SECOND: u64 = 1_000_000_000;

/// Below it, a moment is in seconds after 1970, which are the next 3,000 years. Above, it is in
/// milliseconds, from 1973 on.
const FIRST_EPOCH_MILLISECOND: u64 = 100_000_000_000;

/// How many requests a server takes in a window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// How many requests are allowed in the window.
    pub limit: u64,
    /// How many of them are left.
    pub remaining: u64,
    /// How long after the response was written the window ends.
    pub reset: Duration,
}

/// The announcement of a response.
#[must_use]
pub fn find(headers: &HeaderMap, received: SystemTime) -> Option<Announcement> {
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
    let left = (moment - retry_after::now(headers, received)).max(0);
    let reset = Duration::from_nanos(u64::try_from(left).unwrap_or(u64::MAX));
    Some(Announcement { limit, remaining, reset })
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
