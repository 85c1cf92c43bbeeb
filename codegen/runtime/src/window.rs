//! What is known of a window of requests that a server announces: how many are left, and until when.
//!
//! Invariant: what is left is never taken for more than it is. A request without an answer is
//! taken as counted later than all answers, so that answers may come in any order.

use std::time::{Duration, Instant};

use super::backoff::up_to;
use super::defaults::{LONGEST_CLOSING, PACE_BELOW_PERCENT, RESERVE_PERCENT, RESET_JITTER};
use super::random::Random;
use super::rate_limit::Announcement;

/// By how much the ends of a window differ that different answers tell, as servers round them.
const TOLERANCE: Duration = Duration::from_secs(2);

/// No window is longer: a year. It keeps moments within what the clock can tell.
const FURTHEST_END: Duration = Duration::from_hours(8_784);

/// What may happen to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It may be sent.
    Go,
    /// It may not be sent before that moment, unless an answer tells otherwise.
    Wait(Instant),
    /// The limit has not let anything through for as long as is allowed.
    Stuck,
}

/// A window.
#[derive(Debug)]
pub(super) struct Window {
    limit: u64,
    remaining: u64,
    end: End,
    /// When the next request may be sent while they are spread.
    next: Instant,
    /// Since when nothing is let through, and how long after the end to go on.
    closed: Option<(Instant, Duration)>,
}

/// When a window ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// At some moment of these two: before the answer arrived, and after its request was sent.
    Between(Instant, Instant),
    /// Nothing is known yet but when it began, and when the one before has ended at the latest.
    Open { since: Instant, before: Instant },
}

impl Window {
    /// The window that the answer to a request tells of.
    pub(super) fn new(announced: Announcement, sent: Instant, now: Instant) -> Self {
        let Announcement { limit, remaining, .. } = announced;
        let (first, last) = ends(announced, sent, now);
        Self { limit, remaining, end: End::Between(first, last), next: now, closed: None }
    }

    /// Takes in what an answer tells.
    pub(super) fn update(&mut self, announced: Announcement, sent: Instant, now: Instant) {
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

    /// The first answer of a window that has begun by the clock.
    fn begin(&mut self, announced: Announcement, end: End, now: Instant) {
        let remaining = self.remaining.min(announced.remaining);
        *self = Self { limit: announced.limit, remaining, end, next: now, closed: None };
    }

    /// Takes in that a request may have been counted of which no answer tells.
    pub(super) fn count(&mut self) {
        self.remaining = self.remaining.saturating_sub(1);
    }

    /// Whether a request may be sent, while so many have no answer.
    pub(super) fn turn(&mut self, in_flight: u64, now: Instant, random: &dyn Random) -> Turn {
        self.end_if_over(now);
        let left = self.remaining.saturating_sub(in_flight);
        let Some(usable) = left.checked_sub(self.reserve()).filter(|usable| *usable > 0) else {
            return self.closed(now, random);
        };
        self.closed = None;
        let is_scarce = left.saturating_mul(100) < self.limit.saturating_mul(PACE_BELOW_PERCENT);
        match self.end {
            End::Between(_, last) if is_scarce => {
                if now < self.next {
                    return Turn::Wait(self.next.min(last));
                }
                let rest = last.saturating_duration_since(now);
                let parts = u32::try_from(usable).unwrap_or(u32::MAX);
                self.next = now + (rest / parts).min(LONGEST_CLOSING);
                Turn::Go
            }
            End::Between(..) | End::Open { .. } => Turn::Go,
        }
    }

    /// The moment before which no answer can open the window.
    pub(super) fn closed_until(&self, now: Instant) -> Option<Instant> {
        let End::Between(_, last) = self.end else { return None };
        let (since, _) = self.closed.unwrap_or((now, Duration::ZERO));
        (self.remaining <= self.reserve()).then(|| last.min(since + LONGEST_CLOSING))
    }

    fn closed(&mut self, now: Instant, random: &dyn Random) -> Turn {
        let (since, jitter) =
            *self.closed.get_or_insert_with(|| (now, up_to(RESET_JITTER, random)));
        let longest = since + LONGEST_CLOSING;
        if now >= longest {
            return Turn::Stuck;
        }
        match self.end {
            End::Between(_, last) => Turn::Wait((last + jitter).min(longest)),
            End::Open { .. } => Turn::Wait(longest),
        }
    }

    /// After its end, a window of the same limit begins. Whoever waited for that waits for the
    /// jitter too.
    fn end_if_over(&mut self, now: Instant) {
        let End::Between(_, last) = self.end else { return };
        let jitter = self.closed.map_or(Duration::ZERO, |(_, jitter)| jitter);
        if now >= last + jitter {
            self.remaining = self.limit;
            self.end = End::Open { since: now, before: last };
            self.next = now;
        }
    }

    /// How many requests are left alone: the share of the limit, at least one, but never all.
    fn reserve(&self) -> u64 {
        let share = self.limit.saturating_mul(RESERVE_PERCENT).div_ceil(100);
        share.max(1).min(self.limit.saturating_sub(1))
    }
}

/// The first and the last moment that may be meant: the end is told relative to the response, which
/// was written after its request was sent and before it arrived.
fn ends(announced: Announcement, sent: Instant, now: Instant) -> (Instant, Instant) {
    let reset = announced.reset.min(FURTHEST_END);
    (sent + reset, now + reset)
}
