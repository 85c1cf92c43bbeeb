//! Waits while the server does not accept requests.
//!
//! Invariant: while it does not, one submit at a time tries it again.

use std::time::{Duration, Instant};

use crate::runtime::defaults::{MAX_BACKOFF, MAX_RETRY_AFTER};

/// Whether the server accepts requests.
#[derive(Debug, Default)]
pub(super) struct Outage {
    /// Since when it does not.
    since: Option<Instant>,
    until: Option<Instant>,
    failures: u32,
    paused: Duration,
}

/// The wait after the first failure. It doubles with each further one.
const INITIAL_WAIT: Duration = Duration::from_secs(1);

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
        let doublings = self.failures.min(10);
        let backoff = INITIAL_WAIT.saturating_mul(1 << doublings).min(MAX_BACKOFF);
        let wait = retry_after.unwrap_or_default().min(MAX_RETRY_AFTER).max(backoff);
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
