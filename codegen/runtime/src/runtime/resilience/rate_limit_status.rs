//! What is left of an announced rate limit.
//!
//! Invariant: it tells what is known at a time, and reserves nothing.

use std::time::Duration;

/// What is left of the rate limit that a server has announced last.
/// [`RateLimiter::status`](super::RateLimiter::status) returns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimitStatus {
    /// The number of requests in a window.
    pub limit: u64,
    /// The number of requests that remain in this window, without those that are not answered yet.
    pub remaining: u64,
    /// The time until the window ends.
    pub resets_in: Duration,
}
