//! The window of an announced rate limit: the requests that remain, and when it resets.
//!
//! Invariant: the remaining requests are never overestimated. A request without a response counts
//! as sent after all that have one, so that responses may arrive in any order.

use std::time::{Duration, Instant};

use super::rate_limit_headers::Announcement;
use crate::runtime::defaults::{
    MAX_RATE_LIMIT_WAIT, PACING_THRESHOLD_PERCENT, RESERVE_PERCENT, RESET_JITTER,
};
use crate::runtime::system::{Random, up_to};

/// The maximum difference between the resets that two responses of one window announce, because
/// servers round them.
const TOLERANCE: Duration = Duration::from_secs(2);

/// The longest window: a year. It keeps instants within the range of the clock.
const MAX_WINDOW: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Whether the window admits a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acquire {
    /// The request may be sent now.
    Now,
    /// The request has to wait until this instant, unless a response changes it.
    WaitUntil(Instant),
    /// The window has blocked requests for the maximum time. One request may probe the limit.
    Stalled,
}

/// The current window of a rate limit.
#[derive(Debug)]
pub(crate) struct Window {
    limit: u64,
    remaining: u64,
    end: End,
    /// When the next request may be sent while requests are paced.
    next: Instant,
    /// The start of the time in which no request is admitted, and the jitter after the reset.
    blocked: Option<(Instant, Duration)>,
}

/// When a window ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// Between these two moments: the reset relative to sending and to receiving the response.
    Between(Instant, Instant),
    /// Unknown: the window started at `since`, after the previous one ended by `before`.
    Open { since: Instant, before: Instant },
}

impl Window {
    /// The window that a response announces.
    pub(crate) fn new(announced: Announcement, sent: Instant, now: Instant) -> Self {
        let Announcement { limit, remaining, .. } = announced;
        let (first, last) = ends(announced, sent, now);
        Self { limit, remaining, end: End::Between(first, last), next: now, blocked: None }
    }

    /// Records another response of the server.
    pub(crate) fn update(&mut self, announced: Announcement, sent: Instant, now: Instant) {
        self.end_if_over(now);
        let (first, last) = ends(announced, sent, now);
        match self.end {
            End::Open { since, before } if sent >= since || first > before + TOLERANCE => {
                self.begin(announced, End::Between(first, last), now);
            }
            End::Between(_, known_last) if first > known_last + TOLERANCE => {
                *self = Self::new(announced, sent, now);
            }
            End::Between(known_first, known_last) if last + TOLERANCE >= known_first => {
                let first = first.max(known_first);
                self.end = End::Between(first, last.min(known_last).max(first));
                self.limit = announced.limit;
                self.remaining = self.remaining.min(announced.remaining);
            }
            End::Open { .. } | End::Between(..) => {}
        }
    }

    /// Records the first response of a window that has started after the reset of the previous one.
    fn begin(&mut self, announced: Announcement, end: End, now: Instant) {
        let remaining = self.remaining.min(announced.remaining);
        *self = Self { limit: announced.limit, remaining, end, next: now, blocked: None };
    }

    /// Counts a request that has no response.
    pub(crate) fn count(&mut self) {
        self.remaining = self.remaining.saturating_sub(1);
    }

    /// Whether a request may be sent while others are in flight.
    pub(crate) fn acquire(&mut self, in_flight: u64, now: Instant, random: &dyn Random) -> Acquire {
        self.end_if_over(now);
        let left = self.remaining.saturating_sub(in_flight);
        let Some(usable) = left.checked_sub(self.reserve()).filter(|usable| *usable > 0) else {
            return self.blocked(now, random);
        };
        self.blocked = None;
        let is_scarce =
            left.saturating_mul(100) < self.limit.saturating_mul(PACING_THRESHOLD_PERCENT);
        match self.end {
            End::Between(_, last) if is_scarce => {
                if now < self.next {
                    return Acquire::WaitUntil(self.next.min(last));
                }
                let rest = last.saturating_duration_since(now);
                let parts = u32::try_from(usable).unwrap_or(u32::MAX);
                self.next = now + (rest / parts).min(MAX_RATE_LIMIT_WAIT);
                Acquire::Now
            }
            End::Between(..) | End::Open { .. } => Acquire::Now,
        }
    }

    /// The instant before which no response can admit a request.
    pub(crate) fn blocked_until(&self, now: Instant) -> Option<Instant> {
        let End::Between(_, last) = self.end else { return None };
        let (since, _) = self.blocked.unwrap_or((now, Duration::ZERO));
        (self.remaining <= self.reserve()).then(|| last.min(since + MAX_RATE_LIMIT_WAIT))
    }

    /// Blocks until the reset and its jitter, for the maximum time at most.
    fn blocked(&mut self, now: Instant, random: &dyn Random) -> Acquire {
        let (since, jitter) =
            *self.blocked.get_or_insert_with(|| (now, up_to(RESET_JITTER, random)));
        let latest = since + MAX_RATE_LIMIT_WAIT;
        if now >= latest {
            return Acquire::Stalled;
        }
        match self.end {
            End::Between(_, last) => Acquire::WaitUntil((last + jitter).min(latest)),
            End::Open { .. } => Acquire::WaitUntil(latest),
        }
    }

    /// Starts a window of the same limit after the reset, or after the jitter if calls wait for it.
    fn end_if_over(&mut self, now: Instant) {
        let End::Between(_, last) = self.end else { return };
        let jitter = self.blocked.map_or(Duration::ZERO, |(_, jitter)| jitter);
        if now >= last + jitter {
            self.remaining = self.limit;
            self.end = End::Open { since: now, before: last };
            self.next = now;
        }
    }

    /// The number of requests that are reserved for other programs: a share of the limit, at least
    /// one and never all.
    fn reserve(&self) -> u64 {
        let share = self.limit.saturating_mul(RESERVE_PERCENT).div_ceil(100);
        share.max(1).min(self.limit.saturating_sub(1))
    }
}

/// The earliest and the latest instant of the reset. It is relative to the time at which the server
/// wrote the response, which is between sending the request and receiving the response.
fn ends(announced: Announcement, sent: Instant, now: Instant) -> (Instant, Instant) {
    let reset = announced.reset.min(MAX_WINDOW);
    (sent + reset, now + reset)
}
