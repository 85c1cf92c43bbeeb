//! The rate limit of the organization: windows of time, and what is left in the present one.
//!
//! Invariant: a window begins where the one before it ends, whoever asks in between.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderValue};

/// How many requests an organization may make.
#[derive(Clone, Copy, Debug)]
pub struct RateLimit {
    /// The requests of one window.
    pub requests: u64,
    /// How long a window is.
    pub window: Duration,
    /// How the end of the window is told.
    pub reset: ResetForm,
}

/// How `X-RateLimit-Reset` tells when a window ends: the API does not document its unit.
#[derive(Clone, Copy, Debug, Default)]
pub enum ResetForm {
    /// In seconds since the beginning of 1970.
    #[default]
    EpochSeconds,
    /// In milliseconds since the beginning of 1970.
    EpochMilliseconds,
    /// In seconds from now.
    SecondsFromNow,
}

/// The Enterprise plan.
impl Default for RateLimit {
    fn default() -> Self {
        Self { requests: 1000, window: Duration::from_mins(1), reset: ResetForm::default() }
    }
}

/// What was used of a rate limit.
#[derive(Clone, Debug)]
pub(super) struct Usage {
    limit: RateLimit,
    /// When the present window began.
    start: Instant,
    used: u64,
    busiest: u64,
}

impl Usage {
    pub(super) fn new(limit: RateLimit, now: Instant) -> Self {
        Self { limit, start: now, used: 0, busiest: 0 }
    }

    pub(super) fn busiest(&self) -> u64 {
        self.busiest
    }

    /// Counts a request. Tells whether there was room for it.
    pub(super) fn count(&mut self, now: Instant) -> bool {
        while now.saturating_duration_since(self.start) >= self.limit.window {
            self.start += self.limit.window;
            self.used = 0;
        }
        let has_room = self.used < self.limit.requests;
        self.used += 1;
        self.busiest = self.busiest.max(self.used);
        has_room
    }

    /// Tells in the headers what is left.
    pub(super) fn announce(&self, now: Instant, time: SystemTime, headers: &mut HeaderMap) {
        let left = self.limit.window.saturating_sub(now.saturating_duration_since(self.start));
        let end = (time + left).duration_since(UNIX_EPOCH).unwrap_or_default();
        let reset = match self.limit.reset {
            // The end of the window lies within a second: the next one is told.
            ResetForm::EpochSeconds => u128::from(end.as_secs()) + 1,
            ResetForm::EpochMilliseconds => end.as_millis(),
            ResetForm::SecondsFromNow => u128::from(left.as_secs()) + 1,
        };
        let remaining = self.limit.requests.saturating_sub(self.used);
        let values = [
            ("x-ratelimit-limit", u128::from(self.limit.requests)),
            ("x-ratelimit-remaining", u128::from(remaining)),
            ("x-ratelimit-reset", reset),
        ];
        for (name, value) in values {
            if let Ok(value) = HeaderValue::try_from(value.to_string()) {
                headers.insert(name, value);
            }
        }
    }
}
