//! What is known of a server's rate limit, and from that whether a request may be sent now.
//!
//! Invariant: pure, the time comes from outside. While nothing is known, one request at a time finds
//! out, so that a crowd of first calls cannot pass a limit that nobody has seen.

use std::time::{Duration, Instant};

use super::backoff::Backoff;
use super::defaults::{FIRST_CLOSING, LONGEST_CLOSING, LONGEST_DOUBLED_CLOSING};
use super::random::Random;
use super::rate_limit::Announcement;
use super::window::{Turn, Window};

/// A request that may be sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ticket {
    pub(super) sent: Instant,
    /// The search for the limit that the request is a part of, or was allowed after.
    search: u64,
}

/// Whether a request may be sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Admission {
    /// It may.
    Granted(Ticket),
    /// It may not, until an answer changes that, or that moment comes.
    Wait(Option<Instant>),
}

/// What became of a request, as far as the limit is concerned.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    /// The server has not seen it.
    Unsent,
    /// Nobody knows whether the server has counted it.
    Lost,
    /// The answer announces nothing.
    Silent,
    /// The answer announces nothing and says that there were too many.
    Refused(Option<Duration>),
    /// The answer tells the limit.
    Announced(Announcement),
}

/// What is known of a limit.
#[derive(Debug)]
pub(super) struct Limiter {
    knowledge: Knowledge,
    in_flight: u64,
    /// How many searches there were.
    searches: u64,
    /// How many answers in a row said that there were too many.
    refusals: u32,
    /// When the last of them arrived.
    refused: Option<Instant>,
}

#[derive(Debug)]
enum Knowledge {
    /// Nothing. So many requests find out, of so many that may.
    Searching { searchers: u64, allowed: u64 },
    /// The server announces nothing.
    Unlimited,
    /// The server announces a window.
    Window(Window),
    /// The server has had too many, and says no more than that.
    Closed { until: Instant },
}

impl Default for Limiter {
    fn default() -> Self {
        let knowledge = Knowledge::Searching { searchers: 0, allowed: 1 };
        Self { knowledge, in_flight: 0, searches: 0, refusals: 0, refused: None }
    }
}

impl Limiter {
    /// Lets a request through, or tells how long not.
    pub(super) fn admit(&mut self, now: Instant, random: &dyn Random) -> Admission {
        match &mut self.knowledge {
            Knowledge::Unlimited => {}
            Knowledge::Searching { searchers, allowed } if *searchers < *allowed => {
                *searchers += 1;
            }
            Knowledge::Searching { .. } => return Admission::Wait(None),
            Knowledge::Closed { until } if now < *until => {
                return Admission::Wait(Some(*until));
            }
            Knowledge::Closed { .. } => return self.search(now),
            Knowledge::Window(window) => match window.turn(self.in_flight, now, random) {
                Turn::Go => {}
                Turn::Wait(until) => return Admission::Wait(Some(until)),
                Turn::Stuck => return self.search(now),
            },
        }
        self.in_flight += 1;
        Admission::Granted(Ticket { sent: now, search: self.searches })
    }

    /// Lets one request find out how things stand.
    fn search(&mut self, now: Instant) -> Admission {
        self.searches += 1;
        self.in_flight += 1;
        self.knowledge = Knowledge::Searching { searchers: 1, allowed: 1 };
        Admission::Granted(Ticket { sent: now, search: self.searches })
    }

    /// The moment before which surely no request is let through. It may have passed.
    pub(super) fn closed_until(&self, now: Instant) -> Option<Instant> {
        match &self.knowledge {
            Knowledge::Closed { until } => Some(*until),
            Knowledge::Window(window) => window.closed_until(now),
            Knowledge::Searching { .. } | Knowledge::Unlimited => None,
        }
    }

    /// Takes in what became of a request.
    pub(super) fn settle(&mut self, ticket: Ticket, fate: Fate, now: Instant) {
        self.in_flight = self.in_flight.saturating_sub(1);
        let is_searcher = ticket.search == self.searches;
        if let Knowledge::Searching { searchers, allowed } = &mut self.knowledge
            && is_searcher
        {
            *searchers = searchers.saturating_sub(1);
            if matches!(fate, Fate::Unsent) {
                *allowed = allowed.saturating_mul(2);
            }
        }
        match fate {
            Fate::Unsent => {}
            Fate::Lost => self.count(),
            Fate::Silent => self.hear_nothing(ticket),
            Fate::Refused(asked) => self.close(ticket, asked.unwrap_or_default(), now),
            Fate::Announced(announced) => self.hear(announced, ticket, now),
        }
    }

    fn count(&mut self) {
        if let Knowledge::Window(window) = &mut self.knowledge {
            window.count();
        }
    }

    fn hear_nothing(&mut self, ticket: Ticket) {
        self.count();
        if !self.is_outdated(ticket) {
            self.refusals = 0;
        }
        if matches!(self.knowledge, Knowledge::Searching { .. }) && ticket.search == self.searches {
            self.knowledge = Knowledge::Unlimited;
        }
    }

    fn hear(&mut self, announced: Announcement, ticket: Ticket, now: Instant) {
        match &mut self.knowledge {
            Knowledge::Closed { .. } => {}
            Knowledge::Window(window) => window.update(announced, ticket.sent, now),
            Knowledge::Searching { .. } | Knowledge::Unlimited => {
                self.refusals = 0;
                self.knowledge = Knowledge::Window(Window::new(announced, ticket.sent, now));
            }
        }
    }

    /// Lets nothing through for a time. Of several requests that were sent before the first refusal,
    /// the others do not double it.
    fn close(&mut self, ticket: Ticket, asked: Duration, now: Instant) {
        let asked = asked.min(LONGEST_CLOSING);
        if self.is_outdated(ticket) {
            if let Knowledge::Closed { until } = &mut self.knowledge {
                *until = (*until).max(now + asked);
            }
            return;
        }
        let backoff = Backoff { first: FIRST_CLOSING, longest: LONGEST_DOUBLED_CLOSING };
        let until = now + backoff.bound(self.refusals).max(asked);
        self.refusals = self.refusals.saturating_add(1);
        self.refused = Some(now);
        self.knowledge = Knowledge::Closed { until };
    }

    /// Whether the request was sent before the last refusal.
    fn is_outdated(&self, ticket: Ticket) -> bool {
        self.refused.is_some_and(|refused| ticket.sent <= refused)
    }
}
