//! Waits while the server does not accept requests.
//!
//! Invariant: while it does not, one submit at a time tries it again.

use std::time::{Duration, Instant};

use crate::runtime::defaults::{INITIAL_SUBMIT_BACKOFF, MAX_BACKOFF, MAX_RETRY_AFTER};
use crate::runtime::resilience::Backoff;

/// Whether the server accepts requests.
#[derive(Debug, Default)]
pub(super) struct Outage {
    /// Since when it does not.
    since: Option<Instant>,
    until: Option<Instant>,
    failures: u32,
    paused: Duration,
}

/// The waits after failures.
const BACKOFF: Backoff = Backoff { initial: INITIAL_SUBMIT_BACKOFF, max: MAX_BACKOFF };

impl Outage {
    /// When the next submit may be sent, if it has to wait.
    pub(super) fn until(&self, now: Instant) -> Option<Instant> {
        self.until.filter(|until| *until > now)
    }

    pub(super) fn is_over(&self) -> bool {
        self.since.is_none()
    }

    /// The time of all waits.
    pub(super) fn paused(&self) -> Duration {
        self.paused
    }

    /// A submit was not processed. Returns for how long the server has not accepted any.
    pub(super) fn fail(&mut self, retry_after: Option<Duration>, now: Instant) -> Duration {
        let since = *self.since.get_or_insert(now);
        let asked = retry_after.unwrap_or_default().min(MAX_RETRY_AFTER);
        let wait = asked.max(BACKOFF.bound(self.failures));
        let until = now + wait;
        let known = self.until.map_or(now, |known| known.max(now));
        self.paused += until.saturating_duration_since(known);
        self.until = Some(until.max(known));
        self.failures = self.failures.saturating_add(1);
        now.saturating_duration_since(since)
    }

    /// A submit was processed.
    pub(super) fn end(&mut self) {
        self.since = None;
        self.until = None;
        self.failures = 0;
    }
}
