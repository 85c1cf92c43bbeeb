//! The rate limit of the organization, counted in fixed windows.
//!
//! Invariant: windows are contiguous; each begins where the one before it ends.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderValue};

/// The rate limit of an organization. The default is that of the Enterprise plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// The number of requests in one window.
    pub requests: u64,
    /// The length of a window.
    pub window: Duration,
    /// The format of `X-RateLimit-Reset`.
    pub reset: ResetForm,
}

/// The format of `X-RateLimit-Reset`, whose unit the API does not document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResetForm {
    /// Seconds since the Unix epoch.
    #[default]
    EpochSeconds,
    /// Milliseconds since the Unix epoch.
    EpochMilliseconds,
    /// Seconds from now.
    SecondsFromNow,
}

impl Default for RateLimit {
    fn default() -> Self {
        Self { requests: 1000, window: Duration::from_mins(1), reset: ResetForm::default() }
    }
}

/// The state of a rate limit.
#[derive(Clone, Debug)]
pub(super) struct RateLimitState {
    limit: RateLimit,
    window_start: Instant,
    used: u64,
    busiest: u64,
}

impl RateLimitState {
    pub(super) fn new(limit: RateLimit, now: Instant) -> Self {
        Self { limit, window_start: now, used: 0, busiest: 0 }
    }

    /// The highest number of requests in one window.
    pub(super) fn busiest(&self) -> u64 {
        self.busiest
    }

    /// Counts a request and returns whether it is within the limit.
    pub(super) fn try_acquire(&mut self, now: Instant) -> bool {
        while now.saturating_duration_since(self.window_start) >= self.limit.window {
            self.window_start += self.limit.window;
            self.used = 0;
        }
        let is_within_limit = self.used < self.limit.requests;
        self.used += 1;
        self.busiest = self.busiest.max(self.used);
        is_within_limit
    }

    /// Adds the rate limit headers.
    pub(super) fn add_headers(&self, now: Instant, time: SystemTime, headers: &mut HeaderMap) {
        let elapsed = now.saturating_duration_since(self.window_start);
        let left = self.limit.window.saturating_sub(elapsed);
        let end = (time + left).duration_since(UNIX_EPOCH).unwrap_or_default();
        let reset = match self.limit.reset {
            // Rounded up: the window must have ended by then.
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
