//! The requests that remain of one announced limit, and whether one more may be sent.
//!
//! Invariant: pure, the time is an argument. A request counts from when it is admitted until an
//! announcement includes it, so that responses may arrive in any order.

use std::time::{Duration, Instant};

use super::closure::Closure;
use super::rate_limit_headers::{Announcement, Key};
use super::rate_limit_status::RateLimitStatus;
use super::uncounted::Uncounted;
use super::wait::Wait;
use super::window::{Belongs, Window};
use crate::runtime::defaults::{
    MAX_PACING_INTERVAL, MAX_RATE_LIMIT_WAIT, MAX_REQUEST_DELAY, PACING_THRESHOLD_PERCENT,
    RESERVE_PERCENT, RESET_JITTER,
};
use crate::runtime::system::{Random, up_to};

/// How much a paced request may be late without delaying those after it, because timers are.
const TIMER_RESOLUTION: Duration = Duration::from_millis(20);

/// A limit that operations share.
#[derive(Debug)]
pub(crate) struct Bucket {
    /// Distinguishes it from all other buckets, also from forgotten ones.
    pub(crate) id: u64,
    pub(crate) key: Key,
    pub(crate) closure: Closure,
    limit: u64,
    /// What remained when the request was answered that was sent and received then.
    remaining: u64,
    as_of: (Instant, Instant),
    uncounted: Uncounted,
    window: Window,
    /// When the next request may be sent while requests are paced.
    next: Instant,
    /// Since when nothing remains, and the jitter after the reset.
    blocked: Option<(Instant, Duration)>,
}

impl Bucket {
    /// The limit that a response announces.
    pub(crate) fn new(id: u64, announced: &Announcement, sent: Instant, now: Instant) -> Self {
        Self {
            id,
            key: announced.key.clone(),
            closure: Closure::default(),
            limit: announced.limit,
            remaining: announced.remaining,
            as_of: (sent, now),
            uncounted: Uncounted::default(),
            window: Window::new(announced, sent, now),
            next: now,
            blocked: None,
        }
    }

    /// Records what a response announces.
    pub(crate) fn update(&mut self, announced: &Announcement, sent: Instant, now: Instant) {
        self.restart_if_over(now);
        match self.window.update(announced, sent, now) {
            Belongs::Before => return,
            Belongs::After => {
                self.remaining = announced.remaining;
                self.as_of = (sent, now);
                self.next = now;
                self.blocked = None;
            }
            Belongs::Here => {
                let (known_sent, known_received) = self.as_of;
                // Of two responses that overlap, the one with less was written later.
                if sent > known_received || announced.remaining < self.remaining {
                    self.remaining = announced.remaining;
                    self.as_of = (sent.max(known_sent), now);
                }
            }
        }
        self.limit = announced.limit;
        self.uncounted.settle(self.as_of.0);
    }

    /// Why a request has to wait, if it has to.
    pub(crate) fn check(&mut self, now: Instant, random: &dyn Random) -> Option<Wait> {
        self.restart_if_over(now);
        if let Some(until) = self.closure.opens_at(now) {
            return Some(Wait::closed(until));
        }
        let Some(usable) = self.usable() else { return self.blocked(now, random) };
        self.blocked = None;
        self.interval(usable, now)?;
        (now < self.next).then(|| Wait::closed(self.next.min(self.window.end())))
    }

    /// What is left of the limit.
    pub(crate) fn status(&mut self, now: Instant) -> RateLimitStatus {
        self.restart_if_over(now);
        RateLimitStatus {
            limit: self.limit,
            remaining: self.remaining.saturating_sub(self.uncounted.len()),
            resets_in: self.window.end().saturating_duration_since(now),
        }
    }

    /// The requests per second that the limit allows, without the reserve.
    pub(crate) fn usable_rate(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "an approximation suffices")]
        let usable = self.limit.saturating_sub(self.reserve()) as f64;
        usable / self.window.known_length().as_secs_f64().max(0.001)
    }

    /// Counts a request that is sent now.
    pub(crate) fn admit(&mut self, request: u64, now: Instant) {
        if let Some((since, _)) = &mut self.blocked {
            *since = now;
        }
        if let Some(interval) = self.usable().and_then(|usable| self.interval(usable, now)) {
            let earliest = now.checked_sub(TIMER_RESOLUTION).unwrap_or(now);
            self.next = self.next.max(earliest) + interval;
        }
        self.closure.admit();
        self.insert(request, now);
    }

    /// Counts a request that was sent then, unless what remains includes it.
    pub(crate) fn insert(&mut self, request: u64, sent: Instant) {
        if sent + MAX_REQUEST_DELAY > self.as_of.0 {
            let forgotten = self.uncounted.insert(request, sent);
            self.remaining = self.remaining.saturating_sub(forgotten);
        }
    }

    /// Changes when a request was sent, if it counts.
    pub(crate) fn resend(&mut self, request: u64, sent: Instant) {
        if self.uncounted.remove(request) {
            self.insert(request, sent);
        }
    }

    /// Counts a request no longer: a response includes it, or it is not part of this limit.
    pub(crate) fn remove(&mut self, request: u64) {
        self.uncounted.remove(request);
    }

    /// The requests that may be sent, if any.
    fn usable(&self) -> Option<u64> {
        let left = self.remaining.saturating_sub(self.uncounted.len());
        left.checked_sub(self.reserve()).filter(|usable| *usable > 0)
    }

    /// The time between requests while they are paced: if less than a part of the limit is left, and
    /// no request has to wait for long.
    fn interval(&self, usable: u64, now: Instant) -> Option<Duration> {
        let left = u128::from(usable + self.reserve());
        let threshold = u128::from(self.limit) * u128::from(PACING_THRESHOLD_PERCENT);
        let rest = self.window.end().saturating_duration_since(now);
        let interval = rest / u32::try_from(usable).unwrap_or(u32::MAX);
        (left * 100 < threshold && interval < MAX_PACING_INTERVAL).then_some(interval)
    }

    /// Waits for the reset and its jitter. After the maximum time one request is admitted all the
    /// same, because a server may announce a wrong reset.
    fn blocked(&mut self, now: Instant, random: &dyn Random) -> Option<Wait> {
        let (since, jitter) =
            *self.blocked.get_or_insert_with(|| (now, up_to(RESET_JITTER, random)));
        let latest = since + MAX_RATE_LIMIT_WAIT;
        if now >= latest {
            return None;
        }
        let until = (self.window.end() + jitter).min(latest);
        let arrived = self.remaining.saturating_sub(self.uncounted.arrived(now));
        if arrived <= self.reserve() {
            return Some(Wait::closed(until));
        }
        // A response may tell that a request does not count.
        let arrival = self.uncounted.next_arrival(now).unwrap_or(until);
        Some(Wait { until: until.min(arrival), closed_until: now })
    }

    /// Starts a window of the same limit after the reset, or after the jitter if calls wait for it.
    fn restart_if_over(&mut self, now: Instant) {
        let end = self.window.end();
        let jitter = self.blocked.map_or(Duration::ZERO, |(_, jitter)| jitter);
        if now >= end + jitter {
            self.remaining = self.limit;
            self.window.restart(now);
            self.uncounted.settle(end);
            self.as_of = (end, now);
            self.next = now;
            self.blocked = None;
        }
    }

    /// The number of requests that are reserved for other programs: a share of the limit, at least
    /// one and never all.
    fn reserve(&self) -> u64 {
        let share = self.limit.saturating_mul(RESERVE_PERCENT).div_ceil(100);
        share.max(1).min(self.limit.saturating_sub(1))
    }
}
