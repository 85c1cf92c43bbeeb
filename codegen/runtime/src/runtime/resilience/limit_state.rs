//! The known rate limit of a server, and whether it admits a request now.
//!
//! Invariant: pure, the time is an argument. While nothing is known, one request at a time probes
//! the limit, so that many first calls cannot exceed it.

use std::time::{Duration, Instant};

use super::backoff::Backoff;
use super::rate_limit_headers::Announcement;
use super::window::{Acquire, Window};
use crate::runtime::defaults::{
    INITIAL_RATE_LIMIT_BACKOFF, MAX_RATE_LIMIT_BACKOFF, MAX_RATE_LIMIT_WAIT,
};
use crate::runtime::system::Random;

/// A request that was admitted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InFlight {
    pub(crate) sent: Instant,
    /// The probe that the request is part of, or was admitted after.
    probe: u64,
}

/// Whether a request may be sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Admission {
    /// It may be sent.
    Granted(InFlight),
    /// It has to wait for a response or until this instant.
    Wait(Option<Instant>),
}

/// How a request ended, as far as the rate limit is concerned.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Feedback {
    /// The server has not seen it.
    NotSent,
    /// The server may have counted it.
    Lost,
    /// The response announces no limit.
    Unannounced,
    /// The response is a 429 that announces no limit, with its `Retry-After`.
    TooManyRequests(Option<Duration>),
    /// The response announces the limit.
    Announced(Announcement),
}

/// The state of one rate limit.
#[derive(Debug)]
pub(crate) struct LimitState {
    limit: Limit,
    in_flight: u64,
    /// The number of probes so far.
    probes: u64,
    /// The number of consecutive responses with 429 and no announced limit.
    rejections: u32,
    /// When the last of them was received.
    last_rejection: Option<Instant>,
}

#[derive(Debug)]
enum Limit {
    /// Nothing is known. `probing` of `allowed` requests are in flight to find out.
    Unknown { probing: u64, allowed: u64 },
    /// The server announces no limit.
    Unlimited,
    /// The server announces a window.
    Window(Window),
    /// The server has returned 429 and announces no limit.
    Blocked { until: Instant },
}

impl Default for LimitState {
    fn default() -> Self {
        let limit = Limit::Unknown { probing: 0, allowed: 1 };
        Self { limit, in_flight: 0, probes: 0, rejections: 0, last_rejection: None }
    }
}

impl LimitState {
    /// Admits a request, or returns how long it has to wait.
    pub(crate) fn admit(&mut self, now: Instant, random: &dyn Random) -> Admission {
        match &mut self.limit {
            Limit::Unlimited => {}
            Limit::Unknown { probing, allowed } if *probing < *allowed => *probing += 1,
            Limit::Unknown { .. } => return Admission::Wait(None),
            Limit::Blocked { until } if now < *until => return Admission::Wait(Some(*until)),
            Limit::Blocked { .. } => return self.probe(now),
            Limit::Window(window) => match window.acquire(self.in_flight, now, random) {
                Acquire::Now => {}
                Acquire::WaitUntil(until) => return Admission::Wait(Some(until)),
                Acquire::Stalled => return self.probe(now),
            },
        }
        self.in_flight += 1;
        Admission::Granted(InFlight { sent: now, probe: self.probes })
    }

    /// Admits one request that finds out the limit.
    fn probe(&mut self, now: Instant) -> Admission {
        self.probes += 1;
        self.in_flight += 1;
        self.limit = Limit::Unknown { probing: 1, allowed: 1 };
        Admission::Granted(InFlight { sent: now, probe: self.probes })
    }

    /// The instant before which no request is admitted. It may be in the past.
    pub(crate) fn blocked_until(&self, now: Instant) -> Option<Instant> {
        match &self.limit {
            Limit::Blocked { until } => Some(*until),
            Limit::Window(window) => window.blocked_until(now),
            Limit::Unknown { .. } | Limit::Unlimited => None,
        }
    }

    /// Records how a request ended.
    pub(crate) fn record(&mut self, request: InFlight, feedback: Feedback, now: Instant) {
        self.in_flight = self.in_flight.saturating_sub(1);
        let is_current_probe = request.probe == self.probes;
        if let Limit::Unknown { probing, allowed } = &mut self.limit {
            if is_current_probe {
                *probing = probing.saturating_sub(1);
                if matches!(feedback, Feedback::NotSent) {
                    *allowed = allowed.saturating_mul(2);
                }
            }
        }
        match feedback {
            Feedback::NotSent => {}
            Feedback::Lost => self.count(),
            Feedback::Unannounced => self.record_unannounced(request),
            Feedback::TooManyRequests(retry_after) => {
                self.block(request, retry_after.unwrap_or_default(), now);
            }
            Feedback::Announced(announced) => self.record_announced(announced, request, now),
        }
    }

    fn count(&mut self) {
        if let Limit::Window(window) = &mut self.limit {
            window.count();
        }
    }

    fn record_unannounced(&mut self, request: InFlight) {
        self.count();
        if !self.is_outdated(request) {
            self.rejections = 0;
        }
        if matches!(self.limit, Limit::Unknown { .. }) && request.probe == self.probes {
            self.limit = Limit::Unlimited;
        }
    }

    fn record_announced(&mut self, announced: Announcement, request: InFlight, now: Instant) {
        match &mut self.limit {
            Limit::Blocked { .. } => {}
            Limit::Window(window) => window.update(announced, request.sent, now),
            Limit::Unknown { .. } | Limit::Unlimited => {
                self.rejections = 0;
                self.limit = Limit::Window(Window::new(announced, request.sent, now));
            }
        }
    }

    /// Admits nothing for a time. Of several requests that were sent before the first 429, only the
    /// first doubles the backoff.
    fn block(&mut self, request: InFlight, retry_after: Duration, now: Instant) {
        let retry_after = retry_after.min(MAX_RATE_LIMIT_WAIT);
        if self.is_outdated(request) {
            if let Limit::Blocked { until } = &mut self.limit {
                *until = (*until).max(now + retry_after);
            }
            return;
        }
        let backoff = Backoff { initial: INITIAL_RATE_LIMIT_BACKOFF, max: MAX_RATE_LIMIT_BACKOFF };
        let until = now + backoff.bound(self.rejections).max(retry_after);
        self.rejections = self.rejections.saturating_add(1);
        self.last_rejection = Some(now);
        self.limit = Limit::Blocked { until };
    }

    /// Whether the request was sent before the last 429 was received.
    fn is_outdated(&self, request: InFlight) -> bool {
        self.last_rejection.is_some_and(|rejection| request.sent <= rejection)
    }
}
